/* How a run measures its own average strategy: the ways there are, one row of a table each (judge.c), and the one that
 * was chosen for this game.
 *
 * Opened between setup_open and setup_allocate, which is told what memory it will take; run while no worker does, by the
 * coordinator, with as many threads as there are workers. The struct must stay where it is. */
#ifndef TRAIN_JUDGE_H
#define TRAIN_JUDGE_H

#include "eval/exploit.h"
#include "train/evaluation.h"
#include "train/played.h"

struct setup;
struct judge_way;

struct judge {
    const struct run_context *run; /* borrowed, the set-up's */
    const struct judge_way *way;   /* NULL: none */
    struct exploit exploit;        /* of the way that goes over boards of its own */
    struct played played;          /* of the ways that play */
    char words[CONFIG_TEXT + 64];
};

/* Whether a way that the configuration needs can be there, by game and tree alone: before minutes go into a card
 * abstraction. judge_open asks again. */
bool judge_check(const struct setup *setup, const struct train_config *config, struct failure *failure);

/* Takes the first way that the method and the game allow; for a target only exact ones do. When the configuration asks for
 * evaluations all ways are tried, and it is a failure to find none for a method by name or for a target; else only ways that
 * cost little. Borrows the set-up, whose tables may have no memory yet. */
bool judge_open(struct judge *judge, const struct setup *setup, const struct train_config *config, unsigned workers,
                struct failure *failure);
void judge_close(struct judge *judge);

/* The way in words; NULL when there is none, or no judge (NULL). */
const char *judge_words(const struct judge *judge);

/* Memory that running will take beyond what opening took. */
uint64_t judge_bytes(const struct judge *judge, const struct tree *tree);

/* Fills in the result and `took_seconds`. After a failure (a cancellation, a thread that cannot be started) training must not go
 * on: the sweep's walks may have been left half-way. */
bool judge_run(struct judge *judge, struct setup *setup, struct evaluation *evaluation, struct failure *failure);

#endif
