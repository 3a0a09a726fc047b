/* What the subcommands that play hands (`match`, `lbr`, `play`) share: options, players by name, the unit and the
 * printing of what was won, what is left to say after Ctrl-C. Main thread only. */
#ifndef APP_PLAYING_H
#define APP_PLAYING_H

#include "base/options.h"
#include "eval/agents.h"
#include "eval/estimate.h"
#include "eval/player.h"
#include "play/history_file.h"

struct playing_options {
    int64_t hands, seed, workers; /* workers 0: one a core */
    const char *game;             /* NULL: the blueprint's; of built-in players the one that is trained by default */
    bool json;
};

struct cJSON;

enum { PLAYING_OPTIONS = 5, PLAYERS_MOST = 2 };

/* Fills the table's first entries; `hands` must hold its default. */
void playing_options_list(struct playing_options *options, struct option table[PLAYING_OPTIONS]);

/* What a subcommand is about, who the built-in players are, and what may stand in front of a blueprint's name. Valid
 * until the next call. */
const char *about_players(const char *about);

/* One player, or two who meet. */
struct players {
    unsigned count;
    const char *name[PLAYERS_MOST];
    const char *buckets[PLAYERS_MOST];      /* bucket files that have moved; NULL: where they were */
    const char *buckets_flag[PLAYERS_MOST]; /* how the command line names them */
    bool takes_tables;                      /* blueprints may play the game that is named, which is not theirs */
    struct game game;                       /* when one is named, or all are built-in */
    struct agent_table table;               /* of the blueprint at it */
    struct player player[PLAYERS_MOST];
};

/* Options that would have no effect are mistakes: a game for a blueprint that plays its own, buckets for a built-in
 * player. */
bool players_check(const struct players *players, const struct playing_options *options, struct failure *failure);

/* Names, buckets and count are given; a built-in player takes the other's game. Close them whether this fails or
 * not. */
bool players_open(struct players *players, const struct playing_options *options, struct failure *failure);
void players_close(struct players *players);

struct option option_history(const char **path);

/* What chips are multiplied by for printing: thousandths of a big blind, or chips in a game without blinds. */
struct unit {
    double scale;
    const char *name; /* a hand */
};
struct unit unit_of(const struct game *game);

/* "LABEL +12.34 +- 5.67 mbb/hand" */
void print_estimate(const char *label, const struct estimate *estimate, struct unit unit);

/* An object of the mean, times `scale`, and of half its 95 % interval, under these names. The interval of a single sample is null. */
struct cJSON *estimate_json(const struct estimate *estimate, double scale, const char *mean, const char *interval);

/* For scale beside what was won: what always-fold gives away, where the rules tell (eval/yardstick.h). */
void print_yardstick(const struct game *game);

/* The same in an object "yardsticks" under that name, empty where nothing is known. */
void add_yardstick(struct cJSON *json, const char *name, const struct game *game);

/* After an interrupt, when the hands played so far have been printed: the failure says how many they are; always
 * false. */
bool playing_interrupted(uint64_t played, uint64_t asked, struct failure *failure);

#endif
