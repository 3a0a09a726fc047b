/* Platform profiles: how long a coordinator waits for reports, per kind of machine, in one table.
 *
 * The waits follow from what a timed wait costs there: coarse and expensive on Apple Silicon, 50 us of slack
 * on Linux. Const; any thread may call. */
#ifndef PLATFORM_PROFILE_H
#define PLATFORM_PROFILE_H

#include "base/failure.h"

#include <stdbool.h>
#include <stddef.h>

struct platform_profile {
    const char *name;         /* for --assume */
    const char *system;       /* "Darwin" */
    const char *architecture; /* "arm64"; what such a machine usually says */
    const char *summary;      /* what `holdem platform` says about it */
    bool is_apple_silicon;
    bool bounds_in_block;           /* the block says min and max too, not what follows it */
    double base_ms, min_ms, max_ms; /* of sync/backoff.h */
};

/* Of this machine: Apple Silicon is recognised under Rosetta too, Linux is one row whatever the processor,
 * and a system that is none of the known ones takes the row of Linux. */
const struct platform_profile *profile_detected(void);

/* By name; NULL and a reason (with the nearest name) when there is none of that name. */
const struct platform_profile *profile_named(const char *name, struct failure *failure);

/* What `holdem platform` and the log of a run say, a line at a time (without its end): the block that users of the Python
 * trainer and their tools know, then what it leaves out. A profile that was asked for by name is said to be
 * `assumed`, and the block names its machine instead of this one. */
void profile_say(const struct platform_profile *profile, bool assumed, void (*say)(const char *line));

size_t profile_count(void);
const struct platform_profile *profile_at(size_t index);

#endif
