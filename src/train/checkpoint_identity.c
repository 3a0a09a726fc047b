#include "train/checkpoint_identity.h"

#include "train/driver.h"
#include "train/samplers.h"

#include <cJSON.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

void checkpoint_describe(struct container_writer *writer, const struct run_progress *progress,
                         const struct checkpoint_identity *identity)
{
    cJSON *json = cJSON_CreateObject();
    char seed[24];
    snprintf(seed, sizeof seed, "%" PRIu64, progress->seed);
    cJSON_AddStringToObject(json, "game", identity->game_name);
    cJSON_AddNumberToObject(json, "iterations", (double)progress->iteration);
    cJSON_AddStringToObject(json, "seed", seed);
    cJSON_AddStringToObject(json, "sampler", identity->sampler->choice.name);
    cJSON_AddStringToObject(json, "schedule", identity->schedule->choice.name);
    if (identity->average != identity->schedule->usual_average)
        cJSON_AddNumberToObject(json, "average_exponent", identity->average);
    cJSON_AddNumberToObject(json, "discount_interval", (double)identity->interval);
    cJSON_AddNumberToObject(json, "regret_discount_alpha", identity->alpha);
    cJSON_AddNumberToObject(json, "strategy_discount_beta", identity->beta);
    if (driver_of(identity->sampler)->is_full_width)
        cJSON_AddNumberToObject(json, "regret_discount_negative", identity->negative);
    cJSON_AddBoolToObject(json, "dcfr_reset_negative_regrets", identity->reset_negative);
    char *text = cJSON_PrintUnformatted(json);
    container_describe(writer, text);
    cJSON_free(text);
    cJSON_Delete(json);
}

static bool same_number(const cJSON *json, const char *key, double wanted)
{
    const cJSON *item = cJSON_GetObjectItem(json, key);
    return cJSON_IsNumber(item) && item->valuedouble == wanted;
}

/* Files that say nothing have the schedule's usual exponent. */
static double average_of(const cJSON *json, const struct checkpoint_identity *identity)
{
    const cJSON *item = cJSON_GetObjectItem(json, "average_exponent");
    return cJSON_IsNumber(item) ? item->valuedouble : identity->schedule->usual_average;
}

static bool same_discounts(const cJSON *json, const struct checkpoint_identity *identity)
{
    const cJSON *reset = cJSON_GetObjectItem(json, "dcfr_reset_negative_regrets");
    return same_number(json, "discount_interval", (double)identity->interval) &&
           same_number(json, "regret_discount_alpha", identity->alpha) &&
           same_number(json, "strategy_discount_beta", identity->beta) &&
           (!driver_of(identity->sampler)->is_full_width ||
            same_number(json, "regret_discount_negative", identity->negative)) &&
           cJSON_IsBool(reset) && (cJSON_IsTrue(reset) != 0) == identity->reset_negative;
}

/* Samplers of hands have the same tables. Those that walk boards have them in another order each, and weigh an iteration in
 * their own way. */
static bool same_tables(const char *name, const struct sampler *sampler)
{
    const struct choice *row = choice_find(samplers, name);
    return row && strcmp(driver_of(sampler_of(row))->rows, driver_of(sampler)->rows) == 0;
}

const struct sampler *checkpoint_sampler(const struct container_reader *reader)
{
    cJSON *json = cJSON_Parse(container_description(reader));
    const char *name = cJSON_GetStringValue(cJSON_GetObjectItem(json, "sampler"));
    const struct choice *row = name ? choice_find(samplers, name) : NULL;
    cJSON_Delete(json);
    return row ? sampler_of(row) : NULL;
}

bool checkpoint_is_of(const char *path, const struct container_reader *reader,
                      const struct checkpoint_identity *identity, bool *foreign, struct failure *failure)
{
    const struct container_fingerprints *have = container_fingerprints_of(reader);
    const struct container_fingerprints *want = &identity->fingerprints;
    cJSON *json = cJSON_Parse(container_description(reader));
    const char *game = cJSON_GetStringValue(cJSON_GetObjectItem(json, "game"));
    const char *sampler = cJSON_GetStringValue(cJSON_GetObjectItem(json, "sampler"));
    const char *schedule = cJSON_GetStringValue(cJSON_GetObjectItem(json, "schedule"));
    bool readable = game && sampler && schedule, same = false;
    if (!readable)
        failure_set(failure, "%s: the description of the checkpoint cannot be read", path);
    else if (have->game != want->game)
        failure_set(failure, "%s: this checkpoint is of another game (%s); this run trains %s", path, game,
                    identity->game_name);
    else if (have->menu != want->menu)
        failure_set(failure, "%s: this checkpoint has another action menu than this run", path);
    else if (want->buckets != 0 && have->buckets != want->buckets)
        failure_set(failure, "%s: this checkpoint has another card abstraction than this run", path);
    else if (!same_tables(sampler, identity->sampler))
        failure_set(failure, "%s: this checkpoint was trained with sampler %s, whose tables %s cannot go on with", path,
                    sampler, identity->sampler->choice.name);
    else if (strcmp(schedule, identity->schedule->choice.name) != 0)
        failure_set(failure, "%s: this checkpoint was trained with schedule %s; this run says %s", path, schedule,
                    identity->schedule->choice.name);
    else if (average_of(json, identity) != identity->average)
        failure_set(
            failure,
            "%s: this checkpoint's average counts iteration t t^%.15g times, this run's t^%.15g times, and sums of one "
            "kind cannot go on as the other (average_exponent)",
            path, average_of(json, identity), identity->average);
    else if (identity->schedule->discount && !same_discounts(json, identity))
        failure_set(
            failure,
            "%s: this checkpoint was trained with other discounts than this run (discount_interval, "
            "regret_discount_alpha, strategy_discount_beta, regret_discount_negative, dcfr_reset_negative_regrets)",
            path);
    else
        same = true;
    *foreign = readable && !same;
    cJSON_Delete(json);
    return same;
}
