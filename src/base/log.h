/* The log: one line a message, to the terminal and, once there is a logdir, to a file as well; what comes from outside
 * cannot break the line (text_print_line).
 *
 * INFO and DEBUG go to standard output, WARNING and ERROR to standard error. Only the main thread (the coordinator)
 * writes: workers speak through their reports. A progress line is a line of its own on the terminal that the next
 * message replaces; it never reaches the file. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/failure.h"

#include <stdbool.h>
#include <stdio.h>

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARNING, LOG_ERROR };

/* Sets the lowest level that is written; INFO before the first call. */
void log_set_level(enum log_level level);

/* Where INFO, DEBUG and the progress line go; standard output before the first call. Borrowed. */
void log_set_output(FILE *output);

/* A second place for every message, or NULL for none. Borrowed: the caller closes it after log_set_file(NULL). */
void log_set_file(FILE *file);
/* From now on messages are kept for the file that will be set: they are written to it first, in order. NULL drops
 * them. */
void log_keep_for_file(void);
/* The file was removed while it was written to: from now on messages go to a new one at `path`, if it can be opened. */
void log_move_file(const char *path);

/* errno of the first message that the output did not take, and why the file lacks messages at present: what a
 * full disk does not take is kept and comes later. 0: nothing is lacking. */
int log_output_error(void);
int log_file_error(void);

void log_message(enum log_level level, const char *format, ...) PRINTF_LIKE(2, 3);

/* Shows a progress line, whatever the level, when standard output is a terminal (`enabled` by the caller). */
void log_set_progress(bool enabled);
bool log_shows_progress(void);
void log_progress(const char *format, ...) PRINTF_LIKE(1, 2);
/* Takes the line away: before anything else is printed. Messages do so themselves. */
void log_clear_progress(void);

#define log_debug(...)   log_message(LOG_DEBUG, __VA_ARGS__)
#define log_info(...)    log_message(LOG_INFO, __VA_ARGS__)
#define log_warning(...) log_message(LOG_WARNING, __VA_ARGS__)
#define log_error(...)   log_message(LOG_ERROR, __VA_ARGS__)

#endif
