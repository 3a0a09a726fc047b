#include "serve/view.h"

#include "base/text.h"
#include "cards/draw.h"
#include "game/dealt.h"

enum { BOARD = 2 * GAME_BOARD_CARDS + 1, DEALT = 0x626f /* stream of the cards that complete a board */ };

static bool complete(const struct game *game, const char *wanted, unsigned needed, char board[BOARD],
                     struct failure *failure)
{
    struct dealt dealt = {.count = 0};
    card deck[CARD_COUNT];
    if (!dealt_add(&dealt, wanted ? wanted : "", game, failure))
        return failure_context(failure, "board");
    struct random_stream stream = random_stream_at(0, 0, DEALT);
    deck_cards(game->deck, deck);
    cards_draw(deck, (unsigned)deck_size(game->deck), (unsigned)deck_size(game->deck), &stream);
    for (const card *next = deck; dealt.count < needed; next++) {
        if (!(dealt.set & cardset_of(*next)))
            dealt.cards[dealt.count++] = *next;
    }
    board[0] = '\0';
    for (unsigned i = 0; i < needed; i++)
        text_append(board, BOARD, "%s", card_format(dealt.cards[i]).text);
    return true;
}

bool view_open(struct server *server, const struct query *query, struct view *view, struct failure *failure)
{
    const char *sequence = query_text(query, "sequence");
    struct tree_position position;
    char board[BOARD];
    *view = (struct view){.source = sources_find(&server->sources, query_text(query, "source"), failure)};
    if (!view->source)
        return false;
    const struct blueprint *blueprint = &view->source->blueprint;
    if (!tree_follow(&blueprint->tree, sequence ? sequence : "", &position, failure))
        return false;
    unsigned street =
        position.state.round < blueprint->game.rounds ? position.state.round : blueprint->game.rounds - 1U;
    if (!complete(&blueprint->game, query_text(query, "board"), game_board_cards(&blueprint->game, street), board,
                  failure) ||
        !spot_open(blueprint, sequence, board, &view->spot, failure))
        return false;
    line_open(&view->spot, &view->line);
    line_tell(&view->spot, &view->line);
    return true;
}

void view_close(struct view *view)
{
    line_close(&view->line);
    spot_close(&view->spot);
}
