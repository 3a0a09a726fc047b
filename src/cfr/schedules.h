/* The schedules there are. A new one is a file with its row (schedule_static in schedule_discounted.c is an example) and a
 * line here. Const. */
#ifndef CFR_SCHEDULES_H
#define CFR_SCHEDULES_H

#include "cfr/schedule.h"

#define SCHEDULE_ROWS(ROW)                                                                                             \
    ROW(schedule_uniform)                                                                                              \
    ROW(schedule_linear)                                                                                               \
    ROW(schedule_dcfr)                                                                                                 \
    ROW(schedule_static)                                                                                               \
    ROW(schedule_cfr_plus)                                                                                             \
    ROW(schedule_pcfr_plus)                                                                                            \
    ROW(schedule_hs_dcfr)                                                                                              \
    ROW(schedule_hs_pcfr_plus)

#define SCHEDULE_DECLARE(row) extern const struct schedule_rule row;
SCHEDULE_ROWS(SCHEDULE_DECLARE)
#undef SCHEDULE_DECLARE

/* All of them, by name (base/choice.h); NULL at the end. */
extern const struct choice *const schedules[];

/* The schedule that a row of the table is part of. */
static inline const struct schedule_rule *schedule_of(const struct choice *row)
{
    return (const struct schedule_rule *)(const void *)row;
}

#endif
