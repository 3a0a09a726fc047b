#include "bench/bed.h"

#include "base/memory.h"
#include "base/random.h"
#include "buckets/bucket_file.h"
#include "platform/pages.h"
#include "train/samplers.h"

#include <stdio.h>
#include <string.h>

enum { BUCKETS_LEAST = 2, LOOK_HANDS = 1 << 20 /* between looks whether the work is cancelled */ };

static const char *const holdem = "nolimit\nnumPlayers = 2\nnumRounds = 4\nstack = 10000 10000\nblind = 100 50\n"
                                  "firstPlayer = 2 1 1 1\nnumSuits = 4\nnumRanks = 13\nnumHoleCards = 2\n"
                                  "numBoardCards = 0 3 1 1\n";

static const char *const twenty_cards = "nolimit\nnumPlayers = 2\nnumRounds = 4\nstack = 162 162\nblind = 2 1\n"
                                        "firstPlayer = 2 1 1 1\nnumSuits = 4\nnumRanks = 5\nnumHoleCards = 2\n"
                                        "numBoardCards = 0 3 1 1\n";

static const char *const one_bet = "sampler: public\nactions:\n"
                                   "  preflop: {bets: [[1.0]], all_in: false, limp: true, max_raises: 1}\n"
                                   "  flop: {bets: [[1.0]], all_in: false, max_raises: 1}\n"
                                   "  turn: {bets: [[1.0]], all_in: false, max_raises: 1}\n"
                                   "  river: {bets: [[1.0]], all_in: false, max_raises: 1}\n";

/* How many buckets a street give tables of about so many bytes: two floats an entry. */
static uint32_t choose_buckets(const struct tree *tree, uint64_t table_bytes)
{
    uint64_t entries = 0;
    for (unsigned s = 1; s < tree->game->rounds; s++)
        entries += tree->street_rows[s];
    uint64_t buckets = table_bytes / (2 * sizeof(table_entry) * entries);
    return buckets < BUCKETS_LEAST ? BUCKETS_LEAST : buckets > BUCKETS_MOST ? BUCKETS_MOST : (uint32_t)buckets;
}

static bool fill_map(struct bed *bed, unsigned street, uint64_t hands, uint32_t buckets, struct failure *failure)
{
    struct bed_map *map = &bed->map[street];
    struct abstraction_street *at = &bed->setup.abstraction.street[street];
    size_t width = buckets <= 256 ? sizeof(uint8_t) : sizeof(uint16_t);
    map->bytes = hands * width;
    map->memory = pages_allocate(map->bytes, failure);
    if (!map->memory)
        return false;
    uint8_t *map8 = width == sizeof *map8 ? map->memory : NULL;
    uint16_t *map16 = map8 ? NULL : map->memory;
    for (uint64_t i = 0; i < hands; i++) {
        if (i % LOOK_HANDS == 0 && !run_goes_on(bed->setup.run, failure))
            return false;
        uint64_t bucket = (random_mix(i * GAME_ROUNDS + street) >> 32) * buckets >> 32;
        if (map8)
            map8[i] = (uint8_t)bucket;
        else
            map16[i] = (uint16_t)bucket;
    }
    at->map8 = map8;
    at->map16 = map16;
    return true;
}

static bool make_buckets(struct bed *bed, uint32_t buckets, struct failure *failure)
{
    const struct game *game = &bed->setup.game;
    struct abstraction *abstraction = &bed->setup.abstraction;
    abstraction->hole_cards = game->hole_cards;
    snprintf(abstraction->source, sizeof abstraction->source, "hashed");
    for (unsigned s = 0; s < game->rounds; s++) {
        struct abstraction_street *street = &abstraction->street[s];
        abstraction->board_cards[s] = game_board_cards(game, s);
        uint8_t cards[2] = {game->hole_cards, (uint8_t)abstraction->board_cards[s]};
        street->round = s > 0;
        street->indexer = indexer_new(game->deck, 1 + street->round, cards, failure);
        if (!street->indexer)
            return false;
        abstraction->streets = s + 1;
        uint64_t hands = indexer_size(street->indexer, street->round);
        street->buckets = s > 0 ? buckets : (uint32_t)hands;
        if (s > 0 && !fill_map(bed, s, hands, buckets, failure))
            return false;
    }
    return true;
}

