/* What the parts of the trainer share: the loop (trainer.c), when checkpoints are due (pacing.c), saving (saving.c),
 * evaluating (evaluating.c) and reporting (reporting.c). The coordinator owns all of it; workers reach only what
 * worker_shared points to. */
#ifndef TRAIN_TRAINER_STATE_H
#define TRAIN_TRAINER_STATE_H

#include "sync/backoff.h"
#include "sync/pool.h"
#include "train/events.h"
#include "train/pulse.h"
#include "train/trainer.h"

struct trainer {
    const struct run_context *run;     /* borrowed, the set-up's */
    const struct train_config *config; /* borrowed */
    const char *resume_from;           /* borrowed; empty: a fresh run */
    struct setup *setup;               /* borrowed */
    struct judge *judge;               /* borrowed; NULL: nothing is evaluated */
    const struct trainer_pause *pause; /* borrowed; NULL: none */
    unsigned workers;

    struct tickets tickets;
    struct queue queue;
    struct rendezvous rendezvous;
    struct pool pool;
    struct worker_shared shared;
    struct epsilon epsilon;
    struct backoff backoff;
    struct report *inbox; /* owned: as many reports as the queue holds */

    struct run_progress start; /* where this run took over */
    struct metrics metrics;
    struct pulse pulse;
    double saved_seconds, evaluated_seconds; /* of the run: what that took while the workers stood still */
    double started_seconds;                  /* on the clock */
    double other_cpu_seconds; /* of the coordinator, not for coordinating: set-up, evaluations, `pause` */

    uint64_t goal;                   /* iterations to reach; UINT64_MAX: none */
    uint64_t checkpoint_iteration;   /* the next that is due; UINT64_MAX: none yet */
    double checkpoint_seconds;       /* of the run: when the next is to be chosen */
    double checkpoint_clock_seconds; /* of the run: the next by the clock */
    uint64_t paced_iteration;        /* where, */
    double paced_seconds;            /* and when, the last was written or the run began */
    bool stretching_said;
    double snapshot_seconds; /* of the run: the next that is due */
    double pause_seconds;    /* of the run: when the next of `pause` is due */
    bool stop, failed;
    enum stop_reason reason;
    struct failure failure;
    char last_checkpoint[1024];

    struct evaluation evaluation;  /* the last one */
    struct evaluating *evaluating; /* owned: evaluating.c; NULL: none but at the end */
    struct reporting *reporting;   /* owned: reporting.c */
};

/* Iterations done, this run and those it resumed. */
uint64_t trainer_iterations(const struct trainer *trainer);
struct run_progress trainer_progress(const struct trainer *trainer);
/* The first multiple of the interval after `iteration`. */
uint64_t trainer_next_multiple(uint64_t iteration, uint64_t interval);
/* Seconds since training (not set-up) started. */
double trainer_seconds(const struct trainer *trainer);

/* saving.c. Before the file at `path`, in the logdir or a folder of it, is written: what was removed while the run goes
 * on is made again (logdir_restore), the run's configuration too. */
bool saving_make_place(const struct trainer *trainer, const char *path, struct failure *failure);
/* The others while no worker runs. */
bool saving_resume(struct trainer *trainer, struct failure *failure);
bool saving_checkpoint(struct trainer *trainer, struct failure *failure);
bool saving_snapshot(struct trainer *trainer, struct failure *failure);
bool saving_blueprint(struct trainer *trainer, const char *path, struct failure *failure);
/* The last checkpoint and the blueprint, whatever ended the run: on a full disk they are tried for the run's
 * patience. */
bool saving_finish(struct trainer *trainer, const char *blueprint, struct failure *failure);

/* pacing.c. After a checkpoint, and when the run begins: */
void pacing_schedule(struct trainer *trainer);
/* After one that could not be written: seconds until the next try. */
double pacing_postpone(struct trainer *trainer);
bool pacing_due(const struct trainer *trainer);
bool pacing_clock_due(const struct trainer *trainer);
/* The iteration at which workers must stop next. */
uint64_t pacing_fence(const struct trainer *trainer);
/* When it is time, chooses the next multiple of the interval that the workers have not passed. A limit that they have
 * passed already makes them stop where they are; then it is moved on, never beyond the goal. */
void pacing_place_fence(struct trainer *trainer);
/* At the end of the run: says what is left to say. */
void pacing_finish(struct trainer *trainer);

/* evaluating.c: evaluations at intervals and one at the end; target_exploitability. */
void evaluating_open(struct trainer *trainer);
void evaluating_close(struct trainer *trainer);
bool evaluating_due(const struct trainer *trainer);
bool evaluating_reached_target(const struct trainer *trainer);
/* While no worker runs; after a failure none may run again. */
bool evaluating_now(struct trainer *trainer, struct failure *failure);
/* The strategy that the run ends with, when there is a way that costs little or evaluations were asked for. False
 * when an interrupt has ended the evaluation, and not the run; that is said. */
bool evaluating_finish(struct trainer *trainer);

/* reporting.c: console lines, progress line, TensorBoard scalars. */
bool reporting_open(struct trainer *trainer, struct failure *failure);
void reporting_close(struct trainer *trainer);
/* After each wake-up: writes what is due. */
void reporting_tick(struct trainer *trainer);
/* A report was counted: a console line stands at exact multiples of its interval. */
void reporting_count(struct trainer *trainer);
/* The last line and the last scalars. */
void reporting_finish(struct trainer *trainer);
/* An evaluation's line and scalars; the scalars alone. */
void reporting_evaluation(struct trainer *trainer);
void reporting_figures(struct trainer *trainer);

#endif
