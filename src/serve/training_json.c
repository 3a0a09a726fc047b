/* /api/runs and /api/run: training runs and their scalars. */
#include "serve/server.h"

#include "base/memory.h"
#include "platform/clock.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

/* --- runs --- */

static cJSON *describe_checkpoints(const struct run *run)
{
    cJSON *array = cJSON_CreateArray();
    for (unsigned i = 0; i < run->checkpoints; i++) {
        cJSON *checkpoint = cJSON_CreateObject();
        cJSON_AddNumberToObject(checkpoint, "iteration", (double)run->checkpoint[i].iteration);
        cJSON_AddNumberToObject(checkpoint, "bytes", (double)run->checkpoint[i].bytes);
        cJSON_AddItemToArray(array, checkpoint);
    }
    return array;
}

static void add_known(cJSON *json, const char *name, bool is_known, double value)
{
    cJSON_AddItemToObject(json, name, is_known ? cJSON_CreateNumber(value) : cJSON_CreateNull());
}

static cJSON *describe_run(const struct run *run, double now)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "name", run->name);
    cJSON_AddItemToObject(json, "checkpoints", describe_checkpoints(run));
    cJSON_AddBoolToObject(json, "has_blueprint", run->has_blueprint);
    cJSON_AddBoolToObject(json, "is_live", run_is_live(run, now));
    add_known(json, "started", run->has_scalars, run->started);
    add_known(json, "updated", run->has_scalars, run->updated);
    add_known(json, "paused", run->has_scalars, run->paused);
    add_known(json, "iteration", run->has_scalars, (double)run->iteration);
    return json;
}

bool runs_answer(struct server *server, const struct query *query, cJSON *json, struct failure *failure)
{
    (void)query;
    (void)failure;
    cJSON *array = cJSON_AddArrayToObject(json, "runs");
    double now = clock_wall_seconds();
    runs_look(&server->runs);
    for (unsigned i = 0; i < server->runs.count; i++) {
        run_read(server->runs.run[i]);
        cJSON_AddItemToArray(array, describe_run(server->runs.run[i], now));
    }
    return true;
}

/* --- one run --- */

/* Writes a point's number; returns its length. */
typedef int write_number(const struct series_point *point, char text[], size_t size);

/* All digits: `after` must be able to name the point that was sent. */
static int write_time(const struct series_point *point, char text[], size_t size)
{
    return snprintf(text, size, "%.17g", point->time);
}

static int write_step(const struct series_point *point, char text[], size_t size)
{
    return snprintf(text, size, "%" PRId64, point->step);
}

static int write_value(const struct series_point *point, char text[], size_t size)
{
    if (!isfinite(point->value))
        return snprintf(text, size, "null");
    return snprintf(text, size, "%.9g", (double)point->value);
}

/* As text of its own: a run has some hundred thousand numbers, each of which would be an object of the library. */
static void add_numbers(cJSON *json, const char *name, const struct series_point point[], unsigned count,
                        write_number *write)
{
    enum { NUMBER = 32 };
    size_t room = (size_t)count * NUMBER + 3, length = 0;
    char *text = memory_allocate(room, 1);
    text[length++] = '[';
    for (unsigned i = 0; i < count; i++) {
        if (i > 0)
            text[length++] = ',';
        length += (size_t)write(&point[i], text + length, NUMBER);
    }
    text[length] = ']';
    cJSON_AddRawToObject(json, name, text);
    memory_release(text);
}

/* Points come in order of their time but for what clocks and files put back do: each is looked at. */
static unsigned take_later(const struct series *series, double after, struct series_point later[SERIES_POINTS])
{
    unsigned count = 0;
    for (unsigned i = 0; i < series->count; i++) {
        if (series->point[i].time > after)
            later[count++] = series->point[i];
    }
    return count;
}

static void add_starts(cJSON *json, const struct run *run)
{
    cJSON *starts = cJSON_AddArrayToObject(json, "starts");
    for (unsigned i = 0; i < run->starts; i++) {
        cJSON *start = cJSON_CreateObject();
        cJSON_AddNumberToObject(start, "time", run->start[i].time);
        cJSON_AddNumberToObject(start, "step", (double)run->start[i].step);
        cJSON_AddItemToArray(starts, start);
    }
}

static void add_damage(cJSON *json, const struct run *run)
{
    cJSON *damage = cJSON_AddArrayToObject(json, "damage");
    for (unsigned i = 0; i < run->files; i++) {
        struct run_damage of_file = run_damage(run, i);
        if (of_file.text[0])
            cJSON_AddItemToArray(damage, cJSON_CreateString(of_file.text));
    }
}

bool run_answer(struct server *server, const struct query *query, cJSON *json, struct failure *failure)
{
    struct series_point later[SERIES_POINTS];
    double after;
    struct run *run = runs_find(&server->runs, query_text(query, "run"), failure);
    if (!run || !query_number(query, "after", -INFINITY, &after, failure))
        return false;
    run_read(run);
    cJSON_AddStringToObject(json, "run", run->name);
    add_starts(json, run);
    add_damage(json, run);
    cJSON *all = cJSON_AddObjectToObject(json, "series");
    for (unsigned i = 0; i < run->tags; i++) {
        unsigned count = take_later(&run->tag[i].series, after, later);
        if (count == 0)
            continue;
        cJSON *series = cJSON_AddObjectToObject(all, run->tag[i].name);
        add_numbers(series, "time", later, count, write_time);
        add_numbers(series, "step", later, count, write_step);
        add_numbers(series, "value", later, count, write_value);
    }
    return true;
}
