#include "game/amount.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

bool game_has_blinds(const struct game *game)
{
    for (unsigned p = 1; p < game->players; p++) {
        if (game->blind[p] != game->blind[0])
            return true;
    }
    return false;
}

struct amount_text amount_format(const struct game *game, double amount, enum amount_unit unit)
{
    struct amount_text out;
    bool in_blinds = unit == AMOUNT_BIG_BLINDS && game_has_blinds(game);
    snprintf(out.text, sizeof out.text, "%.2f", in_blinds ? amount / game_big_blind(game) : amount);
    size_t length = strlen(out.text);
    while (out.text[length - 1] == '0')
        length--;
    length -= out.text[length - 1] == '.';
    out.text[length] = '\0';
    if (strcmp(out.text, "-0") == 0)
        memmove(out.text, out.text + 1, 2);
    text_append(out.text, sizeof out.text, in_blinds ? " bb" : "");
    return out;
}
