/* Names of what lies in a folder, for messages that lead on: which runs, which files there are. Any thread may call. */
#ifndef PLATFORM_FOLDER_NAMES_H
#define PLATFORM_FOLDER_NAMES_H

#include <stdbool.h>
#include <stddef.h>

struct folder_names {
    size_t count;
    char **name; /* owned; in natural order: "run 9" before "run 10" */
};

/* Those entries that `wanted` lets through, asked with the entry's path; none when the folder cannot be read. */
void folder_names_list(const char *folder, bool (*wanted)(const char *path), struct folder_names *names);
void folder_names_release(struct folder_names *names);

/* Appends "a, b, c and 4 more". */
void folder_names_say(const struct folder_names *names, char *text, size_t size);

#endif
