#include "cfr/targets.h"

#include "base/text.h"

#include <math.h>
#include <string.h>

/* Shares are written with few digits. */
static const double TOLERANCE = 1e-6;

/* The usual share of iterations that learns on all streets; the others learn on the later half of them. */
#define USUAL_ALL 0.2

static bool read_streets(const char *text, size_t length, unsigned streets, uint8_t *set, struct failure *failure)
{
    unsigned bits = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned street = (unsigned)(text[i] - '1');
        if (text[i] < '1' || street >= streets)
            return failure_set(failure, "targets: '%.*s' names no streets of this game, which are 1 to %u", (int)length,
                               text, streets);
        bits |= 1U << street;
    }
    *set = (uint8_t)(bits == (1U << streets) - 1 ? TARGETS_ALL : bits);
    return length > 0 || failure_set(failure, "targets: no streets before ':%.20s'", text + length + 1);
}

static bool read_share(const char *text, size_t length, double *share, struct failure *failure)
{
    char number[32] = "";
    text_append(number, sizeof number, "%.*s", (int)length, text);
    if (length >= sizeof number || !text_parse_number(number, share) || *share <= 0 || *share > 1)
        return failure_set(failure, "targets: a share is above 0 and up to 1, not '%.*s'", (int)length, text);
    return true;
}

static bool add(struct targets *targets, const char *item, size_t length, unsigned streets, double *total,
                struct failure *failure)
{
    const char *colon = memchr(item, ':', length);
    uint8_t set = 0;
    double share = 0;
    if (!colon)
        return failure_set(failure, "targets needs STREETS:SHARE, as in \"1234:0.2 34:0.8\", not '%.*s'", (int)length,
                           item);
    if (targets->count == TARGETS_MOST)
        return failure_set(failure, "targets: at most %d sets of streets", TARGETS_MOST);
    if (!read_streets(item, (size_t)(colon - item), streets, &set, failure) ||
        !read_share(colon + 1, length - (size_t)(colon + 1 - item), &share, failure))
        return false;
    for (unsigned i = 0; i < targets->count; i++) {
        if (targets->streets[i] == set)
            return failure_set(failure, "targets: the streets of '%.*s' come twice", (int)length, item);
    }
    *total += share;
    targets->until[targets->count] = (float)*total;
    targets->streets[targets->count++] = set;
    return true;
}

bool targets_read(struct targets *targets, const char *text, unsigned streets, struct failure *failure)
{
    double total = 0;
    bool all = false;
    *targets = (struct targets){0};
    while (*text) {
        size_t length = strcspn(text, " ");
        if (length > 0 && !add(targets, text, length, streets, &total, failure))
            return false;
        text += length + (text[length] == ' ');
    }
    for (unsigned i = 0; i < targets->count; i++)
        all = all || targets->streets[i] == TARGETS_ALL;
    if (fabs(total - 1) > TOLERANCE)
        return failure_set(failure, "targets: shares add up to %g instead of 1", total);
    return all || failure_set(failure, "targets: all streets together must have a share");
}

void targets_usual(unsigned streets, char out[TARGETS_TEXT])
{
    const char *all = "1234", *later = all + streets / 2;
    out[0] = '\0';
    if (streets == 1)
        text_append(out, TARGETS_TEXT, "1:1");
    else
        text_append(out, TARGETS_TEXT, "%.*s:%g %.*s:%g", (int)streets, all, USUAL_ALL, (int)(streets - streets / 2),
                    later, 1 - USUAL_ALL);
}
