#include "train/judge.h"

#include "base/text.h"
#include "eval/all_deals.h"
#include "eval/tables_policy.h"
#include "train/setup.h"

/* Deals times points of the tree that are listed in a fraction of a second, in double precision. */
static const uint64_t LITTLE_WORK = 10 * 1000 * 1000;

/* One way of measuring. `open` fails with a reason when the game is not for it; `run` fills in what it measures. */
struct judge_way {
    const struct eval_method *method;
    bool dear; /* only when evaluations are asked for */
    const char *name;
    /* What can be told before there is a card abstraction. */
    bool (*check)(const struct setup *setup, const struct train_config *config, struct failure *failure);
    bool (*open)(struct judge *judge, const struct setup *setup, const struct train_config *config, unsigned workers,
                 struct failure *failure);
    bool (*run)(struct judge *judge, struct setup *setup, struct evaluation *evaluation, struct failure *failure);
};

/* --- exactly --- */

static void fill_exact(const struct setup *setup, const struct best_response *result, struct evaluation *evaluation)
{
    evaluation->value = result->value[0];
    evaluation->nashconv = result->nashconv;
    evaluation->exploitability = result->exploitability;
    evaluation->has_mbb = game_in_mbb(&setup->game, result->exploitability, &evaluation->mbb);
}

static bool check_list(const struct setup *setup, const struct train_config *config, struct failure *failure)
{
    (void)config;
    return best_response_feasible(&setup->tree, failure);
}

static bool open_list(struct judge *judge, const struct setup *setup, const struct train_config *config,
                      unsigned workers, struct failure *failure)
{
    (void)judge, (void)config, (void)workers;
    return best_response_feasible(&setup->tree, failure);
}

static bool open_short_list(struct judge *judge, const struct setup *setup, const struct train_config *config,
                            unsigned workers, struct failure *failure)
{
    uint64_t points = (uint64_t)setup->tree.nodes_count + setup->tree.terminals_count;
    return open_list(judge, setup, config, workers, failure) &&
           (all_deals_count(&setup->game) <= LITTLE_WORK / points ||
            failure_set(failure, "%s has too many deals to list them often", setup->game.name));
}

static bool run_list(struct judge *judge, struct setup *setup, struct evaluation *evaluation, struct failure *failure)
{
    (void)judge;
    struct tables_view view = {&setup->abstraction, &setup->plan.tables};
    struct policy policy = tables_policy(&view);
    struct best_response result;
    if (!best_response_compute(setup->run, &setup->tree, &policy, &result))
        return failure_set(failure, "interrupted");
    fill_exact(setup, &result, evaluation);
    return true;
}

static bool check_training_boards(const struct setup *setup, const struct train_config *config, struct failure *failure)
{
    (void)setup;
    return driver_of(config->sampler)->boards || failure_set(failure, "training lists no boards");
}

static bool check_boards(const struct setup *setup, const struct train_config *config, struct failure *failure)
{
    (void)config;
    return exploit_feasible(&setup->tree, failure);
}

/* The boards are those of training. */
static bool open_training_boards(struct judge *judge, const struct setup *setup, const struct train_config *config,
                                 unsigned workers, struct failure *failure)
{
    (void)config;
    const struct driver *driver = setup->drive.driver;
    if (!driver->boards)
        return failure_set(failure, "training lists no boards");
    exploit_open_on(setup->run, &judge->exploit, driver->boards(&setup->drive).game, workers);
    return true;
}

static bool open_boards(struct judge *judge, const struct setup *setup, const struct train_config *config,
                        unsigned workers, struct failure *failure)
{
    (void)config;
    log_progress(setup->run->log, "Evaluation: listing all boards");
    return exploit_open(setup->run, &judge->exploit, &setup->tree, workers, failure);
}

static bool run_boards(struct judge *judge, struct setup *setup, struct evaluation *evaluation, struct failure *failure)
{
    struct tables_view view = {&setup->abstraction, &setup->plan.tables};
    struct policy policy = tables_policy(&view);
    struct best_response result;
    bool done = exploit_run(&judge->exploit, &policy, &result, failure);
    if (done)
        fill_exact(setup, &result, evaluation);
    return done;
}

/* Rows of one board each lie as they are walked: this takes about the time of two iterations. */
static bool run_training_boards(struct judge *judge, struct setup *setup, struct evaluation *evaluation,
                                struct failure *failure)
{
    struct drive_boards boards = setup->drive.driver->boards(&setup->drive);
    if (!boards.average)
        return run_boards(judge, setup, evaluation, failure);
    struct best_response result;
    bool done = exploit_run_boards(&judge->exploit, boards.average, boards.context, &result, failure);
    if (done)
        fill_exact(setup, &result, evaluation);
    return done;
}

/* --- by play --- */

static bool check_lbr(const struct setup *setup, const struct train_config *config, struct failure *failure)
{
    (void)config;
    return lbr_feasible(&setup->game, failure);
}

static bool check_match(const struct setup *setup, const struct train_config *config, struct failure *failure)
{
    return played_check_match(setup, config, failure);
}

