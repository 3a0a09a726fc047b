/* The games of games/, by file name. */
#ifndef SUPPORT_GAMES_H
#define SUPPORT_GAMES_H

#include "cards/evaluator.h"
#include "game/definition.h"

#include <stdio.h>
#include <stdlib.h>

static inline void games_load(const char *name, struct game *game)
{
    struct failure failure;
    char path[512];
    snprintf(path, sizeof path, "%s/games/%s", HOLDEM_ROOT, name);
    if (!game_load(path, game, &failure)) {
        fprintf(stderr, "%s\n", failure.text);
        abort();
    }
    evaluator_init();
}

#endif
