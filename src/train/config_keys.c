#include "train/config_keys.h"

#include "base/choice.h"
#include "base/text.h"
#include "cfr/schedules.h"
#include "eval/agents.h"
#include "game/menus.h"
#include "train/evaluation.h"
#include "train/samplers.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct config_loglevel debug = {{"DEBUG", "also how the coordinator waits for its workers"}, LOG_DEBUG},
                                    info = {{"INFO", "also how far the run is, and the summary"}, LOG_INFO},
                                    warning = {{"WARNING", "also what may be wrong"}, LOG_WARNING},
                                    error = {{"ERROR", "what went wrong"}, LOG_ERROR};
static const struct choice *const loglevels[] = {&debug.choice, &info.choice, &warning.choice, &error.choice, NULL};

const struct choice config_discount_none = {"none", "nothing is discounted"};
const struct choice config_discount_static = {"static", "factors alpha and beta at each interval"};
const struct choice config_discount_dcfr = {"dcfr", "Brown and Sandholm 2019"};
static const struct choice *const discount_modes[] = {&config_discount_none, &config_discount_static,
                                                      &config_discount_dcfr, NULL};

/* A choice is stored as a pointer to its row, which begins with the struct choice that the table points to. */
static void store_choice(void *value, const struct choice *row)
{
    memcpy(value, &row, sizeof row);
}

static const struct choice *stored_choice(const void *value)
{
    const struct choice *row;
    memcpy(&row, value, sizeof row);
    return row;
}

#define AT(field) offsetof(struct train_config, field)
#define MOST      1e15 /* far beyond any run, exact as a double */

#define IGNORED(name, flag, argument, why)                                                                             \
    {                                                                                                                  \
        name, KEY_IGNORED, 0, 0, 0, NULL, "", false, flag, argument, why                                               \
    }
#define NO_RESTARTS   "memory does not grow with the run, so that no restart is needed"
#define ONLY_TRAINING "the section is not about training"

