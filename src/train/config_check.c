#include "train/config_check.h"

#include "platform/profile.h"
#include "train/config_keys.h"

bool config_check_average(const struct train_config *config, struct failure *failure)
{
    bool own = config->schedule == SCHEDULE_DISCOUNTED || config->schedule == SCHEDULE_DECAYED;
    if (!config_key_given(config, "average_exponent") || schedule_takes_average(config->schedule))
        return true;
    failure_set(failure, "average_exponent goes with schedule uniform or linear, not with %s%s",
                config_schedule_name(config->schedule), own ? ", whose average is set by strategy_discount_beta" : "");
    return config_fail(config_key_place(config, "average_exponent"), failure);
}

bool config_check(const struct train_config *config, struct failure *failure)
{
    static const char *const factors[] = {"regret_discount_alpha", "strategy_discount_beta"};
    const double factor[] = {config->regret_discount_alpha, config->strategy_discount_beta};
    bool full = config->sampler == SAMPLER_FULL;
    bool unfit = full ? config->schedule == SCHEDULE_DECAYED : config->schedule >= SCHEDULE_PLUS;
    if (unfit && config->sampler != SAMPLER_AUTO) {
        failure_set(failure, "schedule %s does not go with sampler %s (%s)", config_schedule_name(config->schedule),
                    config_sampler_name(config->sampler),
                    full ? "full: uniform, linear, dcfr, cfr+, pcfr+, hs-dcfr or hs-pcfr+"
                         : "external, outcome, targeted and public: uniform, linear, dcfr or static");
        return config_fail(config_key_place(config, "schedule"), failure);
    }
    for (size_t i = 0; i < 2 && config->schedule == SCHEDULE_DECAYED; i++) {
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
    if (config->target_exploitability > 0 && config->eval_method >= EVAL_LBR) {
        failure_set(failure,
                    "target_exploitability needs eval_method exact: %s says nothing about the most that can be won",
                    config_eval_method_name(config->eval_method));
        return config_fail(config_key_place(config, "target_exploitability"), failure);
    }
    if (config->assume[0] != '\0' && !profile_named(config->assume, failure))
        return config_fail(config_key_place(config, "assume"), failure);
    if (config->logdir[0] == '\0') {
        failure_set(failure, "logdir must not be empty");
        return config_fail(config_key_place(config, "logdir"), failure);
    }
    return config_check_average(config, failure);
}
