#include "game/streets.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

static bool refuse(const char *word, size_t length, const struct game *game, struct failure *failure)
{
    const char *names[GAME_ROUNDS];
    char list[64] = "", shown[64];
    for (unsigned r = 0; r < game->rounds; r++) {
        names[r] = game_round_name(game, r);
        text_append(list, sizeof list, "%s%s", r > 0 ? ", " : "", names[r]);
    }
    snprintf(shown, sizeof shown, "%.*s", (int)(length < 40 ? length : 40), word);
    return failure_set(failure, "there is no street '%s'; there are %s%s", shown, list,
                       text_suggestion(shown, names, game->rounds).text);
}

bool streets_parse(const char *text, size_t length, const struct game *game, uint16_t *streets, struct failure *failure)
{
    const char *end = text + length;
    *streets = 0;
    for (const char *word = text;; word++) {
        const char *comma = memchr(word, ',', (size_t)(end - word));
        size_t letters = (size_t)((comma ? comma : end) - word);
        unsigned round = 0;
        while (round < game->rounds && (strlen(game_round_name(game, round)) != letters ||
                                        strncmp(word, game_round_name(game, round), letters) != 0))
            round++;
        if (round == game->rounds)
            return refuse(word, letters, game, failure);
        *streets |= (uint16_t)(1U << round);
        word += letters;
        if (word == end)
            return true;
    }
}
