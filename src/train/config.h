/* The configuration of a run: YAML file, command line, defaults.
 *
 * Every key is declared once, in the table of config_keys.c: name, type, place, bounds, default, help, flag.
 * Reading a file, --set KEY=VALUE, the flags of train-blueprint and the printed documentation all come from
 * it.
 *
 * Precedence: flag over --set over file over default. --iters replaces a time budget of the file; a time
 * budget wins over iterations; --epsilon replaces epsilon_schedule; an explicit schedule wins over
 * discount_mode (dcfr or static), which wins over use_linear_weighting. Where `game` and `buckets` are looked for:
 * config_find.h. Life: config_open once, in the main thread; const afterwards. Plain storage: nothing to release. */
#ifndef TRAIN_CONFIG_H
#define TRAIN_CONFIG_H

#include "base/choice.h"
#include "base/log.h"
#include "base/options.h"
#include "buckets/default_buckets.h"
#include "cfr/schedule.h"
#include "game/menu.h"
#include "platform/profile.h"
#include "train/epsilon.h"

enum { CONFIG_TEXT = 1024, CONFIG_KEYS = 96, CONFIG_NOTES = 32, CONFIG_FORMAT = 32768 };

enum config_source { CONFIG_DEFAULT, CONFIG_FILE, CONFIG_COMMAND };

/* One street of `actions`. What is left out is taken from the default menu. */
struct config_street {
    char name[16]; /* preflop .. river, round1 .. round4 */
    bool bets_given, bets_out_of_position_given, all_in_given, limp_given, max_raises_given;
    struct menu_street menu; /* the fields that were given */
};

struct config_actions {
    char name[32];    /* a menu by name; empty: the streets below, the default menu for the others */
    unsigned streets; /* 0 */
    struct config_street street[GAME_ROUNDS];
};

struct config_note {
    char text[CONFIG_TEXT + 200]; /* a path fits */
};

struct eval_method;
struct sampler;

struct config_loglevel {
    struct choice choice;
    enum log_level level;
};

/* What discount_mode may be: the old key for some of the schedules. */
extern const struct choice config_discount_none, config_discount_static, config_discount_dcfr;

struct train_config {
    char file[CONFIG_TEXT];    /* the YAML file; empty: none */
    char game[CONFIG_TEXT];    /* path, resolved */
    char buckets[CONFIG_TEXT]; /* path, resolved; "lossless"; or empty: the default abstraction */
    char logdir[CONFIG_TEXT];
    char resume_from[CONFIG_TEXT]; /* empty: a fresh run */
    struct config_actions actions;
    struct bucket_choice bucket; /* of the default abstraction */

    int64_t num_iterations;                /* without a time budget */
    double time_budget_seconds;            /* 0: none */
    int64_t num_players;                   /* see config_check_game */
    int64_t num_workers;                   /* 0: all cores */
    int64_t batch_size;                    /* iterations */
    int64_t checkpoint_interval;           /* iterations; 0: only the last */
    double checkpoint_interval_seconds;    /* 0: none by the clock */
    int64_t keep_checkpoints;              /* newest ones */
    int64_t keep_snapshots;                /* newest ones; 0: all */
    double snapshot_interval_seconds;      /* 0: none */
    double save_patience_seconds;          /* 0: the last files are tried once */
    double eval_interval_seconds;          /* of training; 0: none, or growing with a target */
    double target_exploitability;          /* mbb a hand; 0: none */
    const struct eval_method *eval_method; /* evaluation.h */
    char eval_opponent[CONFIG_TEXT];       /* of eval_match: a built-in player's name, a blueprint file or a logdir */
    int64_t eval_hands;                    /* of an evaluation by play; 0: as many as take a second or two */
    int64_t tensorboard_log_interval;      /* iterations */
    bool tensorboard;
    const struct config_loglevel *loglevel;
    char assume[CONFIG_TEXT]; /* the name of a platform profile; empty: the detected one */
    uint64_t seed;