static bool open_lbr(struct judge *judge, const struct setup *setup, const struct train_config *config,
                     unsigned workers, struct failure *failure)
{
    return played_open_lbr(&judge->played, setup, config, workers, failure);
}

static bool open_match(struct judge *judge, const struct setup *setup, const struct train_config *config,
                       unsigned workers, struct failure *failure)
{
    return played_open_match(&judge->played, setup, config, workers, failure);
}

static bool run_played(struct judge *judge, struct setup *setup, struct evaluation *evaluation, struct failure *failure)
{
    double mbb = 1000.0 / game_big_blind(&setup->game);
    struct estimate won;
    bool done = played_run(&judge->played, setup->plan.seed, &won, failure);
    evaluation->has_mbb = true;
    evaluation->mbb = won.mean * mbb;
    evaluation->interval_mbb = estimate_interval(&won) * mbb;
    return done;
}

/* --- choosing --- */

/* In order of preference. */
static const struct judge_way ways[] = {
    {&eval_exact, false, "all deals are listed", check_list, open_short_list, run_list},
    {&eval_exact, false, "all boards are gone over", check_training_boards, open_training_boards, run_training_boards},
    {&eval_exact, true, "all boards are gone over", check_boards, open_boards, run_boards},
    {&eval_exact, true, "all deals are listed", check_list, open_list, run_list},
    {&eval_lbr, true, "local best response", check_lbr, open_lbr, run_played},
    {&eval_match, true, "match", check_match, open_match, run_played},
};

/* What is won from one opponent is no measure to be chosen unasked; a target is one of exploitability. */
static bool is_wanted(const struct judge_way *way, const struct train_config *config)
{
    if (way->dear && !config_evaluates(config))
        return false;
    if (config->eval_method != &eval_auto)
        return way->method == config->eval_method;
    return way->method->is_exact || (!way->method->has_opponent && config->target_exploitability <= 0);
}

static void describe(struct judge *judge, const struct train_config *config)
{
    judge->words[0] = '\0';
    text_append(judge->words, sizeof judge->words, "%s", judge->way->name);
    if (judge->way->method->has_opponent)
        text_append(judge->words, sizeof judge->words, " against %s", config->eval_opponent);
    if (!judge->way->method->is_exact)
        text_append(judge->words, sizeof judge->words, ", %s hands", text_thousands(2 * judge->played.deals).text);
}

/* It was asked for by name, or a target needs it. */
static bool is_needed(const struct train_config *config)
{
    return config_evaluates(config) && (config->eval_method != &eval_auto || config->target_exploitability > 0);
}

static bool check_big_blind(const struct setup *setup, const struct train_config *config, struct failure *failure)
{
    return config->target_exploitability <= 0 || game_big_blind(&setup->game) > 0 ||
           failure_set(failure, "target_exploitability is in thousandths of a big blind: %s has none",
                       setup->game.name);
}

bool judge_check(const struct setup *setup, const struct train_config *config, struct failure *failure)
{
    if (!check_big_blind(setup, config, failure))
        return false;
    if (!is_needed(config))
        return true;
    bool can_be = false;
    for (size_t i = 0; !can_be && i < sizeof ways / sizeof *ways; i++)
        can_be = is_wanted(&ways[i], config) && ways[i].check(setup, config, failure);
    return can_be || failure_context(failure, "evaluation");
}

bool judge_open(struct judge *judge, const struct setup *setup, const struct train_config *config, unsigned workers,
                struct failure *failure)
{
    bool asked = config_evaluates(config);
    *judge = (struct judge){.run = setup->run};
    if (!check_big_blind(setup, config, failure))
        return false;
    for (size_t i = 0; !judge->way && i < sizeof ways / sizeof *ways; i++) {
        if (is_wanted(&ways[i], config) && ways[i].open(judge, setup, config, workers, failure))
            judge->way = &ways[i];
    }
    if (!run_goes_on(setup->run, failure))
        return false;
    if (judge->way)
        describe(judge, config);
    bool needed = is_needed(config);
    if (asked && !needed && !judge->way)
        log_warning(setup->run->log, "Evaluation: none: %s", failure->text);
    return judge->way || !needed || failure_context(failure, "evaluation");
}

void judge_close(struct judge *judge)
{
    exploit_close(&judge->exploit);
    played_close(&judge->played);
    judge->way = NULL;
}

const char *judge_words(const struct judge *judge)
{
    return judge && judge->way ? judge->words : NULL;
}

uint64_t judge_bytes(const struct judge *judge, const struct tree *tree)
{
    if (judge->way && judge->way->run == run_list)
        return best_response_bytes(tree);
    return exploit_walk_bytes(&judge->exploit) + played_bytes(&judge->played);
}

bool judge_run(struct judge *judge, struct setup *setup, struct evaluation *evaluation, struct failure *failure)
{
    double begin = run_seconds(judge->run);
    if (!judge->way->run(judge, setup, evaluation, failure))
        return false;
    evaluation->done = true;
    evaluation->method = judge->way->method;
    evaluation->took_seconds = run_seconds(judge->run) - begin;
    return true;
}
