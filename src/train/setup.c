#include "train/setup.h"

#include "base/memory.h"
#include "base/text.h"
#include "buckets/bucket_file.h"
#include "buckets/default_buckets.h"
#include "cfr/engine.h"
#include "eval/bucket_search.h"
#include "eval/exploit.h"
#include "eval/player.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "platform/pages.h"
#include "train/config_find.h"
#include "train/config_keys.h"
#include "train/evaluation.h"
#include "train/judge.h"
#include "train/resuming.h"
#include "train/samplers.h"

#include <stdio.h>
#include <string.h>

/* A tree with more nodes than this could not be trained on any machine that exists. */
static const uint64_t MOST_NODES = 100000000;

static void log_game(const struct setup *setup)
{
    const struct game *game = &setup->game;
    char line[256] = "";
    for (unsigned p = 0; p < game->players; p++)
        text_append(line, sizeof line, "%s%d", p ? "/" : "", game->blind[p]);
    log_info(setup->run->log, "Game: %s, %u players, %s, blinds %s, deck of %zu cards", game->name, game->players,
             game->no_limit ? "no-limit" : "limit", line, deck_size(game->deck));
}

static void log_tree(const struct setup *setup, const struct tree_size *size)
{
    const struct game *game = &setup->game;
    char line[256] = "";
    for (unsigned s = 0; s < game->rounds; s++)
        text_append(line, sizeof line, "%s%s %s", s ? ", " : "", game_round_name(game, s),
                    text_thousands(size->street_nodes[s]).text);
    log_info(setup->run->log, "Tree: %s decision nodes (%s), %s terminals, %s", text_thousands(size->nodes).text, line,
             text_thousands(size->terminals).text, text_bytes(size->bytes).text);
}

static void log_abstraction(const struct setup *setup)
{
    const struct abstraction *abstraction = &setup->abstraction;
    char line[256] = "";
    for (unsigned s = 0; s < abstraction->streets; s++)
        text_append(line, sizeof line, "%s%s", s ? " / " : "", text_thousands(abstraction->street[s].buckets).text);
    log_info(setup->run->log, "Cards: %s buckets (%s)", line, abstraction->source);
}

/* Defaults change, with the program and with the time that a run is given; a run that goes on keeps those that it began
 * with. */
static bool open_menu(struct setup *setup, const struct train_config *config, const struct checkpoint_setup *before,
                      struct failure *failure)
{
    if (!config_menu(config, &setup->game, &setup->menu, failure))
        return false;
    if (!before || menu_fingerprint(&setup->menu) == before->fingerprints.menu)
        return true;
    const char *name = config_former_menu(config, &setup->game, before->fingerprints.menu, &setup->menu);
    if (name)
        log_info(setup->run->log, "Actions: of menu %s, the default when the run began", name);
    return true;
}

static bool open_tree(struct setup *setup, struct failure *failure)
{
    struct tree_size size;
    if (!tree_measure(&setup->game, &setup->menu, MOST_NODES, &size, failure))
        return false;
    log_tree(setup, &size);
    if (size.nodes == 0)
        return failure_set(failure, "%s: with these stacks and actions nobody ever decides anything", setup->game.name);
    return tree_build(&setup->game, &setup->menu, &setup->tree, failure);
}

/* Every hand has rows of its own, and all boards can be gone over often. */
static bool suits_full(const struct setup *setup, const struct train_config *config)
{
    unsigned streets = tree_streets(&setup->tree);
    struct abstraction lossless;
    uint64_t most = strcmp(config->buckets, "lossless") == 0 ? DRIVER_MOST_HANDS : DEFAULT_LOSSLESS_MOST;
    bool own_rows = (config->buckets[0] == '\0' && !config->bucket.given) || strcmp(config->buckets, "lossless") == 0;
    if (!own_rows || !abstraction_lossless(&setup->game, streets, most, &lossless, NULL))
        return false;
    abstraction_release(&lossless);
    return exploit_feasible(&setup->tree, NULL);
}

static bool decide_sampler(const struct setup *setup, struct train_config *config, struct failure *failure)
{
    if (config->sampler != &sampler_auto)
        return true;
    if (!config_decide_sampler(config, suits_full(setup, config), failure))
        return false;
    log_info(setup->run->log, "Sampler: %s, %s (--sampler to choose)", config->sampler->choice.name,
             config->schedule->choice.name);
    return true;
}

/* What the default abstraction is made for. */
static struct bucket_choice choose_buckets(const struct setup *setup, const struct train_config *config,
                                           unsigned workers, const struct checkpoint_setup *before)
{
    struct bucket_choice choice = config->bucket;
    choice.training = config_training_seconds(config, workers);
    if (before && !default_buckets_like(&setup->game, before->buckets, &choice))
        choice.others = before->buckets;
    return choice;
}

/* The buckets of the run that is gone on from lie with its files, or with those of the run that goes on. `reason` keeps
 * what is wrong with the last of those that are there. */
