#ifndef _WIN32
#define _GNU_SOURCE
#endif
#include "platform/usage.h"

#include "platform/clock.h"

#if defined(__linux__)

#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

void usage_of_thread(struct thread_usage *usage)
{
    struct rusage now;
    getrusage(RUSAGE_THREAD, &now);
    *usage = (struct thread_usage){clock_thread_cpu_seconds(), (uint64_t)now.ru_nvcsw, (uint64_t)now.ru_nivcsw};
}

uint64_t usage_resident_bytes(void)
{
    unsigned long long total, resident = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (!file)
        return 0;
    if (fscanf(file, "%llu %llu", &total, &resident) != 2)
        resident = 0;
    fclose(file);
    return resident * (uint64_t)sysconf(_SC_PAGESIZE);
}

#else

void usage_of_thread(struct thread_usage *usage)
{
    *usage = (struct thread_usage){clock_thread_cpu_seconds(), 0, 0};
}

#if defined(__APPLE__)

#include <mach/mach.h>

uint64_t usage_resident_bytes(void)
{
    struct mach_task_basic_info info;
    mach_msg_type_number_t count = MACH_TASK_BASIC_INFO_COUNT;
    if (task_info(mach_task_self(), MACH_TASK_BASIC_INFO, (task_info_t)&info, &count) != KERN_SUCCESS)
        return 0;
    return info.resident_size;
}

#elif defined(_WIN32)

#include <windows.h>

#include <psapi.h>

uint64_t usage_resident_bytes(void)
{
    PROCESS_MEMORY_COUNTERS counters;
    return GetProcessMemoryInfo(GetCurrentProcess(), &counters, sizeof counters) ? counters.WorkingSetSize : 0;
}

#else

uint64_t usage_resident_bytes(void)
{
    return 0;
}

#endif
#endif
