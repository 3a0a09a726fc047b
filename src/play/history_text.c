#include "play/history_text.h"

#include "play/acpc.h"
#include "play/phh.h"

bool history_suits(enum history_format format, const struct game *game, struct failure *failure)
{
    unsigned first;
    return format == HISTORY_ACPC || phh_seats(game, &first, failure);
}

static void append_acpc(const struct history_hand *hand, struct builder *text)
{
    const struct game *game = hand->game;
    double value[GAME_PLAYERS];
    builder_append(text, "STATE:%llu:", (unsigned long long)hand->number);
    acpc_append_betting(game, hand->action, hand->actions, text);
    builder_append(text, ":");
    for (unsigned p = 0; p < game->players; p++) {
        builder_append(text, "%s", p ? "|" : "");
        history_append_cards(hand->hole[p], hand->known >> p & 1 ? game->hole_cards : 0, text);
    }
    for (unsigned r = 1, dealt = 0; r < game->rounds && dealt < hand->board_cards; dealt += game->board_cards[r++]) {
        builder_append(text, "/");
        history_append_cards(hand->board + dealt, game->board_cards[r], text);
    }
    builder_append(text, ":");
    bool known = history_value(hand, value);
    for (unsigned p = 0; p < game->players; p++) {
        builder_append(text, "%s", p ? "|" : "");
        if (known)
            builder_append(text, "%.10g", value[p]);
    }
    for (unsigned p = 0; p < game->players; p++) {
        struct history_name name;
        history_name(HISTORY_ACPC, hand->name[p], &name);
        builder_append(text, "%c%s", p ? '|' : ':', name.text);
    }
    builder_append(text, "\n");
}

void history_append(enum history_format format, const struct history_hand *hand, uint64_t table, struct builder *text)
{
    if (format == HISTORY_PHH)
        phh_append(hand, table, text);
    else
        append_acpc(hand, text);
}
