#include "serve/json.h"

#include <math.h>

enum { DIGITS = 6 };

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
