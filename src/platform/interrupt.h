/* Ctrl-C and termination: the first request sets a flag, a second one ends the program at once with status
 * 130. */
#ifndef PLATFORM_INTERRUPT_H
#define PLATFORM_INTERRUPT_H

#include <stdbool.h>

/* From now on SIGINT and SIGTERM are requests; forgets earlier ones. Main thread. */
void interrupt_watch(void);

/* Any thread; costs a load. */
bool interrupt_requested(void);

#endif
