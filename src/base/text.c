#include "base/text.h"

#include "base/memory.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool text_parse_integer(const char *text, int64_t *value)
{
    char *end;
    if (*text == '\0' || isspace((unsigned char)*text))
        return false;
    errno = 0;
    long long parsed = strtoll(text, &end, 10);
    if (errno != 0 || *end != '\0')
        return false;
    *value = parsed;
    return true;
}

bool text_parse_number(const char *text, double *value)
{
    char *end;
    if (*text == '\0' || isspace((unsigned char)*text))
        return false;
    errno = 0;
    double parsed = strtod(text, &end);
    if (*end != '\0' || (errno == ERANGE && isinf(parsed)) || !isfinite(parsed))
        return false;
    *value = parsed;
    return true;
}

bool text_parse_boolean(const char *text, bool *value)
{
    static const char *const words[] = {"false", "true", "no", "yes", "off", "on", "0", "1"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (text_equal_ignoring_case(text, words[i])) {
            *value = i % 2 == 1;
            return true;
        }
    }
    return false;
}

bool text_equal_ignoring_case(const char *a, const char *b)
{
    while (*a && tolower((unsigned char)*a) == tolower((unsigned char)*b)) {
        a++;
        b++;
    }
    return *a == *b;
}

int text_compare_natural(const char *a, const char *b)
{
    static const char digits[] = "0123456789";
    const char *x = a, *y = b;
    while (*x && *y) {
        if (!isdigit((unsigned char)*x) || !isdigit((unsigned char)*y)) {
            if (*x != *y)
                break;
            x++, y++;
            continue;
        }
        x += strspn(x, "0");
        y += strspn(y, "0");
        size_t length = strspn(x, digits), other = strspn(y, digits);
        int order = length != other ? (length > other) - (length < other) : memcmp(x, y, length);
        if (order != 0)
            return order;
        x += length;
        y += length;
    }
    return *x != *y ? strcmp(x, y) : strcmp(a, b);
}

enum { LONGEST_WORD = 63 };

static size_t bounded_length(const char *word)
{
    size_t length = strlen(word);
    return length < LONGEST_WORD ? length : LONGEST_WORD;
}

/* Levenshtein distance by rows; words longer than LONGEST_WORD are compared by their beginning. */
static unsigned edit_distance(const char *a, const char *b)
{
    size_t a_length = bounded_length(a), b_length = bounded_length(b);
    unsigned row[LONGEST_WORD + 1];
    for (unsigned j = 0; j <= b_length; j++)
        row[j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        unsigned diagonal = row[0];
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= b_length; j++) {
            unsigned above = row[j];
            unsigned best = diagonal + (a[i - 1] != b[j - 1]);
            if (above + 1 < best)
                best = above + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            row[j] = best;
            diagonal = above;
        }
    }
    return row[b_length];
}

const char *text_nearest(const char *word, const char *const candidates[], size_t count)
{
    const char *nearest = NULL;
    unsigned smallest = 1 + (unsigned)bounded_length(word) / 3;
    for (size_t i = 0; i < count; i++) {
        unsigned distance = edit_distance(word, candidates[i]);
        if (distance > 0 && (distance < smallest || (distance == smallest && !nearest))) {
            smallest = distance;
            nearest = candidates[i];
        }
    }
    return nearest;
}

struct text_suggestion text_suggestion(const char *word, const char *const candidates[], size_t count)
{
    struct text_suggestion suggestion = {""};
    const char *nearest = text_nearest(word, candidates, count);
    if (nearest)
        snprintf(suggestion.text, sizeof suggestion.text, "; did you mean '%.60s'?", nearest);
    return suggestion;
}

/* --- UTF-8 --- */

/* Bytes that the character beginning with `first` has; 0: none begins so. */
static unsigned character_bytes(unsigned char first)
{
    return first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
}

/* How many bytes of the character at the beginning of `text` are there, `code` their bits. All of its bytes: it is
 * whole; 0: no character begins so. */
static unsigned read_character(const char *text, uint32_t *code)
{
    unsigned bytes = character_bytes((unsigned char)*text), read = bytes > 0;
    *code = (unsigned char)*text & (bytes > 1 ? 0x7FU >> bytes : 0x7FU);
    for (; read < bytes && ((unsigned char)text[read] & 0xC0) == 0x80; read++)
        *code = *code << 6 | ((unsigned char)text[read] & 0x3F);
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    bool is_none = read == bytes && (*code < least[bytes] || *code > 0x10FFFF || (*code >= 0xD800 && *code < 0xE000));
    return is_none ? 0 : read;
}

static bool is_whole(const char *text, unsigned read)
{
    return read > 0 && read == character_bytes((unsigned char)*text);
}

/* Control characters, ends of lines and paragraphs, and what makes text run the other way. */
static bool is_obeyed(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x200E && code <= 0x200F) ||
           (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF;
}

enum {
    DROP_HALVES = 1, /* the beginning of a character is left out; else it becomes U+FFFD, as what is none does */
    KEEP_LINES = 2   /* ends of lines and tabs */
};

