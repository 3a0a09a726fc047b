/* A bucket file, signed again: what opens has a bucket for every hand, and all that a view tells of it can be asked. */
#include "buckets/bucket_view.h"
#include "signing.h"

static const char path[] = "input.holdem";

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    return signing_mutate(data, size, most, seed);
}

static void look(const struct bucket_view *view, unsigned street)
{
    enum { MOST = 4 };
    const struct street_map *facts = &view->street[street].facts;
    uint64_t *hands = memory_allocate(facts->buckets, sizeof *hands), index[MOST];
    struct bucket_summary summary;
    struct bucket_neighbour nearest[MOST];
    bucket_view_count_hands(view, street, hands);
    bucket_view_summarise(view, street, &summary);
    for (uint32_t b = 0; b < facts->buckets && b < MOST; b++) {
        unsigned found = bucket_view_examples(view, street, b, hands[b], MOST, index);
        for (unsigned i = 0; i < found; i++)
            bucket_view_hand(view, street, index[i]);
        if (facts->centres.k > 0)
            bucket_view_strength(view, street, b);
        bucket_view_nearest(view, street, b, MOST, nearest);
    }
    memory_release(hands);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bucket_view view;
    struct failure failure;
    uint8_t *copy = fuzz_copy(data, size);
    signing_repair(copy, size);
    fuzz_write(path, copy, size);
    memory_release(copy);
    if (!bucket_view_open(path, NULL, &view, &failure))
        return 0;
    for (unsigned s = 0; s < view.abstraction.streets; s++)
        look(&view, s);
    bucket_view_close(&view);
    return 0;
}
