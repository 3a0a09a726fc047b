#include "train/samplers.h"

#include <stddef.h>

const struct sampler sampler_auto = {
    .choice = {"auto", "full where every hand has rows of its own and all boards can be gone over, else external"},
};

#define ROW(row) &(row).choice,
const struct choice *const samplers[] = {SAMPLER_ROWS(ROW) NULL};