static bool clean(const char *from, unsigned how, char *text, size_t size)
{
    size_t used = 0;
    bool changed = false;
    for (unsigned read; *from; from += read > 0 ? read : 1) {
        uint32_t code;
        char spelled[16] = "\xEF\xBF\xBD";
        read = read_character(from, &code);
        bool whole = is_whole(from, read), stays = how & KEEP_LINES && (*from == '\n' || *from == '\t');
        bool keeps = whole && (stays || !is_obeyed(code));
        changed = changed || !keeps;
        if (!whole && read > 0 && how & DROP_HALVES)
            continue;
        if (whole && !keeps)
            snprintf(spelled, sizeof spelled, "\\u%04x", (unsigned)code);
        size_t bytes = keeps ? read : strlen(spelled);
        if (used + bytes >= size) {
            changed = true;
            break;
        }
        memcpy(text + used, keeps ? from : spelled, bytes);
        used += bytes;
    }
    text[used] = '\0';
    return changed;
}

bool text_clean(const char *from, char *text, size_t size)
{
    return clean(from, 0, text, size);
}

bool text_clean_lines(const char *from, char *text, size_t size)
{
    return clean(from, KEEP_LINES, text, size);
}

char *text_clean_copy(const char *from)
{
    size_t size = 6 * strlen(from) + 1;
    char *text = memory_allocate(size, 1);
    text_clean_lines(from, text, size);
    return text;
}

struct text_shown text_shown(const char *from)
{
    struct text_shown shown;
    text_clean(from, shown.text, sizeof shown.text);
    return shown;
}

int text_span(const char *text, unsigned count)
{
    int bytes = 0;
    for (uint32_t code; count > 0 && text[bytes]; count--) {
        unsigned read = read_character(text + bytes, &code);
        bytes += is_whole(text + bytes, read) ? (int)read : 1;
    }
    return bytes;
}

/* Takes away what is there of a character at the end. */
static void drop_half(char *text)
{
    size_t length = strlen(text), begin = length;
    while (begin > 0 && length - begin < 4 && ((unsigned char)text[begin - 1] & 0xC0) == 0x80)
        begin--;
    uint32_t code;
    if (begin > 0 && !is_whole(text + begin - 1, read_character(text + begin - 1, &code)))
        text[begin - 1] = '\0';
}

void text_print_line(char *text, size_t size, const char *format, va_list arguments)
{
    enum { LINE = 4096 };
    char raw[LINE];
    vsnprintf(raw, sizeof raw, format, arguments);
    clean(raw, DROP_HALVES, text, size);
}

void text_append(char *text, size_t size, const char *format, ...)
{
    size_t used = strlen(text);
    va_list arguments;
    va_start(arguments, format);
    int bytes = vsnprintf(text + used, size - used, format, arguments);
    va_end(arguments);
    if (bytes >= 0 && (size_t)bytes >= size - used)
        drop_half(text + used);
}

/* --- figures --- */

struct text_figure text_bytes(uint64_t bytes)
{
    static const char *const units[] = {"bytes", "kB", "MB", "GB", "TB"};
    double value = (double)bytes;
    unsigned unit = 0;
    while (value >= 999.5 && unit < 4) {
        value /= 1000;
        unit++;
    }
    struct text_figure figure;
    snprintf(figure.text, sizeof figure.text, unit == 0 || value >= 99.95 ? "%.0f %s" : "%.1f %s", value, units[unit]);
    return figure;
}

struct text_figure text_seconds(double seconds)
{
    struct text_figure figure;
    if (seconds < 10) {
        snprintf(figure.text, sizeof figure.text, "%.1f s", seconds);
    } else if (seconds < 120) {
        snprintf(figure.text, sizeof figure.text, "%.0f s", seconds);
    } else {
        uint64_t minutes = (uint64_t)(seconds / 60);
        if (minutes < 60)
            snprintf(figure.text, sizeof figure.text, "%u min %02u s", (unsigned)minutes,
                     (unsigned)(seconds - 60 * (double)minutes));
        else
            snprintf(figure.text, sizeof figure.text, "%u h %02u min", (unsigned)(minutes / 60),
                     (unsigned)(minutes % 60));
    }
    return figure;
}

struct text_figure text_thousands(uint64_t value)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%llu", (unsigned long long)value);
    struct text_figure figure;
    char *out = figure.text;
    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            *out++ = ',';
        *out++ = digits[i];
    }
    *out = '\0';
    return figure;
}

struct text_figure text_si(double value)
{
    static const char *const prefixes[] = {"", " k", " M", " G", " T"};
    unsigned prefix = 0;
    while (fabs(value) >= 999.5 && prefix < 4) {
        value /= 1000;
        prefix++;
    }
    int decimals = fabs(value) >= 99.95 ? 0 : fabs(value) >= 9.995 ? 1 : 2;
    struct text_figure figure;
    snprintf(figure.text, sizeof figure.text, "%.*f%s", decimals, value, prefixes[prefix]);
    return figure;
}
