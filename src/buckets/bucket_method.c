#include "buckets/bucket_method.h"

#include <string.h>

struct method {
    const char *name, *feature;
};

static const struct method methods[BUCKET_METHODS] = {
    [BUCKETS_PERCENTILE] = {"percentile", "expected hand strength"},
    [BUCKETS_EMD] = {"emd", "distribution of the final strength, earth mover's distance"},
    [BUCKETS_OCHS] = {"ochs", "strength against eight clusters of opponents' hands"},
    [BUCKETS_POTENTIAL] = {"potential",
                           "distribution over the next street's buckets, earth mover's distance on a tree"},
    [BUCKETS_LOSSLESS] = {"lossless", "the hand itself"},
};

const char *bucket_method_name(enum bucket_method method)
{
    return methods[method].name;
}

const char *bucket_method_feature(enum bucket_method method)
{
    return methods[method].feature;
}

bool bucket_method_fits(enum bucket_method method, const struct street_indices *indices, unsigned street)
{
    bool last = street + 1 == indices->streets;
    if (method == BUCKETS_OCHS)
        return last;
    return !last || (method != BUCKETS_EMD && method != BUCKETS_POTENTIAL);
}

static bool find_method(const char *name, size_t length, enum bucket_method *method)
{
    for (unsigned m = 0; m < BUCKET_METHODS; m++)
        if (strlen(methods[m].name) == length && strncmp(methods[m].name, name, length) == 0) {
            *method = (enum bucket_method)m;
            return true;
        }
    return false;
}

static bool set_street(const char *street, size_t length, enum bucket_method chosen, const struct game *game,
                       const struct street_indices *indices, enum bucket_method method[], struct failure *failure)
{
    for (unsigned s = 0; s < indices->streets; s++) {
        const char *name = game_round_name(game, s);
        if (strlen(name) != length || strncmp(name, street, length) != 0)
            continue;
        if (!bucket_method_fits(chosen, indices, s))
            return failure_set(failure, "--method: %s is %s the last street", methods[chosen].name,
                               chosen == BUCKETS_OCHS ? "for" : "not for");
        method[s] = chosen;
        return true;
    }
    return failure_set(failure, "--method: there is no street '%.*s'", (int)length, street);
}

static void set_all(enum bucket_method chosen, const struct street_indices *indices, enum bucket_method method[])
{
    bool distance = chosen == BUCKETS_EMD || chosen == BUCKETS_POTENTIAL;
    for (unsigned s = 0; s < indices->streets; s++) {
        if (bucket_method_fits(chosen, indices, s))
            method[s] = chosen;
        else if (distance)
            method[s] = BUCKETS_OCHS;
    }
}

bool bucket_methods_parse(const char *text, const struct game *game, const struct street_indices *indices,
                          enum bucket_method method[GAME_ROUNDS], struct failure *failure)
{
    for (;;) {
        size_t length = strcspn(text, ","), street = 0;
        const char *equals = memchr(text, '=', length);
        enum bucket_method chosen = BUCKETS_PERCENTILE;
        if (equals)
            street = (size_t)(equals - text) + 1;
        if (!find_method(text + street, length - street, &chosen))
            return failure_set(failure, "--method: '%.*s' is none of percentile, emd, ochs, potential, lossless",
                               (int)(length - street), text + street);
        if (!equals)
            set_all(chosen, indices, method);
        else if (!set_street(text, street - 1, chosen, game, indices, method, failure))
            return false;
        if (text[length] == '\0')
            return true;
        text += length + 1;
    }
}
