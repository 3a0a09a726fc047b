#include "platform/profile.h"

#include "base/text.h"
#include "platform/machine.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct platform_profile profiles[] = {
    {"apple-silicon", "Darwin", "arm64", "Apple Silicon optimizations ENABLED", true, true, 100, 50, 500},
    {"macos-intel", "Darwin", "x86_64", "macOS Intel optimizations", false, true, 50, 20, 200},
    {"linux", "Linux", "x86_64", "Default optimizations for Linux/Windows", false, false, 10, 10, 100},
    {"linux-arm64", "Linux", "aarch64", "Default optimizations for Linux/Windows", false, false, 10, 10, 100},
    {"windows", "Windows", "x86_64", "Default optimizations for Linux/Windows", false, false, 10, 10, 100},
};

enum { PROFILES = sizeof profiles / sizeof *profiles };

size_t profile_count(void)
{
    return PROFILES;
}

const struct platform_profile *profile_at(size_t index)
{
    return &profiles[index];
}

static const struct platform_profile *find(const char *name)
{
    for (size_t i = 0; i < PROFILES; i++) {
        if (strcmp(profiles[i].name, name) == 0)
            return &profiles[i];
    }
    return NULL;
}

const struct platform_profile *profile_detected(void)
{
    if (machine_is_apple_silicon())
        return find("apple-silicon");
    if (strcmp(machine_system(), "Darwin") == 0)
        return find("macos-intel");
    if (strcmp(machine_system(), "Windows") == 0)
        return find("windows");
    return find(strcmp(machine_architecture(), "aarch64") == 0 ? "linux-arm64" : "linux");
}

const struct platform_profile *profile_named(const char *name, struct failure *failure)
{
    const struct platform_profile *found = find(name);
    if (found)
        return found;
    const char *names[PROFILES];
    char known[256] = "";
    for (size_t i = 0; i < PROFILES; i++) {
        names[i] = profiles[i].name;
        text_append(known, sizeof known, "%s%s", i ? ", " : "", names[i]);
    }
    failure_set(failure, "unknown platform '%s'%s (known: %s)", name, text_suggestion(name, names, PROFILES).text,
                known);
    return NULL;
}

static void say_line(void (*say)(const char *line), const char *format, ...) PRINTF_LIKE(2, 3);

static void say_line(void (*say)(const char *line), const char *format, ...)
{
    char line[256];
    va_list arguments;
    va_start(arguments, format);
    text_print_line(line, sizeof line, format, arguments);
    va_end(arguments);
    say(line);
}

static void say_bounds(const struct platform_profile *profile, void (*say)(const char *line))
{
    say_line(say, "  QUEUE_GET_TIMEOUT_MIN: %gs", profile->min_ms / 1000);
    say_line(say, "  QUEUE_GET_TIMEOUT_MAX: %gs", profile->max_ms / 1000);
}

void profile_say(const struct platform_profile *profile, bool assumed, void (*say)(const char *line))
{
    say_line(say, "Platform: %s", assumed ? profile->system : machine_system());
    say_line(say, "Machine: %s", assumed ? profile->architecture : machine_architecture());
    say_line(say, "is_apple_silicon(): %s", profile->is_apple_silicon ? "True" : "False");
    say("");
    say("Queue Configuration:");
    say_line(say, "  QUEUE_GET_TIMEOUT_SECONDS: %gs", profile->base_ms / 1000);
    if (profile->bounds_in_block)
        say_bounds(profile, say);
    say("");
    say_line(say, "\xe2\x9c\x93 %s", profile->summary);
    say("");
    if (!profile->bounds_in_block)
        say_bounds(profile, say);
    if (assumed)
        say_line(say, "Assumed: %s; this machine is %s %s", profile->name, machine_system(), machine_architecture());
}
