/* Counter-based random numbers: a stream is a pure function of (seed, index, purpose).
 *
 * Training draws everything of iteration t from random_stream_at(seed, t, purpose): results do not depend on which
 * worker ran an iteration, and a checkpoint needs no generator state. The generator is SplitMix64 (Steele, Lea and
 * Flood 2014): a Weyl sequence behind a mixing function; streams differ by their hashed starting point. Not for
 * secrets. A stream belongs to one thread. */
#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

#include <stdint.h>

struct random_stream {
    uint64_t state;
};

static inline uint64_t random_mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static inline struct random_stream random_stream_at(uint64_t seed, uint64_t index, uint64_t purpose)
{
    uint64_t key = random_mix(seed + UINT64_C(0x9e3779b97f4a7c15));
    key = random_mix(key ^ (index + UINT64_C(0x632be59bd9b4e019)));
    return (struct random_stream){random_mix(key ^ (purpose + UINT64_C(0xd1b54a32d192ed03)))};
}

static inline uint64_t random_next(struct random_stream *stream)
{
    stream->state += UINT64_C(0x9e3779b97f4a7c15);
    return random_mix(stream->state);
}

/* Steps of the numbers that follow. */
#define RANDOM_UNIT_STEP 0x1p-24f

/* Uniform in [0, 1), 24 bits: exact as a float. */
static inline float random_unit_float(struct random_stream *stream)
{
    return (float)(random_next(stream) >> 40) * RANDOM_UNIT_STEP;
}

/* The same as a pure function of a random key and a place: draws at different places may be made in any order. */
static inline float random_unit_at(uint64_t key, uint64_t place)
{
    return (float)(int32_t)(random_mix(key + place * UINT64_C(0x9e3779b97f4a7c15)) >> 40) * RANDOM_UNIT_STEP;
}

/* Uniform in [0, 1), 53 bits. */
static inline double random_unit(struct random_stream *stream)
{
    return (double)(random_next(stream) >> 11) * 0x1p-53;
}

/* Uniform in [0, bound), bound >= 1, without bias (Lemire 2019). */
static inline uint32_t random_below(struct random_stream *stream, uint32_t bound)
{
    uint64_t product = (random_next(stream) >> 32) * bound;
    if ((uint32_t)product < bound) {
        uint32_t threshold = (0u - bound) % bound;
        while ((uint32_t)product < threshold)
            product = (random_next(stream) >> 32) * bound;
    }
    return (uint32_t)(product >> 32);
}

#endif
