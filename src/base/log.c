#include "base/log.h"

#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>

static enum log_level lowest = LOG_INFO;
static FILE *log_file;
static bool progress_enabled;
static bool progress_shown;

static const char *const level_names[] = {"DEBUG", "INFO", "WARNING", "ERROR"};

void log_set_level(enum log_level level)
{
    lowest = level;
}

bool log_parse_level(const char *text, enum log_level *level)
{
    for (int i = LOG_DEBUG; i <= LOG_ERROR; i++) {
        if (text_equal_ignoring_case(text, level_names[i])) {
            *level = (enum log_level)i;
            return true;
        }
    }
    return false;
}

void log_set_file(FILE *file)
{
    log_file = file;
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

/* INFO lines carry no prefix: tools that read the console expect them bare. */
static void write_line(FILE *out, enum log_level level, const char *line)
{
    if (level != LOG_INFO)
        fprintf(out, "%s: ", level_names[level]);
    fprintf(out, "%s\n", line);
    fflush(out);
}

void log_message(enum log_level level, const char *format, ...)
{
    if (level < lowest)
        return;
    char line[2048];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    log_clear_progress();
    write_line(level >= LOG_WARNING ? stderr : stdout, level, line);
    if (log_file)
        write_line(log_file, level, line);
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
