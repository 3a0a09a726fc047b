#include "base/log.h"

#include "base/memory.h"
#include "base/text.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static enum log_level lowest = LOG_INFO;
static FILE *output; /* borrowed; NULL: standard output */
static FILE *log_file;
static FILE *moved_file; /* owned; NULL: the log is where it was set */
static bool progress_enabled;
static bool progress_shown;

static int output_error, file_error; /* errno of the first message that was not taken */

/* What the file has not taken yet: it is not set yet, or its disk is full. */
enum { KEPT_MOST = 1 << 20 };

static bool keeping;
static int lost_error; /* why messages are lost that are more than can be kept; 0: none is */
static char *kept;     /* owned; NULL: nothing yet */
static size_t kept_length;

static const char *const level_names[] = {"DEBUG", "INFO", "WARNING", "ERROR"};

void log_set_level(enum log_level level)
{
    lowest = level;
}

void log_set_output(FILE *file)
{
    log_clear_progress();
    output = file;
}

static FILE *output_now(void)
{
    return output ? output : stdout;
}

static void write_text(FILE *out, const char *text, int *error)
{
    if ((fputs(text, out) < 0 || fflush(out) != 0) && *error == 0)
        *error = errno;
}

static void keep_line(const char *line)
{
    size_t length = strlen(line);
    if (log_file && kept_length + length > KEPT_MOST) {
        lost_error = file_error;
        return;
    }
    kept = memory_resize(kept, kept_length + length + 1, 1);
    memcpy(kept + kept_length, line, length + 1);
    kept_length += length;
}

/* A disk that is full may have room again: what the file does not take stays for the next message. The stream has no
 * buffer, in which what could not be written would be lost. */
static void write_kept(void)
{
    if (!log_file || kept_length == 0)
        return;
    size_t taken = fwrite(kept, 1, kept_length, log_file);
    file_error = taken < kept_length ? errno : lost_error;
    clearerr(log_file);
    kept_length -= taken;
    memmove(kept, kept + taken, kept_length + 1);
}

static void set_file(FILE *file)
{
    if (file)
        setvbuf(file, NULL, _IONBF, 0);
    log_file = file;
}

void log_set_file(FILE *file)
{
    if (file) {
        file_error = 0;
        lost_error = 0;
        set_file(file);
    }
    write_kept();
    /* What a new file does not take yet stays for the next message. */
    if (!file || kept_length == 0) {
        memory_release(kept);
        kept = NULL;
        kept_length = 0;
    }
    keeping = false;
    if (moved_file)
        fclose(moved_file);
    moved_file = NULL;
    log_file = file;
}

void log_move_file(const char *path)
{
    FILE *file = log_file ? fopen(path, "a") : NULL;
    if (!file)
        return;
    if (moved_file)
        fclose(moved_file);
    moved_file = file;
    set_file(file);
}

void log_keep_for_file(void)
{
    keeping = true;
}

void log_set_progress(bool enabled)
{
    progress_enabled = enabled;
}

bool log_shows_progress(void)
{
    return progress_enabled;
}

void log_clear_progress(void)
{
    if (progress_shown) {
        fputs("\r\033[K", output_now());
        fflush(output_now());
        progress_shown = false;
    }
}

int log_output_error(void)
{
    return output_error;
}

int log_file_error(void)
{
    return file_error;
}

void log_message(enum log_level level, const char *format, ...)
{
    if (level < lowest)
        return;
    char text[2048], line[sizeof text + 16] = "";
    va_list arguments;
    va_start(arguments, format);
    text_print_line(text, sizeof text, format, arguments);
    va_end(arguments);
    /* INFO lines carry no prefix: tools that read the console expect them bare. */
    if (level != LOG_INFO)
        text_append(line, sizeof line, "%s: ", level_names[level]);
    text_append(line, sizeof line, "%s\n", text);
    log_clear_progress();
    int ignored = 0;
    if (level >= LOG_WARNING)
        write_text(stderr, line, &ignored);
    else
        write_text(output_now(), line, &output_error);
    if (log_file || keeping)
        keep_line(line);
    write_kept();
}

void log_progress(const char *format, ...)
{
    if (!progress_enabled)
        return;
    char text[512];
    log_clear_progress();
    va_list arguments;
    va_start(arguments, format);
    text_print_line(text, sizeof text, format, arguments);
    va_end(arguments);
    fputs(text, output_now());
    fflush(output_now());
    progress_shown = true;
}
