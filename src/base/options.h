/* Command-line options, declared once in a table: parsing, checking and --help all come from it.
 *
 * Long options only (--name VALUE or --name=VALUE; a switch takes no value). The table and the places it points to
 * belong to the caller; the main thread calls once. */
#ifndef BASE_OPTIONS_H
#define BASE_OPTIONS_H

#include "base/choice.h"
#include "base/failure.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum option_kind {
    OPTION_SWITCH,   /* bool: set to true */
    OPTION_OFF,      /* bool: set to false (--no-...) */
    OPTION_INTEGER,  /* int64_t within [low, high] */
    OPTION_NUMBER,   /* double within [low, high] */
    OPTION_TEXT,     /* const char *, borrowed from argv; an empty one is refused */
    OPTION_ANY_TEXT, /* the same where an empty one means something */
    OPTION_LIST      /* struct option_list: may be given several times */
};

enum { OPTION_LIST_LONGEST = 64 };

struct option_list {
    size_t count;
    const char *items[OPTION_LIST_LONGEST];
};

struct option {
    const char *name; /* without the dashes */
    enum option_kind kind;
    void *value;          /* borrowed: where the value goes, of the kind's type */
    bool *given;          /* borrowed, may be NULL: set to true when the option is there */
    const char *argument; /* what --help calls the value, e.g. "N" or "FILE" */
    const char *help;     /* one line, with unit */
    double low, high;     /* bounds of INTEGER and NUMBER, both inclusive; 0, 0: no bounds */
    const char *initial;  /* the default as --help shows it; NULL: the help line says it, or there is none */
    const struct choice *const *choices; /* names that the value may be, listed below the help line; NULL: none */
};

/* Parses argv[1..argc-1]. Arguments that are no options are collected in `positional` (up to `positional_most`). A
 * failure names the option and, for an unknown one, the nearest known name. `--` ends the options. */
bool options_parse(const struct option *table, size_t count, int argc, char *argv[], const char *positional[],
                   size_t positional_most, size_t *positional_count, struct failure *failure);

/* True when `value` lies within [low, high]. Exact, where a comparison of doubles takes 2^53 + 1 for 2^53. */
bool option_within(int64_t value, double low, double high);

/* True when --help or -h stands among the arguments. */
bool options_want_help(int argc, char *argv[]);

/* Prints "usage: holdem USAGE", the text `about` and an aligned line per option to standard output. */
void options_print_help(const char *usage, const char *about, const struct option *table, size_t count);

#endif
