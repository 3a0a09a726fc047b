#include "eval/filter.h"

#include "base/text.h"
#include "game/streets.h"

#include <stdio.h>
#include <string.h>

enum { WORD = 64 };

/* --- what there is --- */

/* Takes out what is less probable than `limit`, which something is not. What is left is divided only if there was
 * anything to take out: a sum of probabilities need not be 1 to the last bit. */
static void keep_from(double limit, double probability[], unsigned actions)
{
    double left = 0, lost = 0;
    for (unsigned a = 0; a < actions; a++) {
        double *to = probability[a] < limit ? &lost : &left;
        *to += probability[a];
        probability[a] = probability[a] < limit ? 0 : probability[a];
    }
    for (unsigned a = 0; lost > 0 && a < actions; a++)
        probability[a] /= left;
}

static double most_probable(const double probability[], unsigned actions)
{
    double most = 0;
    for (unsigned a = 0; a < actions; a++)
        most = probability[a] > most ? probability[a] : most;
    return most;
}

static void purify(double number, double probability[], unsigned actions)
{
    (void)number;
    keep_from(most_probable(probability, actions), probability, actions);
}

static void threshold(double number, double probability[], unsigned actions)
{
    double most = most_probable(probability, actions);
    keep_from(number < most ? number : most, probability, actions);
}

static void plain(double number, double probability[], unsigned actions)
{
    (void)number, (void)probability, (void)actions;
}

struct filter_kind {
    const char *word;
    const char *example; /* its number in messages and --help; NULL: it takes none. Numbers are from 0 to 1 */
    void (*apply)(double number, double probability[], unsigned actions);
    const char *help;
};

static const struct filter_kind kinds[] = {
    {"purify", NULL, purify, "the most probable action alone, of equal ones each as often"},
    {"threshold", "0.05", threshold, "no action of a probability below 0.05; the others in proportion"},
    {"plain", NULL, plain, "as it was trained"},
};

enum { KINDS = sizeof kinds / sizeof *kinds };

/* "threshold=0.05:FILE" */
static struct text_figure usage(const struct filter_kind *kind)
{
    struct text_figure out;
    snprintf(out.text, sizeof out.text, "%s%s%s:FILE", kind->word, kind->example ? "=" : "",
             kind->example ? kind->example : "");
    return out;
}

void filter_apply(const struct filters *filters, unsigned street, double probability[], unsigned actions)
{
    for (unsigned i = filters->count; i-- > 0;) {
        const struct filter *filter = &filters->filter[i];
        if (filter->streets >> street & 1)
            filter->kind->apply(filter->number, probability, actions);
    }
}

void filter_describe(char *text, size_t size)
{
    for (unsigned k = 0; k < KINDS; k++)
        text_append(text, size, "  %-32s%s\n", usage(&kinds[k]).text, kinds[k].help);
    text_append(text, size, "  %-32s%s\n  %-32s%s", "purify@turn,river:FILE", "on these streets only",
                "purify@river:threshold=0.1:FILE", "one on top of the other, the innermost applied first");
}

/* --- text --- */

/* The filter whose word `text` begins with; NULL: none, or nothing comes behind it that could be a name. */
static const struct filter_kind *find(const char *text, size_t *length)
{
    *length = strcspn(text, "=@:");
    for (unsigned k = 0; strchr(text, ':') && k < KINDS; k++) {
        if (strlen(kinds[k].word) == *length && strncmp(text, kinds[k].word, *length) == 0)
            return &kinds[k];
    }
    return NULL;
}

static bool read_number(const struct filter_kind *kind, const char *text, size_t length, double *number,
                        struct failure *failure)
{
    char word[WORD];
    snprintf(word, sizeof word, "%.*s", (int)(length < WORD ? length : WORD - 1), text);
    if (!kind->example)
        return failure_set(failure, "%s takes no number, and '%s' was given: %s", kind->word, word, usage(kind).text);
    if (!text_parse_number(word, number) || *number < 0 || *number > 1)
        return failure_set(failure, "%s needs a probability from 0 to 1, not '%s': %s", kind->word, word,
                           usage(kind).text);
    return true;
}

/* Reads one filter; *at goes on to what stands behind its colon, which is there. */
static bool read_filter(const char **at, const struct game *game, struct filter *filter, struct failure *failure)
{
    const struct filter_kind *kind = filter->kind;
    const char *text = *at + strlen(kind->word);
    filter->streets = UINT16_MAX;
    if (*text == '=') {
        size_t length = strcspn(++text, "@:");
        if (!read_number(kind, text, length, &filter->number, failure))
            return false;
        text += length;
    } else if (kind->example) {
        return failure_set(failure, "%s needs a probability: %s", kind->word, usage(kind).text);
    }
    if (*text == '@') {
        size_t length = strcspn(++text, ":");
        if (game && !streets_parse(text, length, game, &filter->streets, failure))
            return false;
        text += length;
    }
    *at = text + 1;
    return true;
}

bool filter_parse(const char *name, const struct game *game, struct filters *filters, const char **rest,
                  struct failure *failure)
{
    const struct filter_kind *kind;
    const char *at = name;
    size_t length;
    *filters = (struct filters){0};
    if (name[0] == '\0')
        return failure_set(failure, "the name of a player or of a blueprint is empty");
    while ((kind = find(at, &length))) {
        if (filters->count == FILTERS_MOST)
            return failure_set(failure, "%s: more than %d one on top of the other", name, (int)FILTERS_MOST);
        struct filter *filter = &filters->filter[filters->count++];
        filter->kind = kind;
        if (!read_filter(&at, game, filter, failure))
            return failure_context(failure, "%s", name);
        if (*at == '\0')
            return failure_set(failure, "%s: no file is named: %s", name, usage(kind).text);
    }
    if (rest)
        *rest = at;
    return true;
}

struct filters filter_at_table(void)
{
    struct filters filters;
    filter_read(FILTER_AT_TABLE, NULL, &filters, NULL);
    return filters;
}

const char *filter_rest(const char *name)
{
    struct filters filters;
    const char *rest = name;
    return filter_parse(name, NULL, &filters, &rest, NULL) ? rest : name;
}

bool filter_read(const char *text, const struct game *game, struct filters *filters, struct failure *failure)
{
    char name[256];
    const char *rest;
    snprintf(name, sizeof name, "%.240s:FILE", text);
    if (!filter_parse(name, game, filters, &rest, failure))
        return false;
    if (strcmp(rest, "FILE") == 0)
        return true;
    failure_set(failure, "nobody plays as '%.80s'", text);
    return filter_lead_on(rest, failure);
}

bool filter_lead_on(const char *rest, struct failure *failure)
{
    const char *words[KINDS];
    char word[WORD], list[WORD] = "";
    size_t length = strcspn(rest, "=@:/\\");
    /* A word of one letter is a drive. */
    if (length < 2 || length >= sizeof word || !strchr(rest, ':') || !strchr("=@:", rest[length]))
        return false;
    snprintf(word, sizeof word, "%.*s", (int)length, rest);
    for (unsigned k = 0; k < KINDS; k++) {
        words[k] = kinds[k].word;
        text_append(list, sizeof list, "%s%s", k == 0 ? "" : k + 1 < KINDS ? ", " : " or ", words[k]);
    }
    return failure_add(failure, "; '%s' is not %s%s", word, list, text_suggestion(word, words, KINDS).text);
}
