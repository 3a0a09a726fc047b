#include "eval/match.h"

#include "base/memory.h"
#include "buckets/parallel.h"
#include "eval/match_hand.h"

/* Deals of a chunk at least, chunks at most. */
enum { CHUNK_DEALS = 250, CHUNKS_MOST = 4096 };

struct match {
    const struct match_plan *plan;
    uint64_t chunk_deals;
    struct match_estimates *chunk; /* owned: [chunk] */
};

static void play_deal(const struct match_plan *plan, uint64_t number, struct match_estimates *estimates)
{
    const struct agent *const seated[2][2] = {{plan->a, plan->b}, {plan->b, plan->a}};
    struct match_deal deal;
    struct match_result result[2];
    match_deal_init(&deal, plan->a->game, plan->seed, number);
    for (unsigned seat = 0; seat < 2; seat++) {
        match_hand_play(&deal, seated[seat], seat, &result[seat]);
        estimate_add(&estimates->seat[seat], result[seat].corrected);
    }
    estimate_add(&estimates->plain, (result[0].won + result[1].won) / 2);
    estimate_add(&estimates->corrected, (result[0].corrected + result[1].corrected) / 2);
    estimates->chips += result[0].won + result[1].won;
}

static void play_chunks(void *context, unsigned worker, uint64_t first, uint64_t end)
{
    const struct match *match = context;
    (void)worker;
    for (uint64_t c = first; c < end; c++) {
        /* Kept on this thread's stack meanwhile: neighbouring chunks share cache lines. */
        struct match_estimates estimates = {0};
        uint64_t begin = c * match->chunk_deals, left = match->plan->deals - begin;
        uint64_t deals = left < match->chunk_deals ? left : match->chunk_deals;
        for (uint64_t i = 0; i < deals; i++)
            play_deal(match->plan, begin + i, &estimates);
        match->chunk[c] = estimates;
    }
}

static bool check(const struct match_plan *plan, struct failure *failure)
{
    const struct game *a = plan->a->game, *b = plan->b->game;
    if (a->players != 2)
        return failure_set(failure, "%s is for %u players; matches are for two", a->name, a->players);
    if (game_fingerprint(a) != game_fingerprint(b))
        return failure_set(failure, "the players know different games: A %s, B %s", a->name, b->name);
    return true;
}

static void merge(struct match_estimates *estimates, const struct match_estimates *chunk)
{
    estimate_merge(&estimates->plain, &chunk->plain);
    estimate_merge(&estimates->corrected, &chunk->corrected);
    for (unsigned seat = 0; seat < 2; seat++)
        estimate_merge(&estimates->seat[seat], &chunk->seat[seat]);
    estimates->chips += chunk->chips;
}

bool match_play(const struct match_plan *plan, struct match_estimates *estimates, struct failure *failure)
{
    *estimates = (struct match_estimates){0};
    if (!check(plan, failure))
        return false;
    struct match match = {.plan = plan, .chunk_deals = plan->deals / CHUNKS_MOST + 1};
    if (match.chunk_deals < CHUNK_DEALS)
        match.chunk_deals = CHUNK_DEALS;
    uint64_t chunks = (plan->deals + match.chunk_deals - 1) / match.chunk_deals;
    struct progress progress;
    match.chunk = memory_allocate(chunks, sizeof *match.chunk);
    evaluator_init();
    progress_start(&progress, "Match", 1);
    bool done = parallel_for(plan->workers, chunks, 1, play_chunks, &match, &progress, "playing", 1, failure);
    for (uint64_t c = 0; done && c < chunks; c++)
        merge(estimates, &match.chunk[c]);
    memory_release(match.chunk);
    return done;
}
