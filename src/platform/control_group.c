/* Version 2: one hierarchy, "0::/path" in /proc/self/cgroup, below /sys/fs/cgroup. Version 1: a hierarchy per
 * controller, "4:memory:/path", below /sys/fs/cgroup/memory. In a container the path may name folders that only the
 * host sees; those are skipped, and the root of the hierarchy is the container's own group. */
#include "platform/control_group.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_BYTES = 1024 };

typedef void look(const char *folder, bool second_version, void *result);

/* The text of a small file; false when there is none. */
static bool read_text(const char *folder, const char *name, char *text, size_t size)
{
    char path[PATH_BYTES + 64];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "r");
    if (!file)
        return false;
    text[fread(text, 1, size - 1, file)] = '\0';
    fclose(file);
    return true;
}

/* The number at the beginning of a text; false for "max" and "-1". */
static bool parse(const char *text, uint64_t *number)
{
    if (text[0] < '0' || text[0] > '9')
        return false;
    *number = strtoull(text, NULL, 10);
    return true;
}

static bool read_number(const char *folder, const char *name, uint64_t *number)
{
    char text[64];
    return read_text(folder, name, text, sizeof text) && parse(text, number);
}

/* The number behind a key at the beginning of a line; 0 when it is not there. */
static uint64_t read_keyed(const char *folder, const char *name, const char *key)
{
    char text[8192];
    uint64_t number = 0;
    if (!read_text(folder, name, text, sizeof text))
        return 0;
    for (const char *line = text; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncmp(line, key, strlen(key)) == 0 && parse(line + strlen(key), &number))
            return number;
    }
    return 0;
}

/* Looks at a group's folder and at all above it, down to the mount of its hierarchy. */
static void climb(const char *mount, const char *group, bool second_version, look *visit, void *result)
{
    char folder[PATH_BYTES];
    snprintf(folder, sizeof folder, "%s%s", mount, group);
    while (strlen(folder) > strlen(mount)) {
        visit(folder, second_version, result);
        *strrchr(folder, '/') = '\0';
    }
    visit(mount, second_version, result);
}

static bool holds_word(const char *list, const char *word)
{
    size_t length = strlen(word);
    for (; list; list = strchr(list, ',')) {
        list += *list == ',';
        if (strncmp(list, word, length) == 0 && (list[length] == ',' || list[length] == '\0'))
            return true;
    }
    return false;
}

static void look_everywhere(const char *root, const char *controller, look *visit, void *result)
{
    char path[PATH_BYTES], line[PATH_BYTES], mount[PATH_BYTES];
    snprintf(path, sizeof path, "%s/proc/self/cgroup", root);
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = '\0';
        char *controllers = strchr(line, ':'), *group = controllers ? strchr(controllers + 1, ':') : NULL;
        if (!group)
            continue;
        *group++ = '\0';
        bool second_version = controllers[1] == '\0';
        if (!second_version && !holds_word(controllers + 1, controller))
            continue;
        snprintf(mount, sizeof mount, "%s/sys/fs/cgroup%s%s", root, second_version ? "" : "/",
                 second_version ? "" : controller);
        climb(mount, strcmp(group, "/") == 0 ? "" : group, second_version, visit, result);
    }
    if (file)
        fclose(file);
}

static void look_at_processors(const char *folder, bool second_version, void *result)
{
    double *least = result;
    uint64_t quota, period;
    char text[64];
    if (second_version) {
        if (!read_text(folder, "cpu.max", text, sizeof text) || !parse(text, &quota) || !strchr(text, ' ') ||
            !parse(strchr(text, ' ') + 1, &period))
            return;
    } else if (!read_number(folder, "cpu.cfs_quota_us", &quota) || !read_number(folder, "cpu.cfs_period_us", &period)) {
        return;
    }
    double processors = period > 0 ? (double)quota / (double)period : 0;
    if (processors > 0 && (*least <= 0 || processors < *least))
        *least = processors;
}

double control_group_processors(const char *root)
{
    double least = 0;
    look_everywhere(root, "cpu", look_at_processors, &least);
    return least;
}

static void look_at_memory(const char *folder, bool second_version, void *result)
{
    struct control_group_memory *least = result;
    uint64_t limit, used, cache;
    if (!read_number(folder, second_version ? "memory.max" : "memory.limit_in_bytes", &limit))
        return;
    if (!read_number(folder, second_version ? "memory.current" : "memory.usage_in_bytes", &used))
        used = 0;
    cache = read_keyed(folder, "memory.stat", second_version ? "inactive_file " : "total_inactive_file ");
    used -= cache < used ? cache : used;
    uint64_t available = limit > used ? limit - used : 0;
    if (limit < least->limit_bytes)
        least->limit_bytes = limit;
    if (available < least->available_bytes)
        least->available_bytes = available;
}

struct control_group_memory control_group_memory(const char *root)
{
    struct control_group_memory least = {UINT64_MAX, UINT64_MAX};
    look_everywhere(root, "memory", look_at_memory, &least);
    return least;
}
