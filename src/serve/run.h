/* What a training run has left so far: the scalars of all its event files, its checkpoints, whether it has finished.
 *
 * Event files are read on from where the last reading stopped; resumptions add files, in the order of whose names
 * they are read. What a resumption left, the points beyond where it took over, is dropped, so that steps ascend. When a
 * file has vanished or become shorter another run has taken the folder, and all is read anew. Damaged records are left
 * out, and counted by file. Series are thinned (series.h) and there is a bound on their number.
 * Lifecycle: run_new, run_read whenever the present state is wanted, run_free. One thread. */
#ifndef SERVE_RUN_H
#define SERVE_RUN_H

#include "base/log.h"
#include "serve/folders.h"
#include "serve/series.h"
#include "train/logdir.h"

#include <stdbool.h>

enum {
    RUN_TAGS = 512,    /* further tags are left out */
    RUN_STARTS = 1024, /* the latest are kept */
    RUN_DAMAGE = 512
};

struct run_tag {
    char *name; /* owned */
    struct series series;
};

/* A file that cannot be read as a whole. */
struct run_damage {
    char text[RUN_DAMAGE]; /* for people: which file, and what it lacks; empty: nothing */
};

/* Where the run was taken up: what came before `time` and has this step or a later one counts no more. */
struct run_start {
    double time;
    int64_t step;
};

struct run_checkpoint {
    uint64_t iteration, bytes;
};

struct run {
    struct log *log;        /* borrowed */
    char name[FOLDER_NAME]; /* the folder's key */
    char path[LOGDIR_PATH];
    bool has_blueprint;
    double blueprint_time; /* if so: when it was written, whole seconds since 1970 */
    unsigned checkpoints;
    struct run_checkpoint *checkpoint; /* owned, the oldest first */
    bool has_scalars;
    double started, updated; /* if so: times of the first and of the latest scalar */
    double paused;           /* seconds between a latest scalar and the next start */
    int64_t iteration;       /* and the largest step */
    unsigned tags, last_tag;
    struct run_tag *tag; /* owned, in the order in which they first came */
    unsigned starts;
    struct run_start *start; /* owned, in their order */
    unsigned files;
    struct run_file *file; /* owned, in the order of their names */
};

struct run *run_new(struct log *log, const char *logdir, const struct folder *folder);

/* Looks at the folder and reads on. */
void run_read(struct run *run);

/* What the file of that number lacks. */
struct run_damage run_damage(const struct run *run, unsigned file);

/* True when it has written something within the last minute before `now` and no blueprint has come since: a run that
 * goes on still has that of its first part. */
bool run_is_live(const struct run *run, double now);

/* NULL is allowed. */
void run_free(struct run *run);

#endif
