#include "base/log.h"

#include "base/memory.h"
#include "base/text.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

enum { KEPT_MOST = 1 << 20, TEXT_MOST = 2048 };

static const char *const level_names[] = {"DEBUG", "INFO", "WARNING", "ERROR"};

void log_init(struct log *log)
{
    *log = (struct log){.lowest = LOG_INFO, .output = stdout, .errors = stderr};
}

void log_release(struct log *log)
{
    log_set_file(log, NULL);
}

void log_set_level(struct log *log, enum log_level level)
{
    log->lowest = level;
}

void log_set_output(struct log *log, FILE *output)
{
    log_clear_progress(log);
    log->output = output;
}

static void write_text(FILE *out, const char *text, int *error)
{
    if ((fputs(text, out) < 0 || fflush(out) != 0) && *error == 0)
        *error = errno;
}

static void keep_line(struct log *log, const char *line)
{
    size_t length = strlen(line);
    if (log->file && log->kept_length + length > KEPT_MOST) {
        log->lost_error = log->file_error;
        return;
    }
    log->kept = memory_resize(log->kept, log->kept_length + length + 1, 1);
    memcpy(log->kept + log->kept_length, line, length + 1);
    log->kept_length += length;
}

/* A disk that is full may have room again: what the file does not take stays for the next message. The stream has no
 * buffer, in which what could not be written would be lost. */
static void write_kept(struct log *log)
{
    if (!log->file || log->kept_length == 0)
        return;
    size_t taken = fwrite(log->kept, 1, log->kept_length, log->file);
    log->file_error = taken < log->kept_length ? errno : log->lost_error;
    clearerr(log->file);
    log->kept_length -= taken;
    memmove(log->kept, log->kept + taken, log->kept_length + 1);
}

static void take_file(struct log *log, FILE *file)
{
    if (file)
        setvbuf(file, NULL, _IONBF, 0);
    log->file = file;
}

void log_set_file(struct log *log, FILE *file)
{
    if (file) {
        log->file_error = 0;
        log->lost_error = 0;
        take_file(log, file);
    }
    write_kept(log);
    /* What a new file does not take yet stays for the next message. */
    if (!file || log->kept_length == 0) {
        memory_release(log->kept);
        log->kept = NULL;
        log->kept_length = 0;
    }
    log->keeps_for_file = false;
    if (log->moved_file)
        fclose(log->moved_file);
    log->moved_file = NULL;
    log->file = file;
}

void log_move_file(struct log *log, const char *path)
{
    FILE *file = log && log->file ? fopen(path, "a") : NULL;
    if (!file)
        return;
    if (log->moved_file)
        fclose(log->moved_file);
    log->moved_file = file;
    take_file(log, file);
}

void log_keep_for_file(struct log *log)
{
    log->keeps_for_file = true;
}

void log_set_progress(struct log *log, bool enabled)
{
    log->shows_progress = enabled;
}

bool log_shows_progress(const struct log *log)
{
    return log && log->shows_progress;
}

void log_clear_progress(struct log *log)
{
    if (log && log->progress_is_shown) {
        fputs("\r\033[K", log->output);
        fflush(log->output);
        log->progress_is_shown = false;
    }
}

int log_output_error(const struct log *log)
{
    return log ? log->output_error : 0;
}

int log_file_error(const struct log *log)
{
    return log ? log->file_error : 0;
}

void log_message(struct log *log, enum log_level level, const char *format, ...)
{
    if (!log || level < log->lowest)
        return;
    char text[TEXT_MOST], line[sizeof text + 16] = "";
    va_list arguments;
    va_start(arguments, format);
    text_print_line(text, sizeof text, format, arguments);
    va_end(arguments);
    /* INFO lines carry no prefix: tools that read the console expect them bare. */
    if (level != LOG_INFO)
        text_append(line, sizeof line, "%s: ", level_names[level]);
    text_append(line, sizeof line, "%s\n", text);
    log_clear_progress(log);
    int ignored = 0;
    if (level >= LOG_WARNING)
        write_text(log->errors, line, &ignored);
    else
        write_text(log->output, line, &log->output_error);
    if (log->file || log->keeps_for_file)
        keep_line(log, line);
    write_kept(log);
}

void log_sign(struct log *log, const char *format, ...)
{
    if (!log || log->lowest > LOG_WARNING)
        return;
    char text[TEXT_MOST];
    va_list arguments;
    va_start(arguments, format);
    text_print_line(text, sizeof text, format, arguments);
    va_end(arguments);
    fprintf(log->errors, "%s\n", text);
    fflush(log->errors);
}

void log_progress(struct log *log, const char *format, ...)
{
    if (!log_shows_progress(log))
        return;
    char text[TEXT_MOST];
    log_clear_progress(log);
    va_list arguments;
    va_start(arguments, format);
    text_print_line(text, sizeof text, format, arguments);
    va_end(arguments);
    fputs(text, log->output);
    fflush(log->output);
    log->progress_is_shown = true;
}
