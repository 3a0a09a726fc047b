#include "buckets/bucket_methods.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { LIST_TEXT = 512, NAME_TEXT = 64 };

#define ROW(row) &(row).choice,
const struct choice *const bucket_methods[] = {BUCKET_METHOD_ROWS(ROW) NULL};

/* A street of a game, for a test of rows. */
struct place {
    const struct street_indices *indices;
    unsigned street;
};

static bool fits_place(const struct choice *row, const void *context)
{
    const struct place *place = context;
    return bucket_method_fits(bucket_methods_row(row), place->indices, place->street);
}

bool bucket_methods_fail_unfit(const struct bucket_method *method, const struct street_indices *indices,
                               unsigned street, struct failure *failure)
{
    const struct place place = {indices, street};
    char list[LIST_TEXT] = "";
    choice_list(bucket_methods, fits_place, &place, " or ", list, sizeof list);
    return failure_set(failure, "%s is %s (this one may have %s)", method->choice.name, method->fitting, list);
}

static const struct bucket_method *find_method(const char *name, size_t length)
{
    char text[NAME_TEXT];
    if (length >= sizeof text)
        return NULL;
    snprintf(text, sizeof text, "%.*s", (int)length, name);
    const struct choice *found = choice_named(bucket_methods, text);
    return found ? bucket_methods_row(found) : NULL;
}

static bool fail_unknown(const char *name, size_t length, struct failure *failure)
{
    char list[LIST_TEXT] = "";
    choice_list(bucket_methods, NULL, NULL, ", ", list, sizeof list);
    return failure_set(failure, "--method: '%.*s' is none of %s", (int)length, name, list);
}

static bool set_street(const char *street, size_t length, const struct bucket_method *chosen, const struct game *game,
                       const struct street_indices *indices, const struct bucket_method *method[],
                       struct failure *failure)
{
    for (unsigned s = 0; s < indices->streets; s++) {
        const char *name = game_round_name(game, s);
        if (strlen(name) != length || strncmp(name, street, length) != 0)
            continue;
        if (!bucket_method_fits(chosen, indices, s)) {
            bucket_methods_fail_unfit(chosen, indices, s, failure);
            return failure_context(failure, "--method");
        }
        method[s] = chosen;
        return true;
    }
    return failure_set(failure, "--method: there is no street '%.*s'", (int)length, street);
}

static void set_all(const struct bucket_method *chosen, const struct street_indices *indices,
                    const struct bucket_method *method[])
{
    for (unsigned s = 0; s < indices->streets; s++) {
        if (bucket_method_fits(chosen, indices, s))
            method[s] = chosen;
        else if (chosen->instead)
            method[s] = chosen->instead;
    }
}

bool bucket_methods_parse(const char *text, const struct game *game, const struct street_indices *indices,
                          const struct bucket_method *method[GAME_ROUNDS], struct failure *failure)
{
    for (;;) {
        size_t length = strcspn(text, ","), street = 0;
        const char *equals = memchr(text, '=', length);
        if (equals)
            street = (size_t)(equals - text) + 1;
        const struct bucket_method *chosen = find_method(text + street, length - street);
        if (!chosen)
            return fail_unknown(text + street, length - street, failure);
        if (!equals)
            set_all(chosen, indices, method);
        else if (!set_street(text, street - 1, chosen, game, indices, method, failure))
            return false;
        if (text[length] == '\0')
            return true;
        text += length + 1;
    }
}
