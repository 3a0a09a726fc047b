/* Choices by name: samplers, schedules, menus, agents and whatever else a user picks from a list.
 *
 * A list is declared once, as a table of rows. Every row begins with a struct choice, so that this module finds a row by
 * its name and writes the list for help and messages; what a row does is the business of who declares it. The order of
 * the rows is the order in which they are listed and means nothing else. Tables are const; any thread may call. */
#ifndef BASE_CHOICE_H
#define BASE_CHOICE_H

#include "base/failure.h"

#include <stddef.h>

struct choice {
    const char *name;
    const char *help; /* what it is, for a line of help: no capital, no full stop */
};

/* A table: pointers to the rows' first members, NULL at the end. */
typedef const struct choice *const choice_table[];

/* The row of that name, whatever its case; NULL when there is none. */
const struct choice *choice_find(choice_table table, const char *name);

/* The row of exactly that name: for names that stand in files, or where the name of a file may stand instead. */
const struct choice *choice_named(choice_table table, const char *name);

/* Writes the names of the rows, at most CHOICES_MOST, and returns how many these are: for suggestions (base/text.h). */
enum { CHOICES_MOST = 64 };
size_t choice_names(choice_table table, const char *names[CHOICES_MOST]);

/* True of a row that is to be listed. */
typedef bool choice_test(const struct choice *row, const void *context);

/* Appends "external, outcome or full": the names of the rows that pass the test, of all without one, with `last`, " or ", before
 * the last of them. */
void choice_list(choice_table table, choice_test *test, const void *context, const char *last, char *text, size_t size);

/* Room for the lines of any table there is. */
enum { CHOICE_LINES = 4096 };

/* Appends a line "NAME  HELP" behind the margin for each row, the help in one column: for --help. */
void choice_describe(choice_table table, const char *margin, char *text, size_t size);

/* Like choice_find, but says what is wrong: "WHAT must be one of ..., not 'NAME'; did you mean ...?" */
const struct choice *choice_parse(choice_table table, const char *what, const char *name, struct failure *failure);

#endif
