#include "eval/match.h"

#include "eval/match_hand.h"
#include "eval/sampling.h"

/* The means of a sampling. */
enum { PLAIN, CORRECTED, SEAT };

enum { CHUNK_DEALS = 250 };

static void play_both_seats(const struct match_plan *plan, uint64_t number, bool corrects,
                            struct match_result result[2])
{
    const struct agent *const seated[2][2] = {{plan->a, plan->b}, {plan->b, plan->a}};
    struct match_deal deal;
    match_deal_init(&deal, plan->a->game, plan->seed, number);
    for (unsigned seat = 0; seat < 2; seat++)
        match_hand_play(&deal, seated[seat], seat, corrects, &result[seat]);
}

double match_play_deal(const struct match_plan *plan, uint64_t number)
{
    struct match_result result[2];
    play_both_seats(plan, number, false, result);
    return (result[0].won + result[1].won) / 2;
}

static void play_deal(void *context, unsigned worker, uint64_t number, double sample[])
{
    const struct match_plan *plan = context;
    struct match_result result[2];
    (void)worker;
    play_both_seats(plan, number, !plan->plain, result);
    for (unsigned seat = 0; seat < 2; seat++)
        sample[SEAT + seat] = result[seat].corrected;
    sample[PLAIN] = (result[0].won + result[1].won) / 2;
    sample[CORRECTED] = (result[0].corrected + result[1].corrected) / 2;
}

bool match_check(const struct agent *a, const struct agent *b, struct failure *failure)
{
    if (a->game->players != 2)
        return failure_set(failure, "%s is for %u players; matches are for two", a->game->name, a->game->players);
    if (game_fingerprint(a->game) != game_fingerprint(b->game))
        return failure_set(failure, "the players know different games: A %s, B %s", a->game->name, b->game->name);
    return true;
}

bool match_play(const struct match_plan *plan, struct match_estimates *estimates, struct failure *failure)
{
    struct match_plan own = *plan;
    struct estimate means[SAMPLING_MEANS] = {0};
    struct sampling sampling = {
        .run = plan->run,
        .title = "Match",
        .deals = plan->deals,
        .workers = plan->workers,
        .chunk_deals = CHUNK_DEALS,
        .means = 4,
        .play = play_deal,
        .context = &own,
    };
    evaluator_init();
    bool done = match_check(plan->a, plan->b, failure) && sampling_run(&sampling, means, failure);
    *estimates = (struct match_estimates){
        .plain = means[PLAIN],
        .corrected = means[CORRECTED],
        .seat = {means[SEAT], means[SEAT + 1]},
        .chips = 2 * means[PLAIN].mean * (double)means[PLAIN].count,
    };
    return done;
}
