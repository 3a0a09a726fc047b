/* A log: one line a message, to the terminal and, once there is a logdir, to a file as well; what comes from outside
 * cannot break the line (text_print_line).
 *
 * INFO and DEBUG go to standard output, WARNING and ERROR to standard error. Each piece of work has a log of its own
 * (platform/run_context.h), and one thread writes to it, the one that runs the work (the coordinator): workers speak
 * through their reports. A progress line is a line of its own on the terminal that the next message replaces; it never
 * reaches the file. NULL in the place of a log is one that says nothing.
 *
 * Life: log_init, messages, log_release. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/failure.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARNING, LOG_ERROR };

struct log {
    enum log_level lowest; /* that is written */
    FILE *output;          /* borrowed: of INFO and DEBUG, and of the progress line */
    FILE *errors;          /* borrowed: of WARNING and ERROR, and of signs of life */
    FILE *file;            /* borrowed; NULL: none */
    FILE *moved_file;      /* owned; NULL: the file is where it was set */
    bool shows_progress, progress_is_shown;
    bool keeps_for_file;
    int output_error, file_error; /* errno of what was not taken */
    /* What the file has not taken yet: it is not set yet, or its disk is full. */
    char *kept; /* owned; NULL: nothing yet */
    size_t kept_length;
    int lost_error; /* why messages are lost that are more than can be kept; 0: none is */
};

/* Of standard output and standard error, at INFO, without a file and without progress. */
void log_init(struct log *log);
void log_release(struct log *log);

/* Sets the lowest level that is written. */
void log_set_level(struct log *log, enum log_level level);

/* Where INFO, DEBUG and the progress line go: to standard error when standard output is for results. */
void log_set_output(struct log *log, FILE *output);

/* A second place for every message, or NULL for none. Borrowed: the caller closes it after log_set_file(log, NULL). */
void log_set_file(struct log *log, FILE *file);
/* From now on messages are kept for the file that will be set: they are written to it first, in order. NULL drops
 * them. */
void log_keep_for_file(struct log *log);
/* The file was removed while it was written to: from now on messages go to a new one at `path`, if it can be opened. */
void log_move_file(struct log *log, const char *path);

/* errno of the first message that the output did not take, and why the file lacks messages at present: what a full disk
 * does not take is kept and comes later. 0: nothing is lacking. */
int log_output_error(const struct log *log);
int log_file_error(const struct log *log);

void log_message(struct log *log, enum log_level level, const char *format, ...) PRINTF_LIKE(3, 4);

/* A sign of life, to standard error and nowhere else, so that results and logs stay what they are; unless only errors are
 * wanted. */
void log_sign(struct log *log, const char *format, ...) PRINTF_LIKE(2, 3);

/* Shows a progress line, whatever the level, when the output is a terminal (`enabled` by the caller). */
void log_set_progress(struct log *log, bool enabled);
bool log_shows_progress(const struct log *log);
void log_progress(struct log *log, const char *format, ...) PRINTF_LIKE(2, 3);
/* Takes the line away: before anything else is printed. Messages do so themselves. */
void log_clear_progress(struct log *log);

#define log_debug(log, ...)   log_message(log, LOG_DEBUG, __VA_ARGS__)
#define log_info(log, ...)    log_message(log, LOG_INFO, __VA_ARGS__)
#define log_warning(log, ...) log_message(log, LOG_WARNING, __VA_ARGS__)
#define log_error(log, ...)   log_message(log, LOG_ERROR, __VA_ARGS__)

#endif
