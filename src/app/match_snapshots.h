/* `holdem match LOGDIR snapshots`: what the furthest strategy of a run, its blueprint or else its newest snapshot, wins
 * from each of the earlier ones. Main thread only. */
#ifndef APP_MATCH_SNAPSHOTS_H
#define APP_MATCH_SNAPSHOTS_H

#include "app/playing.h"

struct snapshot_matches {
    const char *logdir;  /* borrowed; or the blueprint in it; filters in front hold for all (eval/filter.h) */
    const char *buckets; /* borrowed: the run's bucket file when it has moved, or NULL */
    const struct playing_options *options; /* borrowed; hands are those of each match */
    bool plain;
};

/* The word on the command line in place of B. */
extern const char match_snapshots_word[];

/* *named: B is that word. Fails when filters stand before it, which belong before A, the run. */
bool match_snapshots_named(const char *b, const char *a, bool *named, struct failure *failure);

/* Whether there is a snapshot in what may be a logdir. */
bool match_snapshots_any(const char *logdir);

/* Plays and prints, the newest snapshot first, match by match; what is damaged is passed over with a warning. Fails when the
 * run has no earlier strategy, too. */
bool match_snapshots(const struct snapshot_matches *matches, struct failure *failure);

#endif