/* clang-format off */
const struct config_key config_keys[] = {
    {"game", KEY_TEXT, AT(game), 0, 0, NULL, "holdem.nolimit.2p.100bb.game", false, "game", "FILE",
     "game definition"},
    {"buckets", KEY_TEXT, AT(buckets), 0, 0, NULL, "", false, "buckets", "FILE",
     "card abstraction: a bucket file, a blueprint or logdir whose buckets are taken, or lossless (every hand has rows of its own); without it small games and sampler full are lossless, and other games have a default one, built once and cached"},
    {"actions", KEY_ACTIONS, 0, 0, 0, menus, "default", true, NULL, NULL,
     "action menu: bets per street, or a name; without it default"},
    {"logdir", KEY_TEXT, AT(logdir), 0, 0, NULL, "runs/holdem", false, "logdir", "DIR",
     "everything the run writes lies below it"},
    {"resume_from", KEY_TEXT, AT(resume_from), 0, 0, NULL, "", false, "resume-from", "FILE",
     "a checkpoint, or a logdir (its newest valid checkpoint)"},
    {"seed", KEY_SEED, AT(seed), 0, 0, NULL, "1", false, "seed", "N",
     "same seed and one worker give the same bytes; on the command line up to 9007199254740992"},

    {"num_iterations", KEY_INTEGER, AT(num_iterations), 1, MOST, NULL, "2500000", true, "iters", "N",
     "iteration limit; replaces a time budget from the file; without it 2,500,000 if neither time nor a target ends the run"},
    {"time_budget_seconds", KEY_NUMBER, AT(time_budget_seconds), 0, 1e9, NULL, "0", false, "time-budget", "S",
     "seconds of training, pauses for checkpoints and evaluations included; wins over iterations; 0: none"},
    {"num_players", KEY_INTEGER, AT(num_players), 2, 6, NULL, "2", true, "num-players", "N",
     "must agree with the game, which decides when it is not given"},
    {"num_workers", KEY_INTEGER, AT(num_workers), 0, 1024, NULL, "1", false, "num-workers", "N",
     "threads; 0: all cores"},
    {"batch_size", KEY_INTEGER, AT(batch_size), 1, 1e6, NULL, "128", false, "batch-size", "N",
     "iterations per claimed batch; samplers that deal hands round it up to a multiple of 32"},
    {"checkpoint_interval", KEY_INTEGER, AT(checkpoint_interval), 0, MOST, NULL, "100000", true,
     "checkpoint-interval", "N", "iterations between checkpoints; a number in a file is stretched where that would be less than "
     "30 seconds; 0: only a last one; without it one every five minutes"},
    {"checkpoint_interval_seconds", KEY_NUMBER, AT(checkpoint_interval_seconds), 0, 1e9, NULL, "0", false, NULL, NULL,
     "seconds between checkpoints, besides those of checkpoint_interval where that is given; 0: none by the clock"},
    {"keep_checkpoints", KEY_INTEGER, AT(keep_checkpoints), 1, 1000, NULL, "3", false, NULL, NULL,
     "how many checkpoints are kept, the newest"},
    {"keep_snapshots", KEY_INTEGER, AT(keep_snapshots), 0, 1e6, NULL, "24", false, NULL, NULL,
     "how many snapshots are kept, the newest; 0: all"},
    {"snapshot_interval_seconds", KEY_NUMBER, AT(snapshot_interval_seconds), 0, 1e9, NULL, "600", false,
     "snapshot-interval", "S", "seconds between snapshots of the blueprint; 0: none"},
    {"save_patience_seconds", KEY_NUMBER, AT(save_patience_seconds), 0, 1e9, NULL, "600", false, "save-patience", "S",
     "seconds for which the last files are tried again, every ten, while the disk is full; 0: they are tried once"},
    {"eval_interval_seconds", KEY_NUMBER, AT(eval_interval_seconds), 0, 1e9, NULL, "0", false, "eval-interval", "S",
     "seconds of training between evaluations of the average strategy (evaluation.csv, TensorBoard); 0: none"},
    {"eval_method", KEY_CHOICE, AT(eval_method), 0, 0, eval_methods, "auto", false, "eval-method", "NAME",
     "what evaluations measure"},
    {"eval_opponent", KEY_TEXT, AT(eval_opponent), 0, 0, agents, "random", false, "eval-opponent", "NAME",
     "whom eval_method match plays: a blueprint file, a logdir (purify:FILE and others as in holdem match), or a name"},
    {"eval_hands", KEY_INTEGER, AT(eval_hands), 0, 1e12, NULL, "0", false, "eval-hands", "N",
     "hands of an evaluation by lbr or match; 0: 1,000 for lbr, 1,000,000 for match"},
    {"target_exploitability", KEY_NUMBER, AT(target_exploitability), 0, 1e9, NULL, "0", false,
     "target-exploitability", "X",
     "the run ends when it comes to X mbb a hand (thousandths of the big blind), or at num_iterations where that is given too; without eval_interval_seconds evaluations grow with the "
     "run; 0: none"},
    {"tensorboard", KEY_BOOLEAN, AT(tensorboard), 0, 0, NULL, "true", false, "tensorboard", NULL,
     "scalars under <logdir>/tensorboard"},
    {"tensorboard_log_interval", KEY_INTEGER, AT(tensorboard_log_interval), 1, MOST, NULL, "1000", false, NULL,
     NULL, "iterations between scalars, of which there is one a second at most, one in ten seconds after hours"},
    {"loglevel", KEY_CHOICE, AT(loglevel), 0, 0, loglevels, "INFO", false, "loglevel", "L",
     "how much the log says"},
    {"assume", KEY_TEXT, AT(assume), 0, 0, NULL, "", false, "assume", "NAME",
     "wait for the workers' reports as on another platform, one that `holdem platform --help` names; without it as on this one"},

    {"sampler", KEY_CHOICE, AT(sampler), 0, 0, samplers, "auto", true, "sampler", "NAME",
     "what an iteration goes over; without it auto when time or a target ends the run, external when iterations do"},
    {"targets", KEY_TEXT, AT(targets), 0, 0, NULL, "", false, "targets", "TEXT",
     "of sampler targeted: the streets of an iteration and their shares, as in \"1234:0.2 34:0.8\"; without it the later "
     "half of the streets 0.8, all of them 0.2"},
    {"schedule", KEY_CHOICE, AT(schedule), 0, 0, schedules, "linear", true, "schedule", "NAME",
     "how much an iteration counts; without it discount_mode, then use_linear_weighting decide; full: dcfr"},
    {"use_linear_weighting", KEY_BOOLEAN, AT(use_linear_weighting), 0, 0, NULL, "true", true, NULL, NULL,
     "iteration t counts t; without it true"},
    {"average_exponent", KEY_NUMBER, AT(average_exponent), 0, SCHEDULE_MOST_AVERAGE, NULL, "1", true, NULL, NULL,
     "X: in the average strategy iteration t counts t^X, whatever it counts in the regrets; schedules uniform and linear; "
     "without it 0 for uniform, 1 for linear"},
    {"discount_mode", KEY_CHOICE, AT(discount_mode), 0, 0, discount_modes, "none", true, NULL, NULL,
     "what is discounted where no schedule is given; without it none"},
    {"discount_interval", KEY_INTEGER, AT(discount_interval), 1, MOST, NULL, "1000", false, "discount-interval",
     "N", "static: iterations between discounts; dcfr: the fewest, later on half of the iterations done; full discounts at each"},
    {"regret_discount_alpha", KEY_NUMBER, AT(regret_discount_alpha), 0, 100, NULL, "1.0", true, NULL, NULL,
     "exponent of dcfr, factor of static; without it 1, for sampler full 1.5"},
    {"strategy_discount_beta", KEY_NUMBER, AT(strategy_discount_beta), 0, 100, NULL, "1.0", true, NULL, NULL,
     "exponent of dcfr, factor of static; without it 1, for sampler full 2"},
    {"regret_discount_negative", KEY_NUMBER, AT(regret_discount_negative), -100, 100, NULL, "0.0", false, NULL, NULL,
     "exponent of dcfr for negative regrets, full only (the others: dcfr_reset_negative_regrets)"},
    {"dcfr_reset_negative_regrets", KEY_BOOLEAN, AT(dcfr_reset_negative_regrets), 0, 0, NULL, "true", false, NULL,
     NULL, "dcfr sets negative regrets to 0 at each discount"},
    {"enable_pruning", KEY_BOOLEAN, AT(enable_pruning), 0, 0, NULL, "true", false, NULL, NULL,
     "skip actions of very negative regret now and then (Pluribus)"},
    {"pruning_threshold", KEY_NUMBER, AT(pruning_threshold), -1e18, 0, NULL, "-300000000.0", false, NULL, NULL,
     "regret below which an action may be skipped, in chips of a game whose big blind is 100: multiplied by "
     "big blind / 100"},
    {"pruning_probability", KEY_NUMBER, AT(pruning_probability), 0, 1, NULL, "0.95", false, NULL, NULL,
     "how often it is skipped"},

    {"exploration_epsilon", KEY_NUMBER, AT(epsilon.exploration), 0, 1, NULL, "0.6", false, "epsilon", "X",
     "exploration of outcome sampling; the flag replaces epsilon_schedule"},
    {"epsilon_schedule", KEY_STEPS, 0, 0, 0, NULL, "[]", false, NULL, NULL,
     "list of [iteration, epsilon]: epsilon from that iteration on"},
    {"adaptive_epsilon_enabled", KEY_BOOLEAN, AT(epsilon.adaptive), 0, 0, NULL, "false", false, NULL, NULL,
     "the run's own figures move the steps of epsilon_schedule"},
    {"adaptive_target_ips", KEY_NUMBER, AT(epsilon.target_ips), 0, 1e12, NULL, "35.0", false, NULL, NULL,
     "iterations per second that a step asks for"},
    {"adaptive_window_merges", KEY_INTEGER, AT(epsilon.window_merges), 1, EPSILON_WINDOW, NULL, "10", false, NULL,
     NULL, "spans, of at least 1,000 iterations each, over which the criteria are measured"},
    {"adaptive_min_infoset_growth", KEY_NUMBER, AT(epsilon.min_infoset_growth), 0, 1e9, NULL, "10.0", false, NULL,
     NULL, "new information sets per 1000 iterations that a step asks for"},
    {"adaptive_early_shift_ratio", KEY_NUMBER, AT(epsilon.early_shift_ratio), 0, 1, NULL, "0.1", false, NULL, NULL,
     "how much earlier a step may come, relative to its iteration"},
    {"adaptive_extension_ratio", KEY_NUMBER, AT(epsilon.extension_ratio), 0, 100, NULL, "0.15", false, NULL, NULL,
     "until so much later a step needs both criteria, then one"},
    {"adaptive_force_after_ratio", KEY_NUMBER, AT(epsilon.force_after_ratio), 0, 100, NULL, "0.30", false, NULL,
     NULL, "how much later it comes in any case"},

    IGNORED("discount_factor", NULL, NULL, "schedule and discount_mode say what is discounted"),
    IGNORED("preflop_equity_samples", NULL, NULL, "all boards are counted, none sampled"),
    IGNORED("include_action_history_in_infoset", NULL, NULL, "information sets always tell the betting apart"),
    IGNORED("storage_mode", NULL, NULL, "tables have one form"),
    IGNORED("PLURIBUS_PRUNING_THRESHOLD", NULL, NULL, "the key is pruning_threshold"),
    IGNORED("enable_chunked_training", "chunked", NULL, NO_RESTARTS),
    IGNORED("chunk_size_iterations", "chunk-iterations", "N", NO_RESTARTS),
    IGNORED("chunk_size_minutes", "chunk-minutes", "X", NO_RESTARTS),
    IGNORED("chunk_restart_delay_seconds", "chunk-restart-delay", "S", NO_RESTARTS),
    IGNORED("search", NULL, NULL, ONLY_TRAINING),
    IGNORED("rt", NULL, NULL, ONLY_TRAINING),
    IGNORED("vision", NULL, NULL, ONLY_TRAINING),
    IGNORED("control", NULL, NULL, ONLY_TRAINING),
};
/* clang-format on */

