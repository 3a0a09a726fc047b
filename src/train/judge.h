/* How a run measures its own average strategy: the ways there are, one row of a table each (judge.c), and the one that
 * was chosen for this game.
 *
 * Opened with the set-up; run while no worker does, by the coordinator, with as many threads as there are workers. */
#ifndef TRAIN_JUDGE_H
#define TRAIN_JUDGE_H

#include "eval/exploit.h"
#include "train/config.h"

struct setup;
struct judge_way;

struct judge {
    const struct judge_way *way; /* NULL: none */
    struct exploit exploit;      /* of the way that goes over boards of its own */
};

/* Chips a hand; NashConv and exploitability as in eval/best_response.h. */
struct evaluation {
    bool done;
    uint64_t iteration;
    double seconds, cpu_seconds; /* of training up to there: of the clock without pauses, and of the workers */
    double took_seconds;
    double value; /* of the first player */
    double nashconv, exploitability;
    double mbb; /* the exploitability in thousandths of the big blind; 0 where there is none */
    bool has_mbb;
};

/* Takes the first way that the method and the game allow. When the configuration asks for evaluations all ways are tried,
 * and it is a failure to find none for a method by name or for a target; else only ways that cost little. */
bool judge_open(struct judge *judge, const struct setup *setup, const struct train_config *config, unsigned workers,
                struct failure *failure);
void judge_close(struct judge *judge);

/* The way in words; NULL when there is none. */
const char *judge_words(const struct judge *judge);

/* Memory that running will take beyond what opening took. */
uint64_t judge_bytes(const struct judge *judge);

/* Fills in the result and `took_seconds`. After a failure (an interrupt, a thread that cannot be started) training must not go
 * on: the sweep's walks may have been left half-way. */
bool judge_run(struct judge *judge, struct setup *setup, struct evaluation *evaluation, struct failure *failure);

#endif
