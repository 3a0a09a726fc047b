/* The trainer: one run from zeroed (or resumed) tables to the final blueprint.
 *
 * The calling thread is the coordinator: the only consumer of reports and the only writer of logs, events and files. It
 * sleeps on the queue for at most the platform's wait and never spins. Workers claim iterations up to a fence, the next
 * iteration at which something needs a consistent picture; there they park until the coordinator has done it and moved
 * the fence on. Life: trainer_run does everything and returns when the run has ended and its files are written. A run
 * without a logdir (empty), and with no interval at which something is due, writes none: for measuring. */
#ifndef TRAIN_TRAINER_H
#define TRAIN_TRAINER_H

#include "platform/profile.h"
#include "train/judge.h"
#include "train/pulse.h"
#include "train/setup.h"
#include "train/worker.h"

enum stop_reason { STOP_ITERATIONS, STOP_TIME, STOP_TARGET, STOP_INTERRUPTED, STOP_FAILED };

/* What is left to say when a run has ended. */
struct trainer_result {
    enum stop_reason reason;
    struct failure failure; /* STOP_FAILED: why */
    struct run_progress progress;
    struct metrics metrics; /* owned by the caller: metrics_release */
    struct pulse pulse;
    struct evaluation evaluation;            /* of the strategy at the end, where it was measured */
    double seconds;                          /* of training and its pauses, set-up left out; */
    double saved_seconds, evaluated_seconds; /* of them for checkpoints and snapshots, and for evaluations */
    double after_seconds;                    /* behind them: the last files, the last evaluation */
    bool unsaved;                            /* they are not what the run ended with: writing failed */
    bool unmeasured;                         /* the last evaluation was interrupted, and the run was not */
    char blueprint[1024], checkpoint[1024];
};

/* What else is to be done now and then while all workers stand still. Rates leave its time out, as that of any pause. */
struct trainer_pause {
    double interval_seconds; /* of the run */
    void (*act)(void *context, double seconds);
    void *context; /* borrowed */
};

/* What is to be run. All is borrowed. */
struct trainer_task {
    const struct train_config *config;
    const char *resume_from; /* the checkpoint to go on from (resuming_find); empty: none */
    struct setup *setup;     /* whose tables have their memory */
    struct judge *judge;     /* NULL: nothing is evaluated */
    unsigned workers;
    const struct platform_profile *profile; /* whose waits are taken */
    work_function *work;                    /* worker_sample but in tests */
    const struct trainer_pause *pause;      /* NULL but for measuring */
};

/* False only when the run could not start, or its last files could not be written. */
bool trainer_run(const struct trainer_task *task, struct trainer_result *result, struct failure *failure);

#endif
