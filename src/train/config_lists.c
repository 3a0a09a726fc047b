#include "train/config_lists.h"

#include "base/text.h"
#include "train/config_keys.h"

#include <string.h>

static const double LARGEST_FRACTION = 1000;

static bool read_number(const yaml_node_t *node, double *value)
{
    const char *scalar = yaml_scalar(node);
    return scalar && !yaml_is_quoted(node) && text_parse_number(scalar, value);
}

static bool read_step(struct yaml_text *text, const yaml_node_t *node, struct epsilon_point *point,
                      struct failure *failure)
{
    double epsilon;
    if (node->type != YAML_SEQUENCE_NODE || yaml_count(node) != 2)
        return failure_set(failure, "epsilon_schedule needs pairs: [iteration, epsilon]");
    const char *iteration = yaml_scalar(yaml_item(text, node, 0));
    if (!iteration || !text_parse_integer(iteration, &point->iteration) || point->iteration < 0)
        return failure_set(failure, "epsilon_schedule needs a whole number of iterations, not '%.80s'",
                           iteration ? iteration : "a list");
    if (!read_number(yaml_item(text, node, 1), &epsilon) || epsilon < 0 || epsilon > 1)
        return failure_set(failure, "epsilon_schedule needs an epsilon between 0 and 1");
    point->epsilon = epsilon;
    return true;
}

bool config_read_steps(struct yaml_text *text, const yaml_node_t *node, struct epsilon_settings *settings,
                       struct failure *failure)
{
    if (node->type != YAML_SEQUENCE_NODE || yaml_count(node) > EPSILON_STEPS) {
        failure_set(failure, "epsilon_schedule needs a list of at most %d pairs: [[iteration, epsilon], ...]",
                    EPSILON_STEPS);
        return yaml_fail(text, node, failure);
    }
    for (size_t i = 0; i < yaml_count(node); i++) {
        const yaml_node_t *item = yaml_item(text, node, i);
        if (!read_step(text, item, &settings->step[i], failure))
            return yaml_fail(text, item, failure);
        if (i > 0 && settings->step[i].iteration <= settings->step[i - 1].iteration) {
            failure_set(failure, "epsilon_schedule must ascend: iteration %lld stands after %lld",
                        (long long)settings->step[i].iteration, (long long)settings->step[i - 1].iteration);
            return yaml_fail(text, item, failure);
        }
    }
    settings->steps = yaml_count(node);
    return true;
}

/* Keeps the fractions ascending and each once. */
static void insert(struct menu_bets *bets, float fraction)
{
    unsigned at = 0;
    while (at < bets->count && bets->fraction[at] < fraction)
        at++;
    if (at < bets->count && bets->fraction[at] == fraction)
        return;
    memmove(&bets->fraction[at + 1], &bets->fraction[at], (bets->count - at) * sizeof bets->fraction[0]);
    bets->fraction[at] = fraction;
    bets->count++;
}

static bool read_bets(struct yaml_text *text, const yaml_node_t *node, struct menu_bets *bets, struct failure *failure)
{
    if (node->type != YAML_SEQUENCE_NODE)
        return failure_set(failure, "bets are a list per raise number: [[0.5, 1.0], [1.0]]");
    if (yaml_count(node) > MENU_FRACTIONS)
        return failure_set(failure, "at most %d bet sizes fit one raise number", MENU_FRACTIONS);
    *bets = (struct menu_bets){0};
    for (size_t i = 0; i < yaml_count(node); i++) {
        const yaml_node_t *item = yaml_item(text, node, i);
        double fraction;
        if (!read_number(item, &fraction) || fraction <= 0 || fraction > LARGEST_FRACTION)
            return failure_set(failure, "a bet is a fraction of the pot above 0 and up to %g, not '%.80s'",
                               LARGEST_FRACTION, yaml_scalar(item) ? yaml_scalar(item) : "a list");
        insert(bets, (float)fraction);
    }
    return true;
}

