#include "eval/equity.h"

#include "base/memory.h"
#include "base/text.h"
#include "buckets/boards.h"
#include "buckets/runout.h"
#include "cards/subset.h"

#include <assert.h>
#include <string.h>

/* Hands to rank for the edges of one hand: hold'em's flop needs a million (milliseconds). */
static const double most_work = 10e6;

static unsigned count_cards(cardset cards)
{
    unsigned count = 0;
    for (; cards; cards &= cards - 1)
        count++;
    return count;
}

unsigned equity_pair(const struct equity *equity, cardset cards)
{
    unsigned position[2] = {0, 0}, found = 0;
    for (unsigned i = 0; i < equity->tables.deck_cards && found < 2; i++) {
        if (cards & cardset_of(equity->tables.deck[i]))
            position[found++] = i;
    }
    assert(found == 2);
    return strength_pair(position[0], position[1]);
}

static void name_classes(struct equity *equity, const struct board *first)
{
    equity->classes = first->slots;
    for (unsigned h = 0; h < first->hands; h++) {
        unsigned pair = equity_pair(equity, cardset_of(first->hole[h][0]) | cardset_of(first->hole[h][1]));
        equity->class_of[pair] = first->slot[h];
    }
    for (unsigned pair = equity->tables.pairs; pair-- > 0;) {
        equity->class_pairs[equity->class_of[pair]]++;
        equity->class_first[equity->class_of[pair]] = (uint16_t)pair;
    }
}

/* Sums over pairs of hands become means: divided by how many pairs of two classes share no card. */
static void divide_odds(struct equity *equity)
{
    for (unsigned a = 0; a < equity->classes; a++) {
        cardset mine = equity_cards(equity, equity->class_first[a]);
        unsigned apart[STRENGTH_PAIRS] = {0};
        for (unsigned pair = 0; pair < equity->tables.pairs; pair++)
            apart[equity->class_of[pair]] += !(equity_cards(equity, pair) & mine);
        for (unsigned b = 0; b < equity->classes; b++) {
            if (apart[b] > 0)
                equity->before[a * equity->classes + b] /= (float)(equity->class_pairs[a] * apart[b]);
        }
    }
}

static bool check_game(const struct game *game, struct failure *failure)
{
    if (game->hole_cards != 2)
        return failure_set(failure, "%s has %u hole card%s, not two", game->name, (unsigned)game->hole_cards,
                           game->hole_cards == 1 ? "" : "s");
    unsigned deck = (unsigned)deck_size(game->deck), all = game_board_cards(game, game->rounds - 1u);
    for (unsigned round = 1; round < game->rounds; round++) {
        unsigned seen = game_board_cards(game, round);
        double work = subset_count(deck - 2 - seen, all - seen) * subset_count(deck - 2 - all, 2);
        if (seen > 0 && work > most_work)
            return failure_set(failure, "%s has too many run-outs after round %u: %s hands to rank, the most is %s",
                               game->name, round + 1, text_thousands((uint64_t)work).text,
                               text_thousands((uint64_t)most_work).text);
    }
    return true;
}

bool equity_feasible(const struct game *game, struct failure *failure)
{
    return check_game(game, failure) && boards_feasible(game, 1, STRENGTH_PAIRS, failure);
}

bool equity_init(const struct run_context *run, struct equity *equity, const struct game *game, struct failure *failure)
{
    struct boards boards;
    memset(equity, 0, sizeof *equity);
    if (!equity_feasible(game, failure) || !boards_init(run, &boards, game, 1, STRENGTH_PAIRS, failure))
        return false;
    const struct board *first = &boards.street[0].board[0];
    strength_tables_init(&equity->tables, game->deck);
    equity->board_cards = game_board_cards(game, game->rounds - 1u);
    name_classes(equity, first);
    equity->before = runout_new(run, game, first, failure);
    if (equity->before)
        divide_odds(equity);
    boards_release(&boards);
    return equity->before != NULL;
}

void equity_release(struct equity *equity)
{
    memory_release(equity->before);
    memset(equity, 0, sizeof *equity);
}

/* Counts, for all pairs of the cards at the positions left[], how the hand fares on a complete board. */
static void count_runout(const struct strength_tables *tables, struct hand on_board, hand_rank mine,
                         const unsigned left[], unsigned count, int32_t ahead[])
{
    for (unsigned h = 1; h < count; h++) {
        struct hand with_high = hand_add(on_board, tables->deck[left[h]]);
        int32_t *row = ahead + strength_pair(0, left[h]);
        for (unsigned l = 0; l < h; l++) {
            hand_rank other = hand_evaluate(hand_add(with_high, tables->deck[left[l]]));
            row[left[l]] += (mine > other) - (mine < other);
        }
    }
}

static void deal_runouts(const struct equity *equity, cardset mine, cardset board, double edge[])
{
    const struct strength_tables *tables = &equity->tables;
    unsigned open[CARD_COUNT], left[CARD_COUNT], chosen[GAME_BOARD_CARDS], cards = 0;
    int32_t ahead[STRENGTH_PAIRS] = {0};
    for (unsigned i = 0; i < tables->deck_cards; i++) {
        if (!((mine | board) & cardset_of(tables->deck[i])))
            open[cards++] = i;
    }
    unsigned to_come = equity->board_cards - count_cards(board);
    subset_first(chosen, to_come);
    do {
        struct hand on_board = hand_of(board);
        unsigned count = 0, next = 0;
        for (unsigned i = 0; i < cards; i++) {
            if (next < to_come && chosen[next] == i) {
                on_board = hand_add(on_board, tables->deck[open[i]]);
                next++;
            } else {
                left[count++] = open[i];
            }
        }
        count_runout(tables, on_board, hand_evaluate(hand_merge(on_board, hand_of(mine))), left, count, ahead);
    } while (subset_next(chosen, to_come, cards));
    double runouts = subset_count(cards - 2, to_come);
    for (unsigned pair = 0; pair < tables->pairs; pair++)
        edge[pair] = ahead[pair] / runouts;
}

void equity_edges(const struct equity *equity, cardset mine, cardset board, double edge[STRENGTH_PAIRS])
{
    if (board != 0) {
        deal_runouts(equity, mine, board, edge);
        return;
    }
    const float *before = equity->before + (size_t)equity->class_of[equity_pair(equity, mine)] * equity->classes;
    for (unsigned pair = 0; pair < equity->tables.pairs; pair++)
        edge[pair] = equity_cards(equity, pair) & mine ? 0 : before[equity->class_of[pair]];
}
