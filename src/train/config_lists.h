/* The two keys that are no scalars: epsilon_schedule and actions. Main thread only; for config.c. */
#ifndef TRAIN_CONFIG_LISTS_H
#define TRAIN_CONFIG_LISTS_H

#include "train/config.h"
#include "train/yaml.h"

/* A list of [iteration, epsilon], iterations ascending. */
bool config_read_steps(struct yaml_text *text, const yaml_node_t *node, struct epsilon_settings *settings,
                       struct failure *failure);

/* A menu's name or streets with their bets. */
bool config_read_actions(struct yaml_text *text, const yaml_node_t *node, struct config_actions *actions,
                         struct failure *failure);

/* Append them as YAML flow. */
void config_format_steps(const struct epsilon_settings *settings, char *out, size_t size);
void config_format_actions(const struct config_actions *actions, char *out, size_t size);

#endif
