#include "buckets/clustering.h"

#include "base/memory.h"
#include "base/random.h"
#include "buckets/settling.h"

enum { PURPOSE_SAMPLE = 2, POINTS_CLAIMED = 4096 };

/* A pass over all hands that gains less than this share of the sum is the last. */
static const double least_gain = 2e-3;
static const double cost_of_settling = 150;
static unsigned passes_as_a_rule(unsigned most)
{
    return most < 2 ? most : 2;
}

/* One loop over the items of a source: each point goes to the sample, or is settled. */
struct pass {
    struct features *features;
    uint64_t hands, seed;
    unsigned most;             /* passes that settle */
    struct points *batch;      /* owned: one a worker */
    struct points *sample;     /* owned: one a worker */
    struct settling *settling; /* borrowed; NULL: sampling */
};

/* The sample is of whole items, which spares making the features of the others. */
static bool samples_items(uint64_t hands, unsigned passes_most)
{
    return hands > CLUSTERING_SAMPLE && passes_most == 1;
}

/* Of numbers of hands or items, so that it does not matter who meets them, where and how often. */
static bool is_drawn(const struct pass *pass, uint64_t number)
{
    if (pass->hands <= CLUSTERING_SAMPLE)
        return true;
    struct random_stream stream = random_stream_at(pass->seed, number, PURPOSE_SAMPLE);
    return random_unit(&stream) * (double)pass->hands < CLUSTERING_SAMPLE;
}

static void take_points(struct pass *pass, unsigned worker, const struct points *batch)
{
    for (size_t i = 0; i < batch->count; i++) {
        if (pass->settling)
            settling_point(pass->settling, worker, batch, i);
        else if (samples_items(pass->hands, pass->most) || is_drawn(pass, batch->index[i]))
            points_copy(&pass->sample[worker], batch, i);
    }
}

static void go_over_items(void *context, unsigned worker, uint64_t first, uint64_t end)
{
    struct pass *pass = context;
    struct points *batch = &pass->batch[worker];
    for (uint64_t item = first; item < end; item++) {
        if (!pass->settling && samples_items(pass->hands, pass->most) && !is_drawn(pass, item))
            continue;
        batch->count = 0;
        pass->features->fill(pass->features->source, worker, item, batch);
        take_points(pass, worker, batch);
    }
}

static bool run_pass(struct pass *pass, const struct kmeans_options *options, double cost, struct failure *failure)
{
    const struct features *features = pass->features;
    pass->batch = memory_allocate(options->workers, sizeof *pass->batch);
    for (unsigned w = 0; w < options->workers; w++)
        points_init(&pass->batch[w], features->metric.dims, features->points_most);
    bool done = parallel_for(options->workers, features->items, features->chunk, go_over_items, pass, options->progress,
                             features->doing, cost, failure);
    for (unsigned w = 0; w < options->workers; w++)
        points_release(&pass->batch[w]);
    memory_release(pass->batch);
    return done;
}

static bool collect(struct pass *pass, const struct kmeans_options *options, struct points *sample,
                    struct failure *failure)
{
    pass->sample = memory_allocate(options->workers, sizeof *pass->sample);
    for (unsigned w = 0; w < options->workers; w++)
        points_init(&pass->sample[w], pass->features->metric.dims, 0);
    double cost = samples_items(pass->hands, pass->most) ? 0 : pass->features->cost;
    bool done = run_pass(pass, options, cost, failure);
    points_init(sample, pass->features->metric.dims, 0);
    for (unsigned w = 0; w < options->workers; w++) {
        for (size_t i = 0; done && i < pass->sample[w].count; i++)
            points_copy(sample, &pass->sample[w], i);
        points_release(&pass->sample[w]);
    }
    memory_release(pass->sample);
    points_merge(sample);
    return done;
}

/* Over all hands, moving the centres in between while that helps. */
static bool settle_by_passes(struct pass *pass, const struct kmeans_options *options, struct failure *failure)
{
    double cost = pass->features->cost + (double)pass->hands * cost_of_settling, before = 0;
    double planned = options->progress->cost_done + passes_as_a_rule(pass->most) * cost;
    for (unsigned n = 0; n < pass->most; n++) {
        if (n > 0)
            settling_move(pass->settling);
        if (!settling_begin(pass->settling, options->progress, failure) || !run_pass(pass, options, cost, failure))
            return false;
        double total = settling_end(pass->settling);
        if (n > 0 && total >= before * (1 - least_gain))
            break;
        before = total;
    }
    options->progress->cost_done = planned;
    return true;
}

struct kept {
    struct settling *settling;
    const struct points *points;
};

static void settle_kept(void *context, unsigned worker, uint64_t first, uint64_t end)
{
    struct kept *kept = context;
    for (size_t i = (size_t)first; i < end; i++)
        settling_point(kept->settling, worker, kept->points, i);
}

static bool settle_by_points(struct settling *settling, const struct points *points,
                             const struct kmeans_options *options, struct failure *failure)
{
    struct kept kept = {settling, points};
    if (!settling_begin(settling, options->progress, failure) ||
        !parallel_for(options->workers, points->count, POINTS_CLAIMED, settle_kept, &kept, options->progress,
                      "settling hands", 0, failure))
        return false;
    settling_end(settling);
    return true;
}

unsigned clustering_passes(uint64_t hands, unsigned passes_most)
{
    bool one = hands <= CLUSTERING_SAMPLE || samples_items(hands, passes_most);
    return one ? 1 : 1 + passes_as_a_rule(passes_most);
}

double clustering_cost(uint64_t hands, unsigned passes_most, const struct kmeans_options *options)
{
    if (hands <= CLUSTERING_SAMPLE)
        return kmeans_cost((double)hands, options);
    return kmeans_cost(CLUSTERING_SAMPLE, options) + passes_as_a_rule(passes_most) * (double)hands * cost_of_settling;
}

bool clustering_run(struct features *features, uint64_t hands, unsigned passes_most,
                    const struct kmeans_options *options, struct street_map *map, struct failure *failure)
{
    struct pass pass = {.features = features, .hands = hands, .seed = options->seed, .most = passes_most};
    struct points sample;
    struct centres centres = {0};
    *map = (struct street_map){0};
    bool done = collect(&pass, options, &sample, failure);
    bool kept_all = sample.count == hands;
    if (done) {
        uint32_t *bucket = memory_allocate(sample.count, sizeof *bucket);
        done = kmeans(&sample, &features->metric, options, &centres, bucket, failure);
        memory_release(bucket);
    }
    if (done) {
        struct settling settling;
        street_map_init(map, hands, centres.k);
        settling_init(&settling, &centres, map, options->workers);
        pass.settling = &settling;
        if (!kept_all)
            points_release(&sample);
        done = kept_all ? settle_by_points(&settling, &sample, options, failure)
                        : settle_by_passes(&pass, options, failure);
        if (done)
            settling_finish(&settling);
        settling_release(&settling);
    }
    points_release(&sample);
    centres_release(&centres);
    return done;
}
