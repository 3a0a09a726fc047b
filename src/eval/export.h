/* A blueprint's strategy as text for other programs: chosen decisions, all buckets of each.
 *
 * CSV: a line an action, street,sequence,player,bucket,action,name,probability.
 *
 * JSON: {"game", "iterations", "decisions": [{"street", "sequence", "player", "actions": [{"action", "name"}],
 * "strategy": [[probability of each action] of each bucket]}]}.
 *
 * Average policy, the layout of trainers that name information sets: {"policy": {"v2:STREET:BUCKET:HISTORY": {NAME:
 * probability}}, "bucket_metadata": {...}}. STREET is in capitals; HISTORY joins the actions of the whole hand by '-': F, C
 * (check or call), B75 (a bet or raise of 75 % of the pot after the call), A (all-in). NAMEs are fold, check_call, bet_0.75p and all_in.
 *
 * Written as it is read, decision by decision: no size is too large. Main thread. */
#ifndef EVAL_EXPORT_H
#define EVAL_EXPORT_H

#include "base/choice.h"
#include "eval/blueprint.h"
#include "platform/run_context.h"

#include <stdio.h>

/* csv, json and avg-policy. */
extern choice_table export_formats;

struct export_choice {
    const struct choice *format; /* a row of export_formats */
    uint16_t streets;            /* bit per street */
    /* Betting sequences (ACPC text); one that ends with '*' stands for all that begin so. None: all decisions. */
    const char *const *sequence; /* borrowed */
    size_t sequences;
};

/* Fails when a sequence leads to no decision of the blueprint the file cannot be written, or the work is
 * cancelled. *decisions: how many were. */
bool export_write(const struct run_context *run, const struct blueprint *blueprint, const struct export_choice *choice,
                  FILE *file, uint64_t *decisions, struct failure *failure);

#endif
