#include "eval/holding.h"

#include <string.h>

void holding_deal(struct holding *holding, const struct equity *equity, const struct agent *agent, cardset mine,
                  const card board[])
{
    holding->equity = equity;
    holding->agent = agent;
    holding->mine = mine;
    memcpy(holding->board, board, equity->board_cards * sizeof *board);
    for (unsigned s = 0; s < GAME_ROUNDS; s++)
        holding->street[s].has_edges = holding->street[s].has_buckets = false;
}

static cardset cards_between(const struct holding *holding, unsigned first, unsigned end)
{
    cardset cards = 0;
    for (unsigned i = first; i < end; i++)
        cards |= cardset_of(holding->board[i]);
    return cards;
}

cardset holding_board(const struct holding *holding, unsigned street)
{
    return cards_between(holding, 0, game_board_cards(holding->agent->game, street));
}

cardset holding_hidden(const struct holding *holding, unsigned street)
{
    return cards_between(holding, game_board_cards(holding->agent->game, street), holding->equity->board_cards);
}

const double *holding_edges(struct holding *holding, unsigned street)
{
    struct holding_street *s = &holding->street[street];
    if (!s->has_edges)
        equity_edges(holding->equity, holding->mine, holding_board(holding, street), s->edge);
    s->has_edges = true;
    return s->edge;
}

static void find_buckets(const struct holding *holding, unsigned street, bucket_id bucket[])
{
    const struct strength_tables *tables = &holding->equity->tables;
    cardset taken = holding->mine | holding_board(holding, street);
    card cards[2 + GAME_BOARD_CARDS];
    memcpy(cards + 2, holding->board, sizeof holding->board);
    for (unsigned pair = 0; pair < tables->pairs; pair++) {
        if (equity_cards(holding->equity, pair) & taken)
            continue;
        cards[0] = tables->low[pair];
        cards[1] = tables->high[pair];
        bucket[pair] = agent_bucket(holding->agent, street, cards);
    }
}

const bucket_id *holding_buckets(struct holding *holding, unsigned street)
{
    struct holding_street *s = &holding->street[street];
    if (!s->has_buckets)
        find_buckets(holding, street, s->bucket);
    s->has_buckets = true;
    return s->bucket;
}
