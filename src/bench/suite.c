#include "bench/suite.h"

#include "base/text.h"
#include "bench/groups.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    group_function *run;
} groups[] = {
    {"evaluator", group_evaluator}, {"index", group_index},           {"lookup", group_lookup},
    {"deal", group_deal},           {"checkpoint", group_checkpoint}, {"external", group_external},
    {"outcome", group_outcome},     {"vector", group_vector},         {"queue", group_queue},
};

enum { GROUPS = sizeof groups / sizeof *groups };

const char *suite_group_name(size_t number)
{
    return number < GROUPS ? groups[number].name : NULL;
}

struct bed *suite_bed(struct suite *suite, uint64_t table_bytes, struct failure *failure)
{
    if (suite->bed && suite->bed_bytes == table_bytes)
        return suite->bed;
    bed_close(suite->bed);
    suite->bed = bed_open(suite->progress.run, table_bytes, failure);
    suite->bed_bytes = table_bytes;
    return suite->bed;
}

static struct measurement *add(struct suite *suite, const char *name, const char *unit)
{
    struct measurement *added = &suite->at[suite->count++];
    memset(added, 0, sizeof *added);
    snprintf(added->name, sizeof added->name, "%s", name);
    added->unit = unit;
    suite->progress.doing = added->name;
    progress_show(&suite->progress, 0);
    return added;
}

const struct measurement *suite_limit(struct suite *suite, enum limit kind, size_t bytes, struct failure *failure)
{
    char name[SUITE_TEXT];
    snprintf(name, sizeof name, "limit: %s, %s", limits_name(kind), text_bytes(bytes).text);
    for (size_t i = 0; i < suite->count; i++)
        if (strcmp(suite->at[i].name, name) == 0)
            return &suite->at[i];
    struct limit_memory memory;
    if (!limits_open(&memory, kind, bytes, failure))
        return NULL;
    struct measurement *limit = add(suite, name, limits_unit(kind));
    limit->rate = measure_rate(suite->progress.run, limits_work, &memory, &suite->choice.effort);
    limits_close(&memory);
    return limit;
}

void suite_measure(struct suite *suite, const char *name, const char *unit, measure_work *work, void *context,
                   const struct measurement *limit, double weight)
{
    struct measurement *added = add(suite, name, unit);
    added->rate = measure_rate(suite->progress.run, work, context, &suite->choice.effort);
    if (!limit)
        return;
    memcpy(added->limit, limit->name, sizeof added->limit);
    added->share = weight * added->rate.median / limit->rate.median;
}

bool suite_run(const struct run_context *run, struct suite *suite, const struct suite_choice *choice,
               struct failure *failure)
{
    memset(suite, 0, sizeof *suite);
    suite->choice = *choice;
    bool done = true;
    progress_start(&suite->progress, run, "Measuring", choice->only ? 1 : GROUPS);
    for (size_t i = 0; done && i < GROUPS; i++) {
        if (choice->only && strcmp(choice->only, groups[i].name) != 0)
            continue;
        done = run_goes_on(run, failure) && groups[i].run(suite, failure) && run_goes_on(run, failure);
        suite->progress.cost_done++;
    }
    bed_close(suite->bed);
    suite->bed = NULL;
    return done;
}
