#ifndef _WIN32
#define _GNU_SOURCE
#endif
#include "platform/clock.h"

#ifdef _WIN32

#include <windows.h>

static double file_time_seconds(FILETIME time)
{
    return 1e-7 * (double)((ULONGLONG)time.dwHighDateTime << 32 | time.dwLowDateTime);
}

double clock_seconds(void)
{
    LARGE_INTEGER count, frequency;
    QueryPerformanceCounter(&count);
    QueryPerformanceFrequency(&frequency);
    return (double)count.QuadPart / (double)frequency.QuadPart;
}

double clock_process_cpu_seconds(void)
{
    FILETIME created, ended, kernel, user;
    GetProcessTimes(GetCurrentProcess(), &created, &ended, &kernel, &user);
    return file_time_seconds(kernel) + file_time_seconds(user);
}

double clock_thread_cpu_seconds(void)
{
    FILETIME created, ended, kernel, user;
    GetThreadTimes(GetCurrentThread(), &created, &ended, &kernel, &user);
    return file_time_seconds(kernel) + file_time_seconds(user);
}

double clock_wall_seconds(void)
{
    const double unix_epoch = 11644473600.0; /* seconds from 1601 to 1970 */
    FILETIME now;
    GetSystemTimeAsFileTime(&now);
    return file_time_seconds(now) - unix_epoch;
}

void clock_sleep(double seconds)
{
    Sleep((DWORD)(1000 * seconds));
}

#else

#include <time.h>

static double read_clock(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

double clock_seconds(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

double clock_process_cpu_seconds(void)
{
    return read_clock(CLOCK_PROCESS_CPUTIME_ID);
}

double clock_thread_cpu_seconds(void)
{
    return read_clock(CLOCK_THREAD_CPUTIME_ID);
}

double clock_wall_seconds(void)
{
    return read_clock(CLOCK_REALTIME);
}

void clock_sleep(double seconds)
{
    time_t whole = (time_t)seconds;
    nanosleep(&(struct timespec){whole, (long)(1e9 * (seconds - (double)whole))}, NULL);
}

#endif