static bool open_setup(struct bed *bed, const char *game, uint64_t table_bytes, struct failure *failure)
{
    struct setup *setup = &bed->setup;
    return game_parse("hold'em", game, &setup->game, failure) &&
           config_menu(&bed->config, &setup->game, &setup->menu, failure) &&
           tree_build(&setup->game, &setup->menu, &setup->tree, failure) &&
           make_buckets(bed, choose_buckets(&setup->tree, table_bytes), failure) &&
           setup_prepare(setup, &bed->config, failure) && setup_allocate(setup, 0, 1, failure);
}

/* Nothing but training, on memory that is there. */
static void make_ready(struct bed *bed)
{
    struct train_config *config = &bed->config;
    config->logdir[0] = '\0';
    config->tensorboard = false;
    config->checkpoint_interval = 0;
    config->snapshot_interval_seconds = config->eval_interval_seconds = config->target_exploitability = 0;
    memset(bed->setup.tables_memory, 0, bed->setup.tables_bytes);
}

static struct bed *finish(struct bed *bed, bool opened)
{
    if (opened) {
        make_ready(bed);
        return bed;
    }
    bed_close(bed);
    return NULL;
}

static struct bed *open_bed(const struct run_context *run, const char *game, const char *config, uint64_t table_bytes,
                            struct failure *failure)
{
    struct bed *bed = memory_allocate(1, sizeof *bed);
    bed->setup.run = run;
    return finish(bed,
                  config_parse(&bed->config, "bench", config, failure) && open_setup(bed, game, table_bytes, failure));
}

struct bed *bed_open(const struct run_context *run, uint64_t table_bytes, struct failure *failure)
{
    return open_bed(run, holdem, "sampler: external\nactions: three-sizes", table_bytes, failure);
}

struct bed *bed_open_boards(const struct run_context *run, uint64_t table_bytes, struct failure *failure)
{
    return open_bed(run, twenty_cards, one_bet, table_bytes, failure);
}

static bool is_measured(const struct choice *row, const void *context)
{
    (void)context;
    return row != &sampler_auto.choice && !driver_of(sampler_of(row))->walks_boards;
}

static bool check_sampler(const struct sampler *sampler, const char *path, struct failure *failure)
{
    char others[128] = "";
    if (!driver_of(sampler)->walks_boards)
        return true;
    choice_list(samplers, is_measured, NULL, " and ", others, sizeof others);
    return failure_set(failure, "%s: sampler %s cannot be measured, only %s", path, sampler->choice.name, others);
}

/* Set-up, which may take minutes, decides what `auto` is. */
static bool open_config(const struct run_context *run, struct bed *bed, const char *path, unsigned workers,
                        struct failure *failure)
{
    const struct config_flags flags = {.config = path};
    struct train_config *config = &bed->config;
    return config_open(config, &flags, failure) && check_sampler(config->sampler, path, failure) &&
           setup_open(run, &bed->setup, config, workers, failure) &&
           check_sampler(bed->setup.plan.sampler, path, failure) && setup_allocate(&bed->setup, 0, workers, failure);
}

struct bed *bed_open_config(const struct run_context *run, const char *path, unsigned workers, struct failure *failure)
{
    struct bed *bed = memory_allocate(1, sizeof *bed);
    return finish(bed, open_config(run, bed, path, workers, failure));
}

void bed_close(struct bed *bed)
{
    if (!bed)
        return;
    setup_release(&bed->setup);
    for (unsigned s = 0; s < GAME_ROUNDS; s++)
        pages_release(bed->map[s].memory, bed->map[s].bytes);
    memory_release(bed);
}

bool bed_train(struct bed *bed, unsigned workers, double seconds, uint64_t iterations,
               const struct trainer_pause *pause, struct trainer_result *result, struct failure *failure)
{
    bed->config.time_budget_seconds = seconds;
    bed->config.num_iterations = (int64_t)iterations;
    const struct trainer_task task = {&bed->config,  "",   &bed->setup, NULL, workers, config_platform(&bed->config),
                                      worker_sample, pause};
    bool done = trainer_run(&task, result, failure);
    if (done && result->reason == STOP_FAILED)
        *failure = result->failure;
    else if (done)
        return true;
    metrics_release(&result->metrics);
    return false;
}