/* An empty list means: no bets but all-in. */
static bool read_bet_rows(struct yaml_text *text, const yaml_node_t *node, struct menu_bets rows[], uint8_t *numbers,
                          struct failure *failure)
{
    if (node->type != YAML_SEQUENCE_NODE)
        return failure_set(failure, "bets are a list per raise number: [[0.5, 1.0], [1.0]]");
    if (yaml_count(node) > MENU_RAISE_NUMBERS)
        return failure_set(failure, "at most %d raise numbers; the last repeats", MENU_RAISE_NUMBERS);
    rows[0] = (struct menu_bets){0};
    for (size_t i = 0; i < yaml_count(node); i++) {
        if (!read_bets(text, yaml_item(text, node, i), &rows[i], failure))
            return false;
    }
    *numbers = (uint8_t)(yaml_count(node) ? yaml_count(node) : 1);
    return true;
}

static bool read_switch(const yaml_node_t *node, const char *name, bool *value, struct failure *failure)
{
    const char *scalar = yaml_scalar(node);
    return (scalar && text_parse_boolean(scalar, value)) ||
           failure_set(failure, "%s needs true or false, not '%.80s'", name, scalar ? scalar : "a list");
}

static bool read_street_key(struct yaml_text *text, const char *name, const yaml_node_t *node,
                            struct config_street *street, struct failure *failure)
{
    static const char *const names[] = {"bets", "bets_out_of_position", "all_in", "limp", "max_raises"};
    struct menu_street *menu = &street->menu;
    if (strcmp(name, "bets") == 0) {
        street->bets_given = true;
        return read_bet_rows(text, node, menu->bets, &menu->numbers, failure);
    }
    if (strcmp(name, "bets_out_of_position") == 0) {
        street->bets_out_of_position_given = true;
        return read_bet_rows(text, node, menu->bets_out_of_position, &menu->numbers_out_of_position, failure);
    }
    if (strcmp(name, "all_in") == 0) {
        street->all_in_given = true;
        return read_switch(node, name, &menu->all_in, failure);
    }
    if (strcmp(name, "limp") == 0) {
        street->limp_given = true;
        return read_switch(node, name, &menu->limp, failure);
    }
    if (strcmp(name, "max_raises") == 0) {
        int64_t raises;
        const char *scalar = yaml_scalar(node);
        if (!scalar || !text_parse_integer(scalar, &raises) || raises < 0 || raises > UINT8_MAX)
            return failure_set(failure, "max_raises needs a whole number between 0 and %d", UINT8_MAX);
        street->max_raises_given = true;
        menu->max_raises = (uint8_t)raises;
        return true;
    }
    return failure_set(failure,
                       "unknown key '%.80s' of a street%s (bets, bets_out_of_position, all_in, limp, max_raises)", name,
                       text_suggestion(name, names, sizeof names / sizeof *names).text);
}

static bool read_street(struct yaml_text *text, const yaml_node_t *node, struct config_street *street,
                        struct failure *failure)
{
    if (node->type != YAML_MAPPING_NODE) {
        failure_set(failure, "a street needs keys: {bets: [[0.5, 1.0], [1.0]], all_in: true}");
        return yaml_fail(text, node, failure);
    }
    if (!yaml_check_mapping(text, node, failure))
        return false;
    for (size_t i = 0; i < yaml_count(node); i++) {
        const yaml_node_t *key = yaml_key(text, node, i);
        if (!read_street_key(text, yaml_scalar(key), yaml_value(text, node, i), street, failure))
            return yaml_fail(text, key, failure);
    }
    return true;
}

static bool check_street_name(const char *name, struct failure *failure)
{
    static const char *const names[] = {"preflop", "flop", "turn", "river", "round1", "round2", "round3", "round4"};
    enum { NAMES = sizeof names / sizeof *names };
    for (size_t i = 0; i < NAMES; i++) {
        if (strcmp(name, names[i]) == 0)
            return true;
    }
    return failure_set(failure,
                       "unknown street '%.80s'%s (preflop, flop, turn, river; in other games round1 .. round4)", name,
                       text_suggestion(name, names, NAMES).text);
}

