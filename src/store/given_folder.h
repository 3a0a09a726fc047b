/* What is said when a folder is given where a file of this program is wanted: what of that kind lies in it or below. */
#ifndef STORE_GIVEN_FOLDER_H
#define STORE_GIVEN_FOLDER_H

#include "base/failure.h"
#include "store/container_kind.h"

#include <stdbool.h>

/* Why a checkpoint of the Python trainer is refused, for failures that name it. */
#define GIVEN_PICKLED_CHECKPOINTS                                                                                      \
    "no program can go on from checkpoints of the Python trainer, whose regrets are sums over separate workers that "  \
    "never learnt from each other, filed under buckets of noise"

/* The folder of a run that has a blueprint, or what could be one: a folder of that name is none. */
bool given_folder_has_blueprint(const char *folder);

/* `kind` 0: any. Always false. */
bool given_folder_fail(const char *folder, enum container_kind kind, struct failure *failure);

/* Appends "; runs with checkpoints below it: a, b" when there are some. */
void given_folder_add_runs(const char *folder, struct failure *failure);

/* Appends which checkpoints of the Python trainer lie in its checkpoints/, or in itself where it has none, and that they
 * cannot be used. */
void given_folder_add_pickles(const char *folder, struct failure *failure);

#endif
