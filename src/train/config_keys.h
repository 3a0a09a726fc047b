/* The table of configuration keys, and scalar values by it. Main thread only; for the config_*.c files. */
#ifndef TRAIN_CONFIG_KEYS_H
#define TRAIN_CONFIG_KEYS_H

#include "train/config.h"

enum key_type {
    KEY_BOOLEAN, /* bool */
    KEY_INTEGER, /* int64_t */
    KEY_NUMBER,  /* double */
    KEY_SEED,    /* uint64_t */
    KEY_TEXT,    /* char[CONFIG_TEXT] */
    KEY_CHOICE,  /* a pointer to the row of a table (base/choice.h) */
    KEY_STEPS,   /* epsilon_schedule */
    KEY_ACTIONS, /* actions */
    KEY_IGNORED  /* a key or a section of existing files, without effect whatever it holds: `help` says why */
};

struct config_key {
    const char *name;
    enum key_type type;
    size_t offset;    /* in struct train_config */
    double low, high; /* of integers and numbers, inclusive */
    const struct choice *const
        *choices;         /* the values of KEY_CHOICE; of other keys names that may stand for one; NULL: none */
    const char *initial;  /* the default, as in a file */
    bool derived;         /* left open where it is not given, and null in files: `help` says what decides */
    const char *flag;     /* without the dashes; NULL: --set only */
    const char *argument; /* of the flag */
    const char *help;     /* `choices` are listed below it */
};

/* Where a value stands: a file and its line, or a flag (line 0). */
struct config_place {
    const char *name;
    int line;
};

extern const struct config_key config_keys[];
extern const size_t config_keys_count;

/* SIZE_MAX when there is no such key. */
size_t config_key_find(const char *name);

/* True when `key` came from the file or the command line. */
bool config_key_given(const struct train_config *config, const char *name);

/* The place of a key's value, for a failure. */
struct config_place config_key_place(const struct train_config *config, const char *name);

/* Stores a scalar. `quoted`: it stood in quotes, so that it can only be a text. */
bool config_key_parse(struct train_config *config, size_t key, const char *text, bool quoted, struct config_place place,
                      struct failure *failure);

/* Appends the value as a YAML scalar. Types without a scalar form are left to config_lists.h. */
void config_key_format(const struct train_config *config, size_t key, char *out, size_t size);

/* Appends the shortest text that reads back as the same number. */
void config_append_number(char *out, size_t size, double value);

/* Double-quoted, so that no character means anything to YAML. */
void config_append_text(char *out, size_t size, const char *text);

/* Puts the place in front of the reason; always false. */
bool config_fail(struct config_place place, struct failure *failure);

#endif
