#include "train/judge.h"

#include "base/log.h"
#include "eval/all_deals.h"
#include "eval/tables_policy.h"
#include "platform/clock.h"
#include "train/setup.h"

/* Deals times points of the tree that are listed in a fraction of a second, in double precision. */
static const uint64_t LITTLE_WORK = 10 * 1000 * 1000;

/* One way of measuring. `open` fails with a reason when the game is not for it. */
struct judge_way {
    enum eval_method method;
    bool dear; /* only when evaluations are asked for */
    const char *name;
    bool (*open)(struct judge *judge, const struct setup *setup, unsigned workers, struct failure *failure);
    bool (*run)(struct judge *judge, struct setup *setup, struct best_response *result, struct failure *failure);
};

static bool open_list(struct judge *judge, const struct setup *setup, unsigned workers, struct failure *failure)
{
    (void)judge, (void)workers;
    return best_response_feasible(&setup->tree, failure);
}

static bool open_short_list(struct judge *judge, const struct setup *setup, unsigned workers, struct failure *failure)
{
    uint64_t points = (uint64_t)setup->tree.nodes_count + setup->tree.terminals_count;
    return open_list(judge, setup, workers, failure) &&
           (all_deals_count(&setup->game) <= LITTLE_WORK / points ||
            failure_set(failure, "%s has too many deals to list them often", setup->game.name));
}

static bool run_list(struct judge *judge, struct setup *setup, struct best_response *result, struct failure *failure)
{
    (void)judge, (void)failure;
    struct tables_view view = {&setup->abstraction, &setup->plan.tables};
    struct policy policy = tables_policy(&view);
    best_response_compute(&setup->tree, &policy, result);
    return true;
}

/* The boards are those of training. */
static bool open_sweep(struct judge *judge, const struct setup *setup, unsigned workers, struct failure *failure)
{
    if (setup->plan.kind != SAMPLER_FULL)
        return failure_set(failure, "no boards are swept");
    exploit_open_on(&judge->exploit, &setup->sweep.game, workers);
    return true;
}

static bool run_boards(struct judge *judge, struct setup *setup, struct best_response *result, struct failure *failure)
{
    struct tables_view view = {&setup->abstraction, &setup->plan.tables};
    struct policy policy = tables_policy(&view);
    return exploit_run(&judge->exploit, &policy, result, failure);
}

/* Rows of one board each lie as they are walked: this takes about the time of two iterations. */
static bool run_sweep(struct judge *judge, struct setup *setup, struct best_response *result, struct failure *failure)
{
    struct sweep *sweep = &setup->sweep;
    if (sweep->shared)
        return run_boards(judge, setup, result, failure);
    return exploit_run_boards(&judge->exploit, vector_engine_float.average, &sweep->worker[0].own, result, failure);
}

static bool open_boards(struct judge *judge, const struct setup *setup, unsigned workers, struct failure *failure)
{
    log_progress("Evaluation: listing all boards");
    return exploit_open(&judge->exploit, &setup->tree, workers, failure);
}

/* In order of preference. */
static const struct judge_way ways[] = {
    {EVAL_EXACT, false, "all deals are listed", open_short_list, run_list},
    {EVAL_EXACT, false, "all boards are gone over", open_sweep, run_sweep},
    {EVAL_EXACT, true, "all boards are gone over", open_boards, run_boards},
    {EVAL_EXACT, true, "all deals are listed", open_list, run_list},
};

bool judge_open(struct judge *judge, const struct setup *setup, const struct train_config *config, unsigned workers,
                struct failure *failure)
{
    bool asked = config_evaluates(config);
    *judge = (struct judge){0};
    if (config->target_exploitability > 0 && game_big_blind(&setup->game) <= 0)
        return failure_set(failure, "target_exploitability is in thousandths of a big blind: %s has none",
                           setup->game.name);
    for (size_t i = 0; !judge->way && i < sizeof ways / sizeof *ways; i++) {
        bool wanted =
            (config->eval_method == EVAL_AUTO || config->eval_method == ways[i].method) && (asked || !ways[i].dear);
        if (wanted && ways[i].open(judge, setup, workers, failure))
            judge->way = &ways[i];
    }
    bool needed = asked && (config->eval_method != EVAL_AUTO || config->target_exploitability > 0);
    if (asked && !needed && !judge->way)
        log_warning("Evaluation: none: %s", failure->text);
    return judge->way || !needed || failure_context(failure, "evaluation");
}

void judge_close(struct judge *judge)
{
    exploit_close(&judge->exploit);
    judge->way = NULL;
}

const char *judge_words(const struct judge *judge)
{
    return judge->way ? judge->way->name : NULL;
}

uint64_t judge_bytes(const struct judge *judge)
{
    return exploit_walk_bytes(&judge->exploit);
}

bool judge_run(struct judge *judge, struct setup *setup, struct evaluation *evaluation, struct failure *failure)
{
    struct best_response result;
    double begin = clock_seconds();
    if (!judge->way->run(judge, setup, &result, failure))
        return false;
    evaluation->done = true;
    evaluation->took_seconds = clock_seconds() - begin;
    evaluation->value = result.value[0];
    evaluation->nashconv = result.nashconv;
    evaluation->exploitability = result.exploitability;
    evaluation->has_mbb = best_response_mbb(&setup->game, &result, &evaluation->mbb);
    return true;
}