    const struct sampler *sampler;        /* samplers.h */
    char targets[CONFIG_TEXT];            /* of samplers that are targeted; empty: the usual ones */
    const struct schedule_rule *schedule; /* effective; cfr/schedules.h */
    double average_exponent;              /* effective; of schedules that take one */
    bool use_linear_weighting;
    const struct choice *discount_mode;
    int64_t discount_interval; /* iterations */
    double regret_discount_alpha, strategy_discount_beta;
    double regret_discount_negative;
    bool dcfr_reset_negative_regrets;
    bool enable_pruning;
    double pruning_threshold; /* chips of a game whose big blind is 100 */
    double pruning_probability;
    struct epsilon_settings epsilon;

    bool seed_given, checkpoint_interval_given; /* by the file or the command line */
    double checkpoint_spacing_seconds;          /* of an interval that is not taken at its word; 0: it is */

    size_t notes; /* what the user of the configuration should log: keys without effect */
    struct config_note note[CONFIG_NOTES];

    enum config_source source[CONFIG_KEYS]; /* by key number */
    int line[CONFIG_KEYS];                  /* in the file; 0: not there */
};

/* Where options_parse puts the command line of train-blueprint. Zeroed by config_options. */
struct config_flags {
    const char *config; /* --config FILE */
    struct option_list set;
    bool keys;                      /* --keys */
    const char *instances;          /* --num-instances N */
    const char *value[CONFIG_KEYS]; /* by key number */
    bool on[CONFIG_KEYS], off[CONFIG_KEYS];
};

/* Fills `options` (room for CONFIG_KEYS) with the flags; returns their number. Borrows `flags` until parsed. */
size_t config_options(struct config_flags *flags, struct option options[CONFIG_KEYS]);

/* Defaults, file, command line, checks. `flags` may be NULL. A failure names file and line or the flag. */
bool config_open(struct train_config *config, const struct config_flags *flags, struct failure *failure);

/* The same for a text (a stored configuration, a test); `name` is what failures call it. */
bool config_parse(struct train_config *config, const char *name, const char *text, struct failure *failure);

/* The path of a game, looked for as the key `game` is (config_find.h). NULL: the game that is trained when none is
 * given. What is not found stays as it is. False when a place cannot be looked at. */
bool config_game_path(const char *name, char path[CONFIG_TEXT], struct failure *failure);

/* The iteration to reach: UINT64_MAX with a time budget, and with a target unless a number was given, too. */
uint64_t config_goal(const struct train_config *config);

/* True when the strategy is to be evaluated while the run goes on. */
bool config_evaluates(const struct train_config *config);

/* Whose waits the coordinator takes: the platform that is assumed, or the detected one. */
const struct platform_profile *config_platform(const struct train_config *config);

/* Decides what `auto` stands for, with the schedule that goes with it, when the game is known: `full` says whether it can be
 * trained full-width with rows for every hand. Nothing when the sampler is decided. Fails when a key that was given does
 * not go with that schedule. */
bool config_decide_sampler(struct train_config *config, bool full, struct failure *failure);

/* num_players, when given, must be the game's. */
bool config_check_game(const struct train_config *config, const struct game *game, struct failure *failure);

/* The action menu for a loaded game. */
bool config_menu(const struct train_config *config, const struct game *game, struct menu *menu,
                 struct failure *failure);

/* The same as it was while another menu was the default, if it had that fingerprint then: its name, and *menu is filled; else
 * NULL. Runs of earlier versions go on with it. */
const char *config_former_menu(const struct train_config *config, const struct game *game, uint64_t fingerprint,
                               struct menu *menu);

/* Processor seconds that a run is to train for, about: the size of its default abstraction goes by them. A limit of
 * iterations is taken for so many of external sampling, whatever the machine. 0: nothing is known. */
double config_training_seconds(const struct train_config *config, unsigned workers);

/* The effective configuration as YAML, every key in fixed order: equal configurations give equal text, and
 * reading it back gives the same configuration. Returns its length, less than CONFIG_FORMAT. */
size_t config_format(const struct train_config *config, char out[CONFIG_FORMAT]);

/* Puts it into a file. */
bool config_write(const struct train_config *config, const char *path, struct failure *failure);

/* Every key with its default, its flag and what it means, as commented YAML. Returns its length. */
size_t config_document(char out[CONFIG_FORMAT]);

#endif
