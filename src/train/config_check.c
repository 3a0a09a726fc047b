#include "train/config_check.h"

#include "cfr/schedules.h"
#include "platform/profile.h"
#include "train/config_keys.h"
#include "train/driver.h"
#include "train/evaluation.h"
#include "train/samplers.h"

enum { CHOICES_TEXT = 256 };

/* True when a schedule has what a sampler reads of it. */
static bool goes_with(const struct choice *row, const void *context)
{
    const struct schedule_rule *rule = schedule_of(row);
    const struct sampler *sampler = context;
    return driver_of(sampler)->is_full_width ? rule->update != NULL : rule->weight != NULL;
}

static bool takes_average(const struct choice *row, const void *context)
{
    (void)context;
    return schedule_of(row)->takes_average;
}

/* True of samplers that read the same of a schedule. */
static bool is_alike(const struct choice *row, const void *context)
{
    const struct sampler *sampler = context;
    return row != &sampler_auto.choice &&
           driver_of(sampler_of(row))->is_full_width == driver_of(sampler)->is_full_width;
}

static bool check_schedule(const struct train_config *config, struct failure *failure)
{
    char alike[CHOICES_TEXT] = "", others[CHOICES_TEXT] = "";
    if (config->sampler == &sampler_auto || goes_with(&config->schedule->choice, config->sampler))
        return true;
    choice_list(samplers, is_alike, config->sampler, " and ", alike, sizeof alike);
    choice_list(schedules, goes_with, config->sampler, " or ", others, sizeof others);
    return failure_set(failure, "schedule %s does not go with sampler %s (%s: %s)", config->schedule->choice.name,
                       config->sampler->choice.name, alike, others);
}

bool config_check_average(const struct train_config *config, struct failure *failure)
{
    char others[CHOICES_TEXT] = "";
    if (!config_key_given(config, "average_exponent") || config->schedule->takes_average)
        return true;
    choice_list(schedules, takes_average, NULL, " or ", others, sizeof others);
    failure_set(failure, "average_exponent goes with schedule %s, not with %s%s", others, config->schedule->choice.name,
                config->schedule->has_beta ? ", whose average is set by strategy_discount_beta" : "");
    return config_fail(config_key_place(config, "average_exponent"), failure);
}

bool config_check(const struct train_config *config, struct failure *failure)
{
    static const char *const factors[] = {"regret_discount_alpha", "strategy_discount_beta"};
    const double factor[] = {config->regret_discount_alpha, config->strategy_discount_beta};
    if (!check_schedule(config, failure))
        return config_fail(config_key_place(config, "schedule"), failure);
    for (size_t i = 0; i < 2 && config->schedule->multiplies; i++) {
        if (factor[i] <= 0 || factor[i] > 1) {
            failure_set(failure, "a static discount multiplies by %s: it must be above 0 and at most 1, not %g",
                        factors[i], factor[i]);
            return config_fail(config_key_place(config, factors[i]), failure);
        }
    }
    if (config->epsilon.force_after_ratio < config->epsilon.extension_ratio) {
        failure_set(failure, "adaptive_force_after_ratio (%g) must not be less than adaptive_extension_ratio (%g)",
                    config->epsilon.force_after_ratio, config->epsilon.extension_ratio);
        return config_fail(config_key_place(config, "adaptive_force_after_ratio"), failure);
    }
    if (config->target_exploitability > 0 && !config->eval_method->is_exact && config->eval_method != &eval_auto) {
        failure_set(failure,
                    "target_exploitability needs eval_method exact: %s says nothing about the most that can be won",
                    config->eval_method->choice.name);
        return config_fail(config_key_place(config, "target_exploitability"), failure);
    }
    if (config->assume[0] != '\0' && !profile_named(config->assume, failure))
        return config_fail(config_key_place(config, "assume"), failure);
    const char *empty = config->game[0] == '\0' ? "game" : config->logdir[0] == '\0' ? "logdir" : NULL;
    if (empty) {
        failure_set(failure, "%s must not be empty", empty);
        return config_fail(config_key_place(config, empty), failure);
    }
    return config_check_average(config, failure);
}
