#include "cfr/schedules.h"

#include <stddef.h>

#define ROW(row) &(row).choice,
const struct choice *const schedules[] = {SCHEDULE_ROWS(ROW) NULL};
