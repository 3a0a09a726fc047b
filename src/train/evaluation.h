/* What a run finds out about its own average strategy, and by which method: each method is a row of a table. How the figure is
 * come to is the business of judge.h. Plain values; main thread. */
#ifndef TRAIN_EVALUATION_H
#define TRAIN_EVALUATION_H

#include "base/choice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct evaluation {
    bool done;
    const struct eval_method *method; /* never eval_auto */
    uint64_t iteration;
    double seconds, cpu_seconds; /* of training up to there: of the clock without pauses, and of the workers */
    double took_seconds;
    /* Exact methods only, chips a hand: of the first player; as in eval/best_response.h. */
    double value;
    double nashconv, exploitability;
    /* Thousandths of the big blind a hand: the exploitability, what local best response wins, or what is won from the
     * opponent; half the 95 % interval of what was played for. 0 where there is no big blind. */
    double mbb, interval_mbb;
    bool has_mbb;
};

struct eval_method {
    struct choice choice;
    bool is_exact;       /* tells the exploitability itself, which a target needs */
    bool has_opponent;   /* measures what is won from somebody: asked for by name only, and against no other scale */
    const char *mbb_tag; /* of the scalar in event files */
    const char *interval_tag; /* NULL: no interval */
    /* Append a line for the run's log, and what the summary says. */
    void (*tell)(const struct evaluation *evaluation, const char *opponent, char *line, size_t size);
    void (*summarise)(const struct evaluation *evaluation, bool within_menu, char *line, size_t size);
};

/* A new method is a row, a line here, and a way to come to its figure in judge.c. eval_auto: the first way that the game allows. */
#define EVAL_METHOD_ROWS(ROW)                                                                                          \
    ROW(eval_auto)                                                                                                     \
    ROW(eval_exact)                                                                                                    \
    ROW(eval_lbr)                                                                                                      \
    ROW(eval_match)

#define EVAL_METHOD_DECLARE(row) extern const struct eval_method row;
EVAL_METHOD_ROWS(EVAL_METHOD_DECLARE)
#undef EVAL_METHOD_DECLARE

/* All of them, by name (base/choice.h); NULL at the end. */
extern const struct choice *const eval_methods[];

#endif
