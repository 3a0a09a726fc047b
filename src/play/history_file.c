#include "play/history_file.h"

#include "base/text.h"
#include "platform/file.h"
#include "platform/growing_file.h"
#include "play/history_text.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

/* --- endings --- */

static const struct {
    const char *ending;
    enum history_format format;
    bool is_single;
} endings[] = {
    {".phhs", HISTORY_PHH, false}, {".phh", HISTORY_PHH, true}, {".acpc", HISTORY_ACPC, false},
    {".log", HISTORY_ACPC, false}, {"", HISTORY_ACPC, false},
};

static bool read_ending(struct history_file *history, struct failure *failure)
{
    const char *slash = strrchr(history->path, '/'), *base = slash ? slash + 1 : history->path;
    const char *dot = strrchr(base, '.'), *ending = dot && dot > base ? dot : "";
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (text_equal_ignoring_case(ending, endings[i].ending)) {
            history->format = endings[i].format;
            history->is_single = endings[i].is_single;
            return true;
        }
    }
    return failure_set(failure,
                       "%s: hands go into files that end in .phhs (PHH; .phh: one hand), or in .acpc or .log (ACPC)",
                       history->path);
}

/* --- what is there already --- */

/* Where a byte of a TOML document stands. */
struct toml {
    bool in_comment, escaped, at_line_start;
    char quote; /* of the string that it is in; 0: none */
    int brackets;
    bool in_header;
    char header[24]; /* what stands between its brackets */
    size_t header_length;
    bool has_header, has_keys_before; /* keys of the document itself */
    uint64_t last;                    /* largest header that is a number */
};

static void end_header(struct toml *toml)
{
    int64_t number;
    toml->in_header = false;
    toml->in_comment = true; /* nothing else may stand behind it */
    toml->has_header = true;
    toml->header[toml->header_length] = '\0';
    if (text_parse_integer(toml->header, &number) && number > 0 && (uint64_t)number > toml->last)
        toml->last = (uint64_t)number;
}

static void read_header_byte(struct toml *toml, int c)
{
    if (c == ']')
        end_header(toml);
    else if (c == '\n')
        toml->in_header = false;
    else if (!isspace(c) && c != '"' && c != '\'' && toml->header_length + 1 < sizeof toml->header)
        toml->header[toml->header_length++] = (char)c;
}

static void read_plain_byte(struct toml *toml, int c)
{
    bool first = toml->at_line_start && !isspace(c) && toml->brackets == 0;
    if (first && c == '[') {
        toml->in_header = true;
        toml->header_length = 0;
    } else {
        toml->has_keys_before |= first && c != '#' && !toml->has_header;
        toml->in_comment = c == '#';
        toml->quote = c == '"' || c == '\'' ? (char)c : '\0';
        toml->brackets += (c == '[') - (c == ']');
    }
    toml->at_line_start = c == '\n' || (toml->at_line_start && isspace(c));
}

static void read_toml_byte(struct toml *toml, int c)
{
    if (toml->quote) {
        if (!toml->escaped && c == toml->quote)
            toml->quote = '\0';
        toml->escaped = !toml->escaped && c == '\\' && toml->quote == '"';
    } else if (toml->in_header) {
        read_header_byte(toml, c);
    } else if (toml->in_comment && c != '\n') {
        return;
    } else {
        toml->in_comment = false;
        read_plain_byte(toml, c);
    }
}

static bool fail_half(const struct history_file *history, struct failure *failure)
{
    return failure_set(failure, "%s: its last hand is not whole; mend the file or name another", history->path);
}

static bool fail_to_read(const struct history_file *history, struct failure *failure)
{
    return failure_system(failure, errno, "%s: cannot be read", history->path);
}

static bool read_phhs(struct history_file *history, FILE *file, struct failure *failure)
{
    struct toml toml = {.at_line_start = true};
    int last = '\n';
    for (int c; (c = fgetc(file)) != EOF; last = c)
        read_toml_byte(&toml, c);
    if (toml.has_keys_before)
        return failure_set(failure, "%s: holds something else than numbered hands (PHH)", history->path);
    if (last != '\n' || toml.brackets != 0 || toml.quote)
        return fail_half(history, failure);
    history->table = toml.last;
    return true;
}

static bool read_lines(struct history_file *history, FILE *file, struct failure *failure)
{
    static const char line[] = "STATE:";
    char begin[sizeof line];
    begin[fread(begin, 1, sizeof begin - 1, file)] = '\0';
    if (begin[0] != '#' && begin[0] != ';' && strcmp(begin, line) != 0)
        return failure_set(failure, "%s: holds something else than hands (ACPC)", history->path);
    if (fseek(file, -1, SEEK_END) != 0)
        return fail_to_read(history, failure);
    return fgetc(file) == '\n' || fail_half(history, failure);
}

static bool read_earlier(struct history_file *history, struct failure *failure)
{
    uint64_t bytes;
    if (!growing_file_bytes(history->file, &bytes) || bytes == 0)
        return true;
    if (history->is_single)
        return failure_set(failure, "%s: a .phh is one hand, and there is one already; a .phhs holds several",
                           history->path);
    FILE *file = file_open_stream(history->path, &bytes, failure);
    if (!file)
        return false;
    bool read = (history->format == HISTORY_PHH ? read_phhs : read_lines)(history, file, failure);
    if (ferror(file))
        read = fail_to_read(history, failure);
    fclose(file);
    return read;
}

/* --- opening, writing, closing --- */

/* Without a lock hands still come whole, but two programs would give them the same numbers. */
static void say_unlocked(const struct history_file *history)
{
    uint64_t bytes;
    if (!growing_file_is_locked(history->file) && growing_file_bytes(history->file, &bytes))
        log_warning(history->log, "%s: cannot be locked against other programs", history->path);
}

bool history_file_open(struct log *log, struct history_file *history, const char *path, const struct game *game,
                       uint64_t hands, struct failure *failure)
{
    *history = (struct history_file){.log = log, .path = path};
    if (!path)
        return true;
    if (!read_ending(history, failure) || !history_suits(history->format, game, failure))
        return false;
    if (history->is_single && hands != 1)
        return failure_set(failure, "%s: a .phh is one hand; a .phhs holds several", path);
    if (!file_check_output(path, failure))
        return false;
    history->file = growing_file_open(path, failure);
    if (history->file && read_earlier(history, failure)) {
        say_unlocked(history);
        return true;
    }
    history_file_close(history, false, NULL);
    return false;
}

void history_file_introduce(const struct history_file *history, const char *name)
{
    struct history_name there;
    /* What a message cannot show as it is reads the same in both. */
    if (history->path && history_name(history->format, name, &there) && strcmp(text_shown(name).text, there.text) != 0)
        log_warning(history->log, "%s: '%s' is called '%s' there", history->path, name, there.text);
}

bool history_file_write(struct history_file *history, const struct history_hand *hand, struct failure *failure)
{
    if (!history->file)
        return true;
    builder_clear(&history->text);
    history_append(history->format, hand, history->is_single ? 0 : history->table + 1, &history->text);
    if (!growing_file_append(history->file, history->text.text, history->text.length, failure))
        return false;
    history->table++;
    return true;
}

bool history_file_close(struct history_file *history, bool fine, struct failure *failure)
{
    bool closed = growing_file_close(history->file, fine ? failure : NULL);
    builder_release(&history->text);
    *history = (struct history_file){0};
    return fine && closed;
}
