#include "base/options.h"

#include "base/memory.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct option *find(const struct option *table, size_t count, const char *name, size_t length)
{
    for (size_t i = 0; i < count; i++) {
        if (strlen(table[i].name) == length && memcmp(table[i].name, name, length) == 0)
            return &table[i];
    }
    return NULL;
}

static bool fail_unknown(const struct option *table, size_t count, const char *name, struct failure *failure)
{
    const char **names = memory_allocate(count, sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = table[i].name;
    const char *nearest = text_nearest(name, names, count);
    memory_release(names);
    if (nearest)
        return failure_set(failure, "unknown option --%s; did you mean --%s?", name, nearest);
    return failure_set(failure, "unknown option --%s (see --help)", name);
}

static bool takes_value(const struct option *option)
{
    return option->kind != OPTION_SWITCH && option->kind != OPTION_OFF;
}

bool option_within(int64_t value, double low, double high)
{
    bool above = low < -0x1p63 || (low < 0x1p63 && value >= (int64_t)ceil(low));
    bool below = high >= 0x1p63 || (high >= -0x1p63 && value <= (int64_t)floor(high));
    return above && below;
}

static bool has_bounds(const struct option *option)
{
    return option->low != 0 || option->high != 0;
}

static bool store(const struct option *option, const char *text, struct failure *failure)
{
    int64_t integer;
    double number;
    struct option_list *list;
    if (text && text[0] == '\0' && (option->kind == OPTION_TEXT || option->kind == OPTION_LIST))
        return failure_set(failure, "--%s is empty: it needs a value (%s)", option->name, option->argument);
    switch (option->kind) {
    case OPTION_SWITCH:
        *(bool *)option->value = true;
        break;
    case OPTION_OFF:
        *(bool *)option->value = false;
        break;
    case OPTION_INTEGER:
        if (!text_parse_integer(text, &integer))
            return failure_set(failure, "--%s needs a whole number, not '%s'", option->name, text);
        if (has_bounds(option) && !option_within(integer, option->low, option->high))
            return failure_set(failure, "--%s must be between %.0f and %.0f, not %s", option->name, option->low,
                               option->high, text);
        *(int64_t *)option->value = integer;
        break;
    case OPTION_NUMBER:
        if (!text_parse_number(text, &number))
            return failure_set(failure, "--%s needs a number, not '%s'", option->name, text);
        if (has_bounds(option) && !(number >= option->low && number <= option->high))
            return failure_set(failure, "--%s must be between %g and %g, not %s", option->name, option->low,
                               option->high, text);
        *(double *)option->value = number;
        break;
    case OPTION_TEXT:
    case OPTION_ANY_TEXT:
        *(const char **)option->value = text;
        break;
    case OPTION_LIST:
        list = option->value;
        if (list->count == OPTION_LIST_LONGEST)
            return failure_set(failure, "--%s is given more than %d times", option->name, OPTION_LIST_LONGEST);
        list->items[list->count++] = text;
        break;
    }
    if (option->given)
        *option->given = true;
    return true;
}

bool options_parse(const struct option *table, size_t count, int argc, char *argv[], const char *positional[],
                   size_t positional_most, size_t *positional_count, struct failure *failure)
{
    size_t found = 0;
    bool ended = false;
    for (int i = 1; i < argc; i++) {
        const char *argument = argv[i];
        if (!ended && strcmp(argument, "--") == 0) {
            ended = true;
        } else if (!ended && strncmp(argument, "--", 2) == 0) {
            const char *name = argument + 2, *equals = strchr(name, '=');
            size_t length = equals ? (size_t)(equals - name) : strlen(name);
            const struct option *option = find(table, count, name, length);
            if (!option)
                return fail_unknown(table, count, name, failure);
            const char *text = equals ? equals + 1 : NULL;
            if (!takes_value(option) && text)
                return failure_set(failure, "--%s takes no value", option->name);
            if (takes_value(option) && !text) {
                if (i + 1 == argc)
                    return failure_set(failure, "--%s needs a value (%s)", option->name, option->argument);
                text = argv[++i];
            }
            if (!store(option, text, failure))
                return false;
        } else if (!ended && argument[0] == '-' && argument[1] != '\0') {
            return failure_set(failure, "unknown option %s; options begin with two dashes", argument);
        } else if (found == positional_most) {
            return failure_set(failure, "unexpected argument '%s'", argument);
        } else {
            positional[found++] = argument;
        }
    }
    if (positional_count)
        *positional_count = found;
    return true;
}

bool options_want_help(int argc, char *argv[])
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
            return true;
    }
    return false;
}

static void print_choices(const struct option *option)
{
    char rows[CHOICE_LINES] = "";
    if (option->choices)
        choice_describe(option->choices, "                               ", rows, sizeof rows);
    fputs(rows, stdout);
}

void options_print_help(const char *usage, const char *about, const struct option *table, size_t count)
{
    printf("usage: holdem %s\n\n%s\n", usage, about);
    if (count)
        printf("\noptions:\n");
    for (size_t i = 0; i < count; i++) {
        char left[64];
        snprintf(left, sizeof left, "--%s%s%s", table[i].name, takes_value(&table[i]) ? " " : "",
                 takes_value(&table[i]) ? table[i].argument : "");
        bool shown = table[i].initial && table[i].initial[0];
        printf("  %-26s %s%s%s%s\n", left, table[i].help, shown ? " (" : "", shown ? table[i].initial : "",
               shown ? ")" : "");
        print_choices(&table[i]);
    }
    printf("  %-26s %s\n", "--help", "this text");
}