const size_t config_keys_count = sizeof config_keys / sizeof *config_keys;
_Static_assert(sizeof config_keys / sizeof *config_keys <= CONFIG_KEYS - 4, "room for every key, and its flags");

size_t config_key_find(const char *name)
{
    for (size_t i = 0; i < config_keys_count; i++) {
        if (strcmp(config_keys[i].name, name) == 0)
            return i;
    }
    return SIZE_MAX;
}

bool config_key_given(const struct train_config *config, const char *name)
{
    return config->source[config_key_find(name)] != CONFIG_DEFAULT;
}

struct config_place config_key_place(const struct train_config *config, const char *name)
{
    size_t key = config_key_find(name);
    if (config->source[key] == CONFIG_FILE)
        return (struct config_place){config->file, config->line[key]};
    return (struct config_place){"configuration", 0};
}

bool config_fail(struct config_place place, struct failure *failure)
{
    if (place.line > 0)
        return failure_context(failure, "%s:%d", place.name, place.line);
    return failure_context(failure, "%s", place.name);
}

static bool fail_type(const struct config_key *key, const char *wanted, const char *text, struct failure *failure)
{
    return failure_set(failure, "%s needs %s, not '%.80s'", key->name, wanted, text);
}

/* Numbers may be grouped with underscores, as in YAML: 2_500_000. */
static bool ungroup(const char *text, char out[64])
{
    size_t used = 0;
    for (; *text; text++) {
        if (*text == '_')
            continue;
        if (used == 63)
            return false;
        out[used++] = *text;
    }
    out[used] = '\0';
    return true;
}

