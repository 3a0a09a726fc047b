/* Text files that measurements leave: opened, printed to, closed; a failure names the path. Main thread. */
#ifndef BENCH_OUTPUT_H
#define BENCH_OUTPUT_H

#include "base/failure.h"

#include <stdbool.h>
#include <stdio.h>

/* NULL and a reason on failure. */
FILE *output_open(const char *path, struct failure *failure);

/* False and a reason when something was not written, whenever that was. */
bool output_close(FILE *out, const char *path, struct failure *failure);

#endif