static bool read_streets(struct yaml_text *text, const yaml_node_t *node, struct config_actions *actions,
                         struct failure *failure)
{
    if (!yaml_check_mapping(text, node, failure))
        return false;
    for (size_t i = 0; i < yaml_count(node); i++) {
        const yaml_node_t *key = yaml_key(text, node, i);
        const char *name = yaml_scalar(key);
        if (!check_street_name(name, failure))
            return yaml_fail(text, key, failure);
        if (actions->streets == GAME_ROUNDS) {
            failure_set(failure, "a game has at most %d streets", GAME_ROUNDS);
            return yaml_fail(text, key, failure);
        }
        struct config_street *street = &actions->street[actions->streets++];
        memcpy(street->name, name, strlen(name) + 1);
        if (!read_street(text, yaml_value(text, node, i), street, failure))
            return false;
    }
    return true;
}

bool config_read_actions(struct yaml_text *text, const yaml_node_t *node, struct config_actions *actions,
                         struct failure *failure)
{
    const char *scalar = yaml_scalar(node);
    *actions = (struct config_actions){.streets = 0};
    if (node->type == YAML_MAPPING_NODE)
        return read_streets(text, node, actions, failure);
    if (!scalar || *scalar == '\0' || strlen(scalar) >= sizeof actions->name) {
        failure_set(failure, "actions needs the name of a menu, or streets: {flop: {bets: [[0.5, 1.0]]}}");
        return yaml_fail(text, node, failure);
    }
    memcpy(actions->name, scalar, strlen(scalar) + 1);
    return true;
}

void config_format_steps(const struct epsilon_settings *settings, char *out, size_t size)
{
    text_append(out, size, "[");
    for (size_t i = 0; i < settings->steps; i++) {
        text_append(out, size, "%s[%lld, ", i ? ", " : "", (long long)settings->step[i].iteration);
        config_append_number(out, size, settings->step[i].epsilon);
        text_append(out, size, "]");
    }
    text_append(out, size, "]");
}

static void format_bets(const char *name, const struct menu_bets rows[], unsigned numbers, char *out, size_t size)
{
    text_append(out, size, "%s: [", name);
    for (unsigned n = 0; n < numbers; n++) {
        text_append(out, size, "%s[", n ? ", " : "");
        for (unsigned i = 0; i < rows[n].count; i++)
            text_append(out, size, "%s%.9g", i ? ", " : "", (double)rows[n].fraction[i]);
        text_append(out, size, "]");
    }
    text_append(out, size, "], ");
}

static void format_street(const struct config_street *street, char *out, size_t size)
{
    const struct menu_street *menu = &street->menu;
    text_append(out, size, "%s: {", street->name);
    if (street->bets_given)
        format_bets("bets", menu->bets, menu->numbers, out, size);
    if (street->bets_out_of_position_given)
        format_bets("bets_out_of_position", menu->bets_out_of_position, menu->numbers_out_of_position, out, size);
    if (street->all_in_given)
        text_append(out, size, "all_in: %s, ", menu->all_in ? "true" : "false");
    if (street->limp_given)
        text_append(out, size, "limp: %s, ", menu->limp ? "true" : "false");
    if (street->max_raises_given)
        text_append(out, size, "max_raises: %u, ", menu->max_raises);
    text_append(out, size, "}");
}

void config_format_actions(const struct config_actions *actions, char *out, size_t size)
{
    if (actions->streets == 0 && actions->name[0]) {
        config_append_text(out, size, actions->name);
        return;
    }
    text_append(out, size, "{");
    for (unsigned s = 0; s < actions->streets; s++) {
        format_street(&actions->street[s], out, size);
        text_append(out, size, "%s", s + 1 < actions->streets ? ", " : "");
    }
    text_append(out, size, "}");
}
