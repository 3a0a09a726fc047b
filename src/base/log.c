#include "base/log.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static enum log_level lowest = LOG_INFO;
static FILE *log_file;
static bool progress_enabled;
static bool progress_shown;

static bool keeping;
static char *kept; /* owned; NULL: nothing yet */
static size_t kept_length;

static const char *const level_names[] = {"DEBUG", "INFO", "WARNING", "ERROR"};

void log_set_level(enum log_level level)
{
    lowest = level;
}

void log_set_file(FILE *file)
{
    if (file && kept) {
        fputs(kept, file);
        fflush(file);
    }
    memory_release(kept);
    kept = NULL;
    kept_length = 0;
    keeping = false;
    log_file = file;
}

void log_keep_for_file(void)
{
    keeping = true;
}

void log_set_progress(bool enabled)
{
    progress_enabled = enabled;
}

void log_clear_progress(void)
{
    if (progress_shown) {
        fputs("\r\033[K", stdout);
        fflush(stdout);
        progress_shown = false;
    }
}

static void write_line(FILE *out, const char *line)
{
    fputs(line, out);
    fflush(out);
}

static void keep_line(const char *line)
{
    size_t length = strlen(line);
    kept = memory_resize(kept, kept_length + length + 1, 1);
    memcpy(kept + kept_length, line, length + 1);
    kept_length += length;
}

void log_message(enum log_level level, const char *format, ...)
{
    if (level < lowest)
        return;
    char text[2048], line[sizeof text + 16] = "";
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    /* INFO lines carry no prefix: tools that read the console expect them bare. */
    if (level != LOG_INFO)
        text_append(line, sizeof line, "%s: ", level_names[level]);
    text_append(line, sizeof line, "%s\n", text);
    log_clear_progress();
    write_line(level >= LOG_WARNING ? stderr : stdout, line);
    if (log_file)
        write_line(log_file, line);
    else if (keeping)
        keep_line(line);
}

void log_progress(const char *format, ...)
{
    if (!progress_enabled)
        return;
    log_clear_progress();
    va_list arguments;
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    fflush(stdout);
    progress_shown = true;
}