static bool parse_integer(const struct config_key *key, const char *text, int64_t *value, struct failure *failure)
{
    char digits[64];
    int64_t parsed;
    if (!ungroup(text, digits) || !text_parse_integer(digits, &parsed))
        return fail_type(key, "a whole number", text, failure);
    if (!option_within(parsed, key->low, key->high))
        return failure_set(failure, "%s must be between %.0f and %.0f, not %s", key->name, key->low, key->high, text);
    *value = parsed;
    return true;
}

static bool parse_number(const struct config_key *key, const char *text, double *value, struct failure *failure)
{
    char digits[64];
    double parsed;
    if (!ungroup(text, digits) || !text_parse_number(digits, &parsed))
        return fail_type(key, "a number", text, failure);
    if (parsed < key->low || parsed > key->high)
        return failure_set(failure, "%s must be between %g and %g, not %s", key->name, key->low, key->high, text);
    *value = parsed;
    return true;
}

static bool parse_seed(const struct config_key *key, const char *text, uint64_t *value, struct failure *failure)
{
    char digits[64], *end;
    if (!ungroup(text, digits) || !isdigit((unsigned char)digits[0]))
        return fail_type(key, "a whole number from 0 to 18446744073709551615", text, failure);
    errno = 0;
    unsigned long long parsed = strtoull(digits, &end, 10);
    if (errno != 0 || *end != '\0')
        return fail_type(key, "a whole number from 0 to 18446744073709551615", text, failure);
    *value = parsed;
    return true;
}

