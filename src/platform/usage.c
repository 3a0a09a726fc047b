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

uint64_t usage_switches(void)
{
    struct rusage now;
    getrusage(RUSAGE_SELF, &now);
    return (uint64_t)now.ru_nvcsw + (uint64_t)now.ru_nivcsw;
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

void usage_of_memory(struct memory_usage *usage)
{
    const struct {
        const char *key;
        uint64_t *bytes;
    } rows[] = {{"RssAnon: %llu kB", &usage->own_bytes},
                {"RssFile: %llu kB", &usage->mapped_bytes},
                {"VmHWM: %llu kB", &usage->peak_bytes}};
    char line[256];
    *usage = (struct memory_usage){0};
    FILE *file = fopen("/proc/self/status", "r");
    while (file && fgets(line, sizeof line, file)) {
        unsigned long long kilobytes;
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
            if (sscanf(line, rows[i].key, &kilobytes) == 1)
                *rows[i].bytes = kilobytes * 1024;
        }
    }
    if (file)
        fclose(file);
}

#else

void usage_of_thread(struct thread_usage *usage)
{
    *usage = (struct thread_usage){clock_thread_cpu_seconds(), 0, 0};
}

#if defined(__APPLE__)

/* Not mach/mach.h, which has a clock_sleep of its own. */
#include <mach/mach_init.h>
#include <mach/task.h>

/* What `top` shows as CSW. */
uint64_t usage_switches(void)
{
    struct task_events_info info;
    mach_msg_type_number_t count = TASK_EVENTS_INFO_COUNT;
    if (task_info(mach_task_self(), TASK_EVENTS_INFO, (task_info_t)&info, &count) != KERN_SUCCESS)
        return 0;
    return (uint64_t)(uint32_t)info.csw;
}

uint64_t usage_resident_bytes(void)
{
    struct mach_task_basic_info info;
    mach_msg_type_number_t count = MACH_TASK_BASIC_INFO_COUNT;
    if (task_info(mach_task_self(), MACH_TASK_BASIC_INFO, (task_info_t)&info, &count) != KERN_SUCCESS)
        return 0;
    return info.resident_size;
}

void usage_of_memory(struct memory_usage *usage)
{
    struct mach_task_basic_info info;
    mach_msg_type_number_t count = MACH_TASK_BASIC_INFO_COUNT;
    *usage = (struct memory_usage){0};
    if (task_info(mach_task_self(), MACH_TASK_BASIC_INFO, (task_info_t)&info, &count) == KERN_SUCCESS)
        *usage = (struct memory_usage){.own_bytes = info.resident_size, .peak_bytes = info.resident_size_max};
}

#elif defined(_WIN32)

#include <windows.h>

#include <psapi.h>

uint64_t usage_switches(void)
{
    return 0;
}

uint64_t usage_resident_bytes(void)
{
    PROCESS_MEMORY_COUNTERS counters;
    return GetProcessMemoryInfo(GetCurrentProcess(), &counters, sizeof counters) ? counters.WorkingSetSize : 0;
}

void usage_of_memory(struct memory_usage *usage)
{
    PROCESS_MEMORY_COUNTERS counters;
    *usage = (struct memory_usage){0};
    if (GetProcessMemoryInfo(GetCurrentProcess(), &counters, sizeof counters))
        *usage = (struct memory_usage){.own_bytes = counters.WorkingSetSize, .peak_bytes = counters.PeakWorkingSetSize};
}

#else

uint64_t usage_switches(void)
{
    return 0;
}

uint64_t usage_resident_bytes(void)
{
    return 0;
}

void usage_of_memory(struct memory_usage *usage)
{
    *usage = (struct memory_usage){0};
}

#endif
#endif
