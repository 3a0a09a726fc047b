/* Ctrl-C, termination, the terminal that goes away, processor time that is used up, and what else asks a program to
 * end: the first is a request (base/cancellation.h). A second Ctrl-C or termination ends the program at once with status 130; the others
 * never do, because they are often told more than once. */
#ifndef PLATFORM_INTERRUPT_H
#define PLATFORM_INTERRUPT_H

#include "base/cancellation.h"

/* From now on SIGINT, SIGTERM and, where there are any, SIGHUP, SIGXCPU, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF
 * and SIGPWR raise this request, which is borrowed until another takes its place (NULL: none). Those from SIGHUP on that are
 * ignored already (nohup) stay ignored. A limit of processor time warns before it kills. Main thread. */
void interrupt_watch(struct cancellation *cancellation);

/* From now on a write to a pipe that nobody reads any more fails, where it would end the program: for a program whose work
 * is worth more than what it prints. Main thread. */
void interrupt_ignore_pipes(void);

/* From now on a request, or one that has come already, ends the program at once with this status: for work that may
 * take long and of which nothing has to be kept. interrupt_end_in_turn goes back to requests. Main thread. */
void interrupt_end_at_once(int status);
void interrupt_end_in_turn(void);

/* From now on a write beyond the limit on file sizes (ulimit -f) fails, where it would end the program. Main thread,
 * first of all. */
void interrupt_ignore_limits(void);

#endif
