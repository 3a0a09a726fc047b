#include "train/played.h"

#include "eval/agent_policy.h"
#include "eval/sampling.h"
#include "train/setup.h"

#include <string.h>

/* Without a number of the user's own: a second or two of processor time in hold'em. Hands of a match are plain, which gives
 * the narrowest interval for the time they take (docs/benchmarks.md). */
enum { LBR_HANDS = 1000, MATCH_HANDS = 1000000 };

static bool sit_down(struct played *played, const struct setup *setup, const struct train_config *config, int64_t hands,
                     unsigned workers, struct failure *failure)
{
    memset(played, 0, sizeof *played);
    played->run = setup->run;
    played->view = (struct tables_view){&setup->abstraction, &setup->plan.tables};
    played->agent = agent_of_policy(&setup->tree, tables_policy(&played->view));
    played->deals = ((uint64_t)(config->eval_hands > 0 ? config->eval_hands : hands) + 1) / 2;
    played->workers = workers;
    return game_big_blind(&setup->game) > 0 || failure_set(failure, "%s has no blinds to measure in", setup->game.name);
}

bool played_open_lbr(struct played *played, const struct setup *setup, const struct train_config *config,
                     unsigned workers, struct failure *failure)
{
    const struct responder_rules rules = {.raises = true, .streets = UINT16_MAX};
    if (!sit_down(played, setup, config, LBR_HANDS, workers, failure))
        return false;
    return lbr_open(setup->run, &played->lbr, &setup->game, rules, failure);
}

/* The opponent's rows and buckets are not read yet. */
bool played_check_match(const struct setup *setup, const struct train_config *config, struct failure *failure)
{
    const struct agent own = {.game = &setup->game};
    if (player_is_built_in(config->eval_opponent)) {
        struct filters filters;
        return match_check(&own, &own, failure) &&
               filter_parse(config->eval_opponent, &setup->game, &filters, NULL, failure);
    }
    struct blueprint blueprint;
    if (!player_find(config->eval_opponent, failure) ||
        !blueprint_open_filtered(config->eval_opponent, &blueprint, failure))
        return false;
    const struct agent other = {.game = &blueprint.game};
    bool can_be = match_check(&own, &other, failure);
    blueprint_close(&blueprint);
    return can_be;
}

bool played_open_match(struct played *played, const struct setup *setup, const struct train_config *config,
                       unsigned workers, struct failure *failure)
{
    bool seated = sit_down(played, setup, config, MATCH_HANDS, workers, failure);
    played->is_match = true;
    return seated && player_open(&played->opponent, config->eval_opponent, NULL, &setup->game, failure) &&
           match_check(&played->agent, &played->opponent.agent, failure);
}

void played_close(struct played *played)
{
    lbr_close(&played->lbr);
    player_close(&played->opponent);
    memset(played, 0, sizeof *played);
}

uint64_t played_bytes(const struct played *played)
{
    return played->deals > 0 ? lbr_bytes(played->workers) : 0;
}

static bool run_lbr(struct played *played, uint64_t seed, struct estimate *won, struct failure *failure)
{
    struct lbr_result result;
    lbr_face(&played->lbr, &played->agent, seed);
    bool done = lbr_run(played->run, &played->lbr, played->deals, played->workers, &result, failure);
    *won = result.both;
    return done;
}

static bool run_match(struct played *played, uint64_t seed, struct estimate *won, struct failure *failure)
{
    struct match_plan plan = {
        .run = played->run,
        .a = &played->agent,
        .b = &played->opponent.agent,
        .deals = played->deals,
        .seed = seed,
        .workers = played->workers,
        .plain = true,
    };
    struct match_estimates estimates;
    bool done = match_play(&plan, &estimates, failure);
    *won = estimates.plain;
    return done;
}

bool played_run(struct played *played, uint64_t seed, struct estimate *won, struct failure *failure)
{
    return (played->is_match ? run_match : run_lbr)(played, seed, won, failure);
}
