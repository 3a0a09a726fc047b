/* Text: strict numbers, comparison, the nearest word for an error message, figures with units for people, and what
 * may be shown of text that comes from outside. Pure functions; any thread may call. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The whole text must be the number (blanks around it are refused); false leaves *value alone. */
bool text_parse_integer(const char *text, int64_t *value);
bool text_parse_number(const char *text, double *value);

/* true/yes/on/1 and false/no/off/0, any case, as in YAML. */
bool text_parse_boolean(const char *text, bool *value);

bool text_equal_ignoring_case(const char *a, const char *b);

/* Like strcmp, but numbers in the texts are compared as such: "run 9" comes before "run 10". */
int text_compare_natural(const char *a, const char *b);

/* The candidate other than `word` with the smallest edit distance to it, or NULL when none is near enough to be meant. */
const char *text_nearest(const char *word, const char *const candidates[], size_t count);

/* "; did you mean 'WORD'?" with the nearest candidate, or nothing: for the end of an error message. */
struct text_suggestion {
    char text[96];
};
struct text_suggestion text_suggestion(const char *word, const char *const candidates[], size_t count);

/* What files, names and other programs say is UTF-8 that nothing obeys before it is shown or written down: control
 * characters (those of two bytes too, and those that reorder text) are spelled as JSON and TOML spell them, "\u001b",
 * and what is no UTF-8 becomes U+FFFD. Cuts what does not fit at a character. Returns true when the text has
 * changed. */
bool text_clean(const char *from, char *text, size_t size);

/* The same for a document, whose ends of lines and tabs stay. At most six times as long. */
bool text_clean_lines(const char *from, char *text, size_t size);
/* The whole of it, in memory of its own: memory_release. */
char *text_clean_copy(const char *from);

/* A name or path to show. */
struct text_shown {
    char text[1024];
};
struct text_shown text_shown(const char *from);

/* A line of a message: formatted, then cleaned. A character that a precision ("%.80s") has cut in two is left out. */
void text_print_line(char *text, size_t size, const char *format, va_list arguments);

/* Bytes of the first `count` characters, for "%.*s"; a byte that is no UTF-8 counts as a character. */
int text_span(const char *text, unsigned count);

/* Appends to a text of `size` bytes, cutting what does not fit at a character. */
void text_append(char *text, size_t size, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 3, 4)))
#endif
    ;

/* "512 bytes", "1.5 MB" (powers of 1000), "93 s", "2 h 05 min", "1,234,567". Each returns `out`. */
struct text_figure {
    char text[32];
};
struct text_figure text_bytes(uint64_t bytes);
struct text_figure text_seconds(double seconds);
struct text_figure text_thousands(uint64_t value);
/* A rate or count with three digits and a unit prefix: "12.3 M", "450". */
struct text_figure text_si(double value);

#endif
