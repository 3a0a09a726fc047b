/* Clocks, in seconds. Any thread may call; none of them fails. */
#ifndef PLATFORM_CLOCK_H
#define PLATFORM_CLOCK_H

/* Monotonic; only differences mean something. The clock of every wait and every rate. */
double clock_seconds(void);

/* Processor time of all threads of this process, and of the calling thread. */
double clock_process_cpu_seconds(void);
double clock_thread_cpu_seconds(void);

/* Since 1970-01-01 UTC, for event files. May jump. */
double clock_wall_seconds(void);

/* Waits without using the processor; a signal ends the wait early. */
void clock_sleep(double seconds);

#endif
