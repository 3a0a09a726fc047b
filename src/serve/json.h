/* Numbers for answers: six digits are more than anybody reads, and short. */
#ifndef SERVE_JSON_H
#define SERVE_JSON_H

#include <cJSON.h>
#include <stddef.h>

/* To six significant digits; what is no number becomes 0. */
double json_round(double value);

/* An array of `count` rounded numbers. */
cJSON *json_numbers(const double value[], size_t count);

#endif