static bool parse_text(const struct config_key *key, const char *text, char *value, struct failure *failure)
{
    if (strlen(text) >= CONFIG_TEXT)
        return failure_set(failure, "%s is longer than %d characters", key->name, CONFIG_TEXT - 1);
    memcpy(value, text, strlen(text) + 1);
    return true;
}

static bool parse_choice(const struct config_key *key, const char *text, void *value, struct failure *failure)
{
    const struct choice *row = choice_parse(key->choices, key->name, text, failure);
    if (row)
        store_choice(value, row);
    return row != NULL;
}

static bool parse_value(const struct config_key *key, const char *text, void *value, struct failure *failure)
{
    switch (key->type) {
    case KEY_BOOLEAN:
        return text_parse_boolean(text, value) || fail_type(key, "true or false", text, failure);
    case KEY_INTEGER:
        return parse_integer(key, text, value, failure);
    case KEY_NUMBER:
        return parse_number(key, text, value, failure);
    case KEY_SEED:
        return parse_seed(key, text, value, failure);
    case KEY_TEXT:
        return parse_text(key, text, value, failure);
    case KEY_CHOICE:
        return parse_choice(key, text, value, failure);
    case KEY_STEPS:
    case KEY_ACTIONS:
    case KEY_IGNORED:
        break;
    }
    return fail_type(key, "a list", text, failure);
}

/* Programs that read JSON keep whole numbers up to here. A file of old may hold a larger seed, and is still read. */
static const uint64_t SEED_ON_COMMAND_LINE = UINT64_C(1) << 53;

static bool check_seed(const struct config_key *key, uint64_t seed, struct config_place place, struct failure *failure)
{
    return key->type != KEY_SEED || place.line > 0 || seed <= SEED_ON_COMMAND_LINE ||
           failure_set(failure, "%s must be between 0 and %" PRIu64 ", not %" PRIu64, key->name, SEED_ON_COMMAND_LINE,
                       seed);
}

bool config_key_parse(struct train_config *config, size_t key, const char *text, bool quoted, struct config_place place,
                      struct failure *failure)
{
    const struct config_key *k = &config_keys[key];
    bool is_text = k->type == KEY_TEXT || k->type == KEY_CHOICE;
    bool parsed =
        quoted && !is_text
            ? failure_set(failure, "%s is no text: '%.80s' must not stand in quotes", k->name, text)
            : parse_value(k, text, (char *)config + k->offset, failure) && check_seed(k, config->seed, place, failure);
    return parsed || config_fail(place, failure);
}

void config_append_number(char *out, size_t size, double value)
{
    char text[40];
    for (int digits = 1; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, value);
        if (strtod(text, NULL) == value)
            break;
    }
    text_append(out, size, "%s", text);
}

void config_append_text(char *out, size_t size, const char *text)
{
    text_append(out, size, "\"");
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\')
            text_append(out, size, "\\%c", c);
        else if (c < 0x20 || c == 0x7f)
            text_append(out, size, "\\x%02X", c);
        else
            text_append(out, size, "%c", c);
    }
    text_append(out, size, "\"");
}

void config_key_format(const struct train_config *config, size_t key, char *out, size_t size)
{
    const struct config_key *k = &config_keys[key];
    const void *value = (const char *)config + k->offset;
    switch (k->type) {
    case KEY_BOOLEAN:
        text_append(out, size, "%s", *(const bool *)value ? "true" : "false");
        break;
    case KEY_INTEGER:
        text_append(out, size, "%lld", (long long)*(const int64_t *)value);
        break;
    case KEY_NUMBER:
        config_append_number(out, size, *(const double *)value);
        break;
    case KEY_SEED:
        text_append(out, size, "%llu", (unsigned long long)*(const uint64_t *)value);
        break;
    case KEY_TEXT:
        config_append_text(out, size, value);
        break;
    case KEY_CHOICE:
        text_append(out, size, "%s", stored_choice(value)->name);
        break;
    case KEY_STEPS:
    case KEY_ACTIONS:
    case KEY_IGNORED:
        break;
    }
}
