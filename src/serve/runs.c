#include "serve/runs.h"

#include "base/memory.h"

#include <string.h>

/* Takes the run out of those known; a new one when it is none of them. */
static struct run *take(struct runs *runs, const struct folder *folder)
{
    for (unsigned i = 0; i < runs->count; i++) {
        struct run *run = runs->run[i];
        if (run && strcmp(run->name, folder->key) == 0) {
            runs->run[i] = NULL;
            return run;
        }
    }
    return run_new(runs->log, runs->logdir, folder);
}

void runs_look(struct runs *runs)
{
    struct folders folders;
    folders_list(runs->logdir, &folders);
    struct run **run = memory_allocate(folders.count, sizeof(struct run *));
    for (unsigned i = 0; i < folders.count; i++)
        run[i] = take(runs, &folders.folder[i]);
    runs_close(runs);
    runs->run = run;
    runs->count = folders.count;
    folders_release(&folders);
}

struct run *runs_find(struct runs *runs, const char *name, struct failure *failure)
{
    runs_look(runs);
    for (unsigned i = 0; i < runs->count; i++) {
        if (!name || strcmp(runs->run[i]->name, name) == 0)
            return runs->run[i];
    }
    if (name)
        failure_set(failure, "there is no run '%.80s'", name);
    else
        failure_set(failure, "there are no runs");
    return NULL;
}

void runs_close(struct runs *runs)
{
    for (unsigned i = 0; i < runs->count; i++)
        run_free(runs->run[i]);
    memory_release(runs->run);
    runs->run = NULL;
    runs->count = 0;
}