static bool open_own(struct setup *setup, const struct train_config *config, const struct checkpoint_setup *before,
                     struct failure *reason)
{
    char *checkpoints = folder_of(config->resume_from), *run = folder_of(checkpoints), path[CONFIG_TEXT];
    const char *folders[] = {config->logdir, config->resume_from, run};
    bool opened = false;
    for (size_t i = 0; !opened && i < sizeof folders / sizeof *folders; i++) {
        if ((i > 0 && file_is_same(folders[i], folders[0])) ||
            !bucket_file_find(folders[i], before->fingerprints.buckets, path, sizeof path))
            continue;
        opened = abstraction_open(path, &setup->game, &setup->abstraction, reason);
        if (!opened)
            log_warning(setup->run->log, "%s", reason->text);
    }
    memory_release(run);
    memory_release(checkpoints);
    return opened;
}

/* What a section `bucket` asks for is not given up for what lies there. */
static bool open_default(struct setup *setup, const struct train_config *config, unsigned workers,
                         const struct checkpoint_setup *before, struct failure *failure)
{
    struct bucket_choice choice = choose_buckets(setup, config, workers, before);
    struct failure reason = {.text = ""};
    if (before && !(choice.given && choice.others)) {
        if (open_own(setup, config, before, &reason))
            return true;
        /* The default would be other buckets, with which the run cannot go on. */
        if (choice.others && reason.text[0])
            return failure_set(failure, "%s; --buckets FILE names a copy of it that is whole", reason.text);
    }
    return abstraction_default(setup->run, &setup->game, tree_streets(&setup->tree), &choice,
                               config->logdir[0] ? config->logdir : NULL, workers, &setup->abstraction, failure);
}

/* A bucket file, or what has one. */
static bool names_buckets(const struct train_config *config)
{
    return config->buckets[0] != '\0' && strcmp(config->buckets, "lossless") != 0;
}

static bool open_abstraction(struct setup *setup, const struct train_config *config, unsigned workers,
                             const struct checkpoint_setup *before, struct failure *failure)
{
    bool opened, rows_for_hands = driver_of(config->sampler)->is_full_width && !config->bucket.given;
    unsigned streets = tree_streets(&setup->tree);
    char path[ABSTRACTION_SOURCE];
    if (names_buckets(config))
        opened = bucket_search_named(config->buckets, path, sizeof path, failure) &&
                 abstraction_open(path, &setup->game, &setup->abstraction, failure);
    else if (config->buckets[0] == '\0' && !rows_for_hands)
        opened = open_default(setup, config, workers, before, failure);
    else
        opened = abstraction_lossless(&setup->game, streets, DRIVER_MOST_HANDS, &setup->abstraction, failure);
    if (opened)
        log_abstraction(setup);
    return opened;
}

static void init_schedule(struct schedule *schedule, const struct train_config *config)
{
    schedule_init(schedule, config->schedule, (uint64_t)config->discount_interval, config->regret_discount_alpha,
                  config->strategy_discount_beta, config->dcfr_reset_negative_regrets);
    schedule->negative = config->regret_discount_negative;
    if (config->schedule->takes_average)
        schedule->average = config->average_exponent;
}

static bool init_targets(struct sampler_plan *plan, const struct train_config *config, unsigned streets,
                         struct failure *failure)
{
    char usual[TARGETS_TEXT];
    targets_usual(streets, usual);
    return targets_read(&plan->targets, config->targets[0] ? config->targets : usual, streets, failure) ||
           config_fail(config_key_place(config, "targets"), failure);
}

static void init_numbers(struct sampler_plan *plan, const struct game *game, const struct train_config *config)
{
    plan->sampler = config->sampler;
    plan->engine = engine_in_use();
    plan->seed = config->seed;
    plan->pruning = pruning_in(game, config->enable_pruning, config->pruning_threshold, config->pruning_probability);
    init_schedule(&plan->schedule, config);
}

static bool init_plan(struct setup *setup, const struct train_config *config, struct failure *failure)
{
    struct sampler_plan *plan = &setup->plan;
    uint32_t buckets[GAME_ROUNDS];
    for (unsigned s = 0; s < setup->game.rounds; s++)
        buckets[s] = setup->abstraction.street[s].buckets;
    init_numbers(plan, &setup->game, config);
    if (plan->sampler->is_targeted && !init_targets(plan, config, tree_streets(&setup->tree), failure))
        return false;
    evaluator_init();
    tables_shape(&plan->tables, &setup->tree, buckets,
                 !driver_of(plan->sampler)->is_full_width && schedule_is_stamped(&plan->schedule));
    setup->walk_memory = memory_allocate(walk_bytes(&setup->tree), 1);
    if (!drive_open(setup->run, &setup->drive, &setup->tree, &setup->abstraction, plan, failure) ||
        !walk_init(&plan->walk, &setup->tree, setup->walk_memory, failure))
        return false;
    dealer_init(&plan->dealer, &setup->tree, &setup->abstraction, plan->seed);
    return true;
}

