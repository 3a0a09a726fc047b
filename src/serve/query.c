#include "serve/query.h"

#include "base/text.h"

#include <inttypes.h>
#include <string.h>

const char *query_text(const struct query *query, const char *name)
{
    for (unsigned i = 0; i < query->count; i++) {
        if (strcmp(query->name[i], name) == 0)
            return query->value[i];
    }
    return NULL;
}

bool query_integer(const struct query *query, const char *name, int64_t low, int64_t high, int64_t initial,
                   int64_t *value, struct failure *failure)
{
    const char *text = query_text(query, name);
    *value = initial;
    if (!text || (text_parse_integer(text, value) && *value >= low && *value <= high))
        return true;
    return failure_set(failure, "%s must be a whole number from %" PRId64 " to %" PRId64 ", not '%.40s'", name, low,
                       high, text);
}

bool query_number(const struct query *query, const char *name, double initial, double *value, struct failure *failure)
{
    const char *text = query_text(query, name);
    *value = initial;
    return !text || text_parse_number(text, value) ||
           failure_set(failure, "%s must be a number, not '%.40s'", name, text);
}

static bool is_word_of(const char *word, const char *words)
{
    size_t length = strlen(word);
    for (const char *at = words; *at; at += strspn(at, " ")) {
        size_t other = strcspn(at, " ");
        if (other == length && memcmp(at, word, length) == 0)
            return true;
        at += other;
    }
    return false;
}

bool query_check(const struct query *query, const char *known, struct failure *failure)
{
    for (unsigned i = 0; i < query->count; i++) {
        if (!is_word_of(query->name[i], known))
            return failure_set(failure, "there is no parameter '%.40s' here%s%s", query->name[i],
                               known[0] ? "; there are: " : "", known);
    }
    return true;
}
