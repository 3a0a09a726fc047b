/* Answers as text, and numbers in them: six digits are more than anybody reads, and short. */
#ifndef SERVE_JSON_H
#define SERVE_JSON_H

#include <cJSON.h>
#include <stddef.h>

/* All of it in one line of UTF-8, whatever the names of files and of scalars are made of: what is no UTF-8 becomes U+FFFD.
 * Released by the caller. */
char *json_text(const cJSON *json);

/* To six significant digits; what is no number becomes 0. */
double json_round(double value);

/* An array of `count` rounded numbers. */
cJSON *json_numbers(const double value[], size_t count);

#endif
