#include "train/evaluation_file.h"

#include "base/text.h"
#include "platform/file.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { LINE = 512 };

#define OLD_HEADER "iteration,seconds,cpu_seconds,exploitability_chips,exploitability_mbb,value"

static const char old_header[] = OLD_HEADER "\n", header[] = OLD_HEADER ",method,mbb,interval_mbb\n";

static void format(const struct evaluation *evaluation, char line[LINE])
{
    char mbb[32] = "";
    line[0] = '\0';
    if (evaluation->has_mbb)
        text_append(mbb, sizeof mbb, "%.9g", evaluation->mbb);
    text_append(line, LINE, "%" PRIu64 ",%.3f,%.3f,", evaluation->iteration, evaluation->seconds,
                evaluation->cpu_seconds);
    if (evaluation->method->is_exact)
        text_append(line, LINE, "%.9g,%s,%.9g,", evaluation->exploitability, mbb, evaluation->value);
    else
        text_append(line, LINE, ",,,");
    text_append(line, LINE, "%s,%s,%.9g\n", evaluation->method->choice.name, mbb, evaluation->interval_mbb);
}

/* A line that a kill cut short is ended, so that the next one stands for itself. */
static bool begin_line(FILE *file)
{
    if (fseek(file, 0, SEEK_END) != 0)
        return false;
    if (ftell(file) <= 0)
        return fputs(header, file) >= 0;
    if (fseek(file, -1, SEEK_END) != 0)
        return false;
    int last = fgetc(file);
    return fseek(file, 0, SEEK_END) == 0 && (last == '\n' || fputc('\n', file) != EOF);
}

bool evaluation_file_append(const char *path, const struct evaluation *evaluation, struct failure *failure)
{
    char line[LINE];
    format(evaluation, line);
    FILE *file = fopen(path, "a+b");
    bool written = file && begin_line(file) && fputs(line, file) >= 0 && fflush(file) == 0;
    int error = errno;
    if (file && fclose(file) != 0 && written) {
        written = false;
        error = errno;
    }
    return written || failure_system(failure, error, "%s: cannot be written", path);
}

static void read_seconds(FILE *file, uint64_t most, double *seconds, double *cpu_seconds)
{
    char line[LINE];
    while (fgets(line, sizeof line, file)) {
        uint64_t iteration;
        double at, cpu_at;
        if (sscanf(line, "%" SCNu64 ",%lf,%lf,", &iteration, &at, &cpu_at) == 3 && iteration <= most) {
            *seconds = at;
            *cpu_seconds = cpu_at;
        }
    }
}

/* What stands after so many commas, up to the end of the line. */
static const char *after_commas(const char *line, unsigned commas)
{
    for (; commas > 0 && *line; line++)
        commas -= *line == ',';
    return line;
}

/* Lines of old were all of exact evaluations. */
static bool copy_completed(FILE *from, struct file_replacement *to)
{
    char line[LINE], completed[2 * LINE];
    bool copied = file_replacement_write(to, header, strlen(header), NULL);
    while (copied && fgets(line, sizeof line, from)) {
        line[strcspn(line, "\r\n")] = '\0';
        const char *mbb = after_commas(line, 4);
        snprintf(completed, sizeof completed, "%s,exact,%.*s,0\n", line, (int)strcspn(mbb, ","), mbb);
        copied = file_replacement_write(to, completed, strlen(completed), NULL);
    }
    return copied;
}

/* A file that cannot be rewritten stays as it is. */
static void complete(FILE *file, const char *path)
{
    struct file_replacement *replacement = file_replace(path, NULL);
    if (replacement && copy_completed(file, replacement))
        file_replacement_commit(replacement, NULL);
    else
        file_replacement_abandon(replacement);
}

void evaluation_file_resume(const char *path, uint64_t iteration, double *seconds, double *cpu_seconds)
{
    char first[LINE];
    uint64_t bytes;
    FILE *file = file_open_stream(path, &bytes, NULL);
    if (!file)
        return;
    read_seconds(file, iteration, seconds, cpu_seconds);
    rewind(file);
    if (fgets(first, sizeof first, file) && strcmp(first, old_header) == 0)
        complete(file, path);
    fclose(file);
}
