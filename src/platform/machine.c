#ifndef _WIN32
#define _GNU_SOURCE
#endif
#include "platform/machine.h"

#if defined(__linux__)

#include "platform/control_group.h"
#include "platform/thread.h"

#include <math.h>
#include <sched.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <unistd.h>

double machine_processor_seconds(void)
{
    cpu_set_t set;
    unsigned count = 0;
    if (sched_getaffinity(0, sizeof set, &set) == 0)
        count = (unsigned)CPU_COUNT(&set);
    if (count == 0)
        count = (unsigned)sysconf(_SC_NPROCESSORS_ONLN);
    double quota = control_group_processors("");
    if (quota > 0 && quota < count)
        return quota;
    return count > 0 ? count : 1;
}

unsigned machine_processors(void)
{
    return (unsigned)ceil(machine_processor_seconds());
}

unsigned machine_performance_processors(void)
{
    return machine_processors();
}

uint64_t machine_memory_bytes(void)
{
    uint64_t bytes = (uint64_t)sysconf(_SC_PHYS_PAGES) * (uint64_t)sysconf(_SC_PAGESIZE);
    uint64_t limit = control_group_memory("").limit_bytes;
    return limit < bytes ? limit : bytes;
}

uint64_t machine_memory_available_bytes(void)
{
    unsigned long long kilobytes = 0;
    char line[256];
    FILE *file = fopen("/proc/meminfo", "r");
    while (file && fgets(line, sizeof line, file) && sscanf(line, "MemAvailable: %llu kB", &kilobytes) != 1)
        continue;
    if (file)
        fclose(file);
    uint64_t available = kilobytes > 0 ? kilobytes * 1024 : machine_memory_bytes();
    uint64_t left = control_group_memory("").available_bytes;
    return left < available ? left : available;
}

static uint64_t left_of(rlim_t limit, uint64_t used)
{
    return limit == RLIM_INFINITY ? UINT64_MAX : limit > used ? limit - used : 0;
}

/* Pages: all addresses, and those of data and stacks. */
uint64_t machine_addresses_left_bytes(void)
{
    unsigned long long all = 0, data = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file && fscanf(file, "%llu %*u %*u %*u %*u %llu", &all, &data) != 2)
        all = data = 0;
    if (file)
        fclose(file);
    uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);
    struct rlimit limit = {RLIM_INFINITY, RLIM_INFINITY}, of_data = limit;
    getrlimit(RLIMIT_AS, &limit);
    getrlimit(RLIMIT_DATA, &of_data);
    uint64_t left = left_of(limit.rlim_cur, all * page), data_left = left_of(of_data.rlim_cur, data * page);
    return left < data_left ? left : data_left;
}

const char *machine_system(void)
{
    return "Linux";
}

static struct utsname names;

static void ask_for_names(void)
{
    if (uname(&names) != 0)
        snprintf(names.machine, sizeof names.machine, "unknown");
}

const char *machine_architecture(void)
{
    static struct once asked = ONCE_INIT;
    once_run(&asked, ask_for_names);
    return names.machine;
}

bool machine_is_apple_silicon(void)
{
    return false;
}

#elif defined(__APPLE__)

#include <mach/mach.h>
#include <string.h>
#include <sys/sysctl.h>

static bool read_sysctl(const char *name, uint64_t *value)
{
    uint32_t small = 0;
    size_t size = sizeof *value;
    *value = 0;
    if (sysctlbyname(name, value, &size, NULL, 0) != 0)
        return false;
    if (size == sizeof small) {
        memcpy(&small, value, sizeof small);
        *value = small;
    }
    return true;
}

unsigned machine_processors(void)
{
    uint64_t count;
    return read_sysctl("hw.logicalcpu", &count) && count > 0 ? (unsigned)count : 1;
}

double machine_processor_seconds(void)
{
    return machine_processors();
}

unsigned machine_performance_processors(void)
{
    uint64_t count;
    return read_sysctl("hw.perflevel0.logicalcpu", &count) && count > 0 ? (unsigned)count : machine_processors();
}

uint64_t machine_memory_bytes(void)
{
    uint64_t bytes;
    return read_sysctl("hw.memsize", &bytes) ? bytes : 0;
}

uint64_t machine_memory_available_bytes(void)
{
    vm_statistics64_data_t pages;
    mach_msg_type_number_t count = HOST_VM_INFO64_COUNT;
    vm_size_t page_bytes;
    if (host_page_size(mach_host_self(), &page_bytes) != KERN_SUCCESS ||
        host_statistics64(mach_host_self(), HOST_VM_INFO64, (host_info64_t)&pages, &count) != KERN_SUCCESS)
        return machine_memory_bytes();
    return ((uint64_t)pages.free_count + pages.inactive_count + pages.purgeable_count) * page_bytes;
}

uint64_t machine_addresses_left_bytes(void)
{
    return UINT64_MAX;
}

const char *machine_system(void)
{
    return "Darwin";
}

/* A translated x86-64 program is told about an x86-64 machine; these keys tell the truth. */
bool machine_is_apple_silicon(void)
{
    uint64_t arm, translated;
    return (read_sysctl("hw.optional.arm64", &arm) && arm == 1) ||
           (read_sysctl("sysctl.proc_translated", &translated) && translated == 1);
}

const char *machine_architecture(void)
{
    return machine_is_apple_silicon() ? "arm64" : "x86_64";
}

#elif defined(_WIN32)

#include <windows.h>

unsigned machine_processors(void)
{
    DWORD count = GetActiveProcessorCount(ALL_PROCESSOR_GROUPS);
    return count > 0 ? (unsigned)count : 1;
}

double machine_processor_seconds(void)
{
    return machine_processors();
}

unsigned machine_performance_processors(void)
{
    return machine_processors();
}

static MEMORYSTATUSEX memory_status(void)
{
    MEMORYSTATUSEX status = {.dwLength = sizeof status};
    GlobalMemoryStatusEx(&status);
    return status;
}

uint64_t machine_memory_bytes(void)
{
    return memory_status().ullTotalPhys;
}

uint64_t machine_memory_available_bytes(void)
{
    return memory_status().ullAvailPhys;
}

uint64_t machine_addresses_left_bytes(void)
{
    return UINT64_MAX;
}

const char *machine_system(void)
{
    return "Windows";
}

const char *machine_architecture(void)
{
    SYSTEM_INFO info;
    GetNativeSystemInfo(&info);
    return info.wProcessorArchitecture == PROCESSOR_ARCHITECTURE_ARM64 ? "arm64" : "x86_64";
}

bool machine_is_apple_silicon(void)
{
    return false;
}

#endif
