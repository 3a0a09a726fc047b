#include "base/choice.h"

#include "base/text.h"

#include <string.h>

enum { LIST_TEXT = 512 };

const struct choice *choice_find(choice_table table, const char *name)
{
    for (size_t i = 0; table[i]; i++) {
        if (text_equal_ignoring_case(table[i]->name, name))
            return table[i];
    }
    return NULL;
}

const struct choice *choice_named(choice_table table, const char *name)
{
    const struct choice *found = choice_find(table, name);
    return found && strcmp(found->name, name) == 0 ? found : NULL;
}

size_t choice_names(choice_table table, const char *names[CHOICES_MOST])
{
    size_t count = 0;
    for (; table[count] && count < CHOICES_MOST; count++)
        names[count] = table[count]->name;
    return count;
}

/* The place of the next row that passes the test, from `i` on; that of the end where none does. */
static size_t next(choice_table table, choice_test *test, const void *context, size_t i)
{
    while (table[i] && test && !test(table[i], context))
        i++;
    return i;
}

void choice_list(choice_table table, choice_test *test, const void *context, const char *last, char *text, size_t size)
{
    const char *between = "";
    for (size_t i = next(table, test, context, 0); table[i];) {
        size_t following = next(table, test, context, i + 1);
        text_append(text, size, "%s%s", between, table[i]->name);
        between = table[following] && table[next(table, test, context, following + 1)] ? ", " : last;
        i = following;
    }
}

void choice_describe(choice_table table, const char *margin, char *text, size_t size)
{
    int longest = 0;
    for (size_t i = 0; table[i]; i++) {
        int length = (int)strlen(table[i]->name);
        longest = length > longest ? length : longest;
    }
    for (size_t i = 0; table[i]; i++)
        text_append(text, size, "%s%-*s  %s\n", margin, longest, table[i]->name, table[i]->help);
}

const struct choice *choice_parse(choice_table table, const char *what, const char *name, struct failure *failure)
{
    const struct choice *found = choice_find(table, name);
    if (found)
        return found;
    const char *names[CHOICES_MOST];
    size_t count = choice_names(table, names);
    char list[LIST_TEXT] = "";
    choice_list(table, NULL, NULL, ", ", list, sizeof list);
    failure_set(failure, "%s must be one of %s, not '%.80s'%s", what, list, name,
                text_suggestion(name, names, count).text);
    return NULL;
}
