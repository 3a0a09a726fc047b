/* Blueprints that can be looked at: which there are, and those that are open.
 *
 * A few stay open, the one used longest ago is closed for another; they are mapped, so that what is open takes hardly any
 * memory of its own. Files that appear while the server runs are found. One thread. */
#ifndef SERVE_SOURCES_H
#define SERVE_SOURCES_H

#include "eval/agent.h"
#include "eval/blueprint.h"

enum { SOURCES_OPEN = 4, SOURCE_PATH = 1024 };

/* A blueprint with its buckets, and the player that it is as it was trained. */
struct source {
    char id[SOURCE_PATH];
    uint64_t used;  /* when: a count */
    uint64_t stamp; /* of the file (platform/file.h) */
    struct blueprint blueprint;
    struct agent agent;
};

struct sources {
    /* Borrowed; of logdir and file one is NULL; buckets may be. Filters may stand in front of the file (eval/filter.h). */
    const char *logdir, *file, *buckets;
    uint64_t uses;
    struct source *open[SOURCES_OPEN]; /* owned; NULL: free */
};

/* What a source is called, without opening it: plain UTF-8 (serve/folders.h). */
struct source_name {
    char id[SOURCE_PATH], run[SOURCE_PATH];
    char path[SOURCE_PATH]; /* where it lies, as its bytes are */
    char name[64];          /* "blueprint", "snapshot 2500000" */
    uint64_t iteration;     /* of a snapshot; UINT64_MAX of a finished blueprint */
    uint64_t stamp;         /* of the file (platform/file.h) */
};

/* All there are now, by run, of each the furthest first; the caller releases the array. */
struct source_name *sources_list(const struct sources *sources, unsigned *count);

/* The source of that id (NULL: the first), opened if it is not; valid until as many others are found as may
 * be open. NULL and a reason when there is none or it cannot be opened. */
const struct source *sources_find(struct sources *sources, const char *id, struct failure *failure);

void sources_close(struct sources *sources);

#endif
