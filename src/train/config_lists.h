/* What is no scalar: epsilon_schedule, actions, and the section `bucket`. Main thread only; for config.c. */
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

/* Keys of struct bucket_choice, and those of existing files. */
bool config_read_bucket(struct yaml_text *text, const yaml_node_t *section, struct train_config *config,
                        struct failure *failure);

/* Adds a note for the user. */
void config_note(struct train_config *config, const char *format, ...) PRINTF_LIKE(2, 3);

/* Append them as YAML flow. The section comes with its name, or not at all when it says nothing. */
void config_format_steps(const struct epsilon_settings *settings, char *out, size_t size);
void config_format_actions(const struct config_actions *actions, char *out, size_t size);
void config_format_bucket(const struct bucket_choice *choice, char *out, size_t size);

#endif
