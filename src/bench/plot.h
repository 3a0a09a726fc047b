/* Line charts as SVG files that every browser opens. Writes one file; one thread. */
#ifndef BENCH_PLOT_H
#define BENCH_PLOT_H

#include "base/failure.h"

#include <stdbool.h>
#include <stddef.h>

struct plot_series {
    const char *name;
    size_t points;
    const double *x, *y; /* borrowed */
    bool dashed;
};

struct plot {
    const char *title, *x_label, *y_label; /* plain text without <, > and & */
    bool log_y;                            /* powers of ten; values of 0 and less are left out */
    size_t series;
    const struct plot_series *at; /* borrowed */
};

/* Axes begin at 0, or with log_y at a power of ten. */
bool plot_write(const char *path, const struct plot *plot, struct failure *failure);

#endif
