/* Ctrl-C, termination and the terminal that goes away: the first sets a flag. A second Ctrl-C or termination ends the
 * program at once with status 130; hang-ups never do, because one is often told twice, by the shell and by the system. */
#ifndef PLATFORM_INTERRUPT_H
#define PLATFORM_INTERRUPT_H

#include <stdbool.h>

/* From now on SIGINT, SIGTERM and, where there is one, SIGHUP are requests; forgets earlier ones. A SIGHUP that is ignored
 * already (nohup) stays ignored. Main thread. */
void interrupt_watch(void);

/* From now on a write to a pipe that nobody reads any more fails, where it would end the program: for a program whose work
 * is worth more than what it prints. Main thread. */
void interrupt_ignore_pipes(void);

/* From now on a request, or one that has come already, ends the program at once with this status: for work that may take
 * long and of which nothing has to be kept. interrupt_end_in_turn goes back to the flag. Main thread. */
void interrupt_end_at_once(int status);
void interrupt_end_in_turn(void);

/* Any thread; costs a load. */
bool interrupt_requested(void);

#endif
