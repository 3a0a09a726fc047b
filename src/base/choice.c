#include "base/choice.h"

#include "base/text.h"

enum { LIST_TEXT = 512, ROWS = 64 };

const struct choice *choice_find(choice_table table, const char *name)
{
    for (size_t i = 0; table[i]; i++) {
        if (text_equal_ignoring_case(table[i]->name, name))
            return table[i];
    }
    return NULL;
}

void choice_list(choice_table table, choice_test *test, const void *context, char *text, size_t size)
{
    const char *between = "";
    for (size_t i = 0; table[i]; i++) {
        if (test && !test(table[i], context))
            continue;
        text_append(text, size, "%s%s", between, table[i]->name);
        between = ", ";
    }
}

const struct choice *choice_parse(choice_table table, const char *what, const char *name, struct failure *failure)
{
    const struct choice *found = choice_find(table, name);
    if (found)
        return found;
    const char *names[ROWS];
    size_t count = 0;
    for (; table[count] && count < ROWS; count++)
        names[count] = table[count]->name;
    char list[LIST_TEXT] = "";
    choice_list(table, NULL, NULL, list, sizeof list);
    failure_set(failure, "%s must be one of %s, not '%.80s'%s", what, list, name,
                text_suggestion(name, names, count).text);
    return NULL;
}
