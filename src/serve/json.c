#include "serve/json.h"

#include "base/text.h"

#include <math.h>

enum { DIGITS = 6 };

/* What a terminal would obey is spelled as JSON spells it: the same text to who reads JSON. */
char *json_text(const cJSON *json)
{
    char *raw = cJSON_PrintUnformatted(json), *text = text_clean_copy(raw);
    cJSON_free(raw);
    return text;
}

double json_round(double value)
{
    if (!isfinite(value) || value == 0)
        return 0;
    double scale = pow(10, DIGITS - 1 - floor(log10(fabs(value))));
    double rounded = round(value * scale) / scale;
    return isfinite(rounded) ? rounded : 0;
}

cJSON *json_numbers(const double value[], size_t count)
{
    cJSON *array = cJSON_CreateArray();
    for (size_t i = 0; i < count; i++)
        cJSON_AddItemToArray(array, cJSON_CreateNumber(json_round(value[i])));
    return array;
}
