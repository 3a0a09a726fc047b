/* Failures that come from the outside world: arguments, files, the machine.
 *
 * A function that can fail returns false and fills the caller's `struct failure` with one line that names the
 * place and the reason ("configs/x.yaml:12: unknown key 'itters'"). What comes from outside cannot break the line
 * (text_print_line). Callers may put context in front of it; only app/ prints and exits. A bug is an assert, not a
 * failure. Any thread may call; the struct belongs to one. */
#ifndef BASE_FAILURE_H
#define BASE_FAILURE_H

#include <stdbool.h>

#if defined(__GNUC__)
#define PRINTF_LIKE(format_index, first_argument) __attribute__((format(printf, format_index, first_argument)))
#else
#define PRINTF_LIKE(format_index, first_argument)
#endif

struct failure {
    char text[1024];
    int error; /* errno of the system call that failed; 0: it was something else */
};

/* Writes the reason; always returns false, so that `return failure_set(...)` reads well. A NULL failure is allowed:
 * the caller is not interested in the reason. */
bool failure_set(struct failure *failure, const char *format, ...) PRINTF_LIKE(2, 3);

/* The same for what the system refused: ": WORDS" of `error` (errno) follow, and the failure keeps it. */
bool failure_system(struct failure *failure, int error, const char *format, ...) PRINTF_LIKE(3, 4);

/* Appends what leads on from the reason ("; did you mean ..."); always returns false. */
bool failure_add(struct failure *failure, const char *format, ...) PRINTF_LIKE(2, 3);

/* Puts "CONTEXT: " in front of the reason; always returns false. */
bool failure_context(struct failure *failure, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
