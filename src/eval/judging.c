#include "eval/judging.h"

#include "base/text.h"
#include "eval/best_response.h"
#include "eval/exploit.h"
#include "eval/lbr.h"
#include "eval/sampled.h"

/* What a command prints, when it accepts the game. */
struct way {
    const char *command, *options; /* the file comes between them */
    const char *gives;             /* NULL: need not be said */
    bool (*suits)(const struct tree *tree);
};

static bool suits_exact(const struct tree *tree)
{
    return best_response_feasible(tree, NULL) || exploit_feasible(tree, NULL);
}

static bool suits_lbr(const struct tree *tree)
{
    return lbr_feasible(tree->game, NULL);
}

static bool suits_boards(const struct tree *tree)
{
    return game_big_blind(tree->game) > 0 && sampled_feasible(tree, NULL);
}

static bool suits_match(const struct tree *tree)
{
    return tree->game->players == 2;
}

/* The exact one first, then by how soon they are done. */
static const struct way ways[] = {
    {"holdem evaluate", "", NULL, suits_exact},
    {"holdem lbr", "", "a lower bound", suits_lbr},
    {"holdem evaluate", " --boards 100", "an estimate by sampled boards, which can take hours", suits_boards},
    {"holdem match", " random", "what it wins from another player", suits_match},
};

enum { WAYS = sizeof ways / sizeof *ways };

/* Appends some of the ways from number `first` on; returns how many. */
static unsigned say(const struct tree *tree, const char *file, unsigned first, unsigned most, char *text, size_t size)
{
    unsigned said = 0;
    for (unsigned i = first; i < WAYS && said < most; i++) {
        const struct way *way = &ways[i];
        if (!way->suits(tree))
            continue;
        text_append(text, size, "%s%s %s%s", said ? ", " : "", way->command, file, way->options);
        if (way->gives)
            text_append(text, size, " (%s)", way->gives);
        said++;
    }
    return said;
}

/* With more than two players nothing but a list of all deals says how good a strategy is; it can be looked at and
 * played. */
static void say_looking(const struct tree *tree, const char *file, char *text, size_t size)
{
    text_append(
        text, size,
        "too large to be measured with %u players; holdem show %s, holdem export %s and holdem serve --blueprint %s "
        "show the strategy, holdem play %s --acpc HOST:PORT plays it",
        (unsigned)tree->game->players, file, file, file, file);
}

void judging_say_best(const struct tree *tree, const char *file, char *text, size_t size)
{
    if (say(tree, file, 0, 1, text, size) == 0)
        say_looking(tree, file, text, size);
}

bool judging_lead_on(const struct tree *tree, const char *file, struct failure *failure)
{
    char best[sizeof failure->text] = "";
    judging_say_best(tree, file, best, sizeof best);
    return failure_add(failure, "; %s", best);
}

void judging_say_others(const struct tree *tree, const char *file, char *text, size_t size)
{
    if (say(tree, file, 1, WAYS, text, size) == 0)
        say_looking(tree, file, text, size);
}