bool setup_allocate(struct setup *setup, uint64_t evaluating_bytes, unsigned workers, struct failure *failure)
{
    struct sampler_plan *plan = &setup->plan;
    if (!memory_plan_make(&setup->memory, setup, evaluating_bytes, workers, failure))
        return false;
    setup->tables_bytes = (size_t)tables_bytes(&plan->tables);
    setup->tables_memory = pages_allocate(setup->tables_bytes, failure);
    if (!setup->tables_memory)
        return false;
    tables_init(&plan->tables, setup->tables_memory);
    return true;
}

/* Before the abstraction is there its fingerprint is 0. */
static void identify(struct setup *setup, const struct train_config *config)
{
    struct schedule schedule;
    init_schedule(&schedule, config);
    setup->identity = (struct checkpoint_identity){
        .fingerprints = {game_fingerprint(&setup->game), menu_fingerprint(&setup->menu),
                         setup->abstraction.fingerprint},
        .game_name = setup->game.name,
        .rows_hint = tree_hint_of_other_rows(&setup->game),
        .sampler = config->sampler,
        .schedule = config->schedule,
        .average = schedule.average,
        .interval = (uint64_t)config->discount_interval,
        .alpha = config->regret_discount_alpha,
        .beta = config->strategy_discount_beta,
        .reset_negative = config->dcfr_reset_negative_regrets,
        .negative = config->regret_discount_negative,
    };
}

bool setup_prepare(struct setup *setup, const struct train_config *config, struct failure *failure)
{
    if (!init_plan(setup, config, failure))
        return false;
    identify(setup, config);
    return true;
}

/* The checkpoint that the run goes on from, for all that is known before the abstraction: building that may take
 * minutes. */
static bool find_before(struct setup *setup, const struct train_config *config, struct checkpoint_setup *before,
                        struct failure *failure)
{
    char path[LOGDIR_PATH];
    struct run_progress progress;
    identify(setup, config);
    const struct resumption resumption = {setup->run, config->logdir, NULL, &setup->identity};
    return resuming_find(&resumption, config->resume_from, path, &progress, failure) &&
           checkpoint_read_setup(path, before, failure);
}

/* What would be refused after minutes that go into a card abstraction, and can be told before. */
static bool check_early(struct setup *setup, const struct train_config *config, struct failure *failure)
{
    return driver_check(config->sampler, &setup->game, failure) &&
           (!config->sampler->is_targeted || init_targets(&setup->plan, config, tree_streets(&setup->tree), failure)) &&
           judge_check(setup, config, failure);
}

/* From the game on to the sampler; `decided` begins as the configuration. *before: what the newest checkpoint at
 * resume_from was trained with. */
static bool open_parts(struct setup *setup, struct train_config *decided, unsigned workers,
                       struct checkpoint_setup *before, struct failure *failure)
{
    if (!config_load_game(decided->file, decided->game, &setup->game, failure))
        return false;
    log_game(setup);
    return config_check_game(decided, &setup->game, failure) && open_menu(setup, decided, before, failure) &&
           open_tree(setup, failure) && decide_sampler(setup, decided, failure) &&
           check_early(setup, decided, failure) && (!before || find_before(setup, decided, before, failure)) &&
           open_abstraction(setup, decided, workers, before, failure) && setup_prepare(setup, decided, failure);
}

/* A run that goes on may find no blueprint any more where `buckets` names one: from here on the file itself is named, in
 * the configuration that is written down, too. */
static bool resolve_buckets(struct train_config *config, const struct game *game, struct failure *failure)
{
    char path[CONFIG_TEXT];
    if (!names_buckets(config))
        return true;
    if (!bucket_search_named(config->buckets, path, sizeof path, failure) || !abstraction_suits(path, game, failure))
        return false;
    snprintf(config->buckets, sizeof config->buckets, "%s", path);
    return true;
}

bool setup_check(struct train_config *config, struct failure *failure)
{
    struct game game;
    struct menu menu;
    return config_load_game(config->file, config->game, &game, failure) && config_check_game(config, &game, failure) &&
           config_menu(config, &game, &menu, failure) && resolve_buckets(config, &game, failure) &&
           (config->eval_method != &eval_match || player_find(config->eval_opponent, failure));
}

bool setup_open(const struct run_context *run, struct setup *setup, const struct train_config *config, unsigned workers,
                struct failure *failure)
{
    struct checkpoint_setup found, *before = resuming_setup(config->resume_from, &found) ? &found : NULL;
    struct train_config *decided = memory_allocate(1, sizeof *decided);
    memset(setup, 0, sizeof *setup);
    setup->run = run;
    *decided = *config;
    bool opened = open_parts(setup, decided, workers, before, failure);
    memory_release(decided);
    if (!opened)
        setup_release(setup);
    return opened;
}

void setup_release(struct setup *setup)
{
    if (setup->tables_memory)
        pages_release(setup->tables_memory, setup->tables_bytes);
    memory_release(setup->walk_memory);
    drive_release(&setup->drive);
    abstraction_release(&setup->abstraction);
    tree_release(&setup->tree);
    memset(setup, 0, sizeof *setup);
}
