#include "eval/values.h"

#include "base/memory.h"
#include "cards/draw.h"
#include "eval/values_walk.h"

#include <stdlib.h>
#include <string.h>

enum { BOARDS = 0x7662, ACTIONS /* streams of what is drawn here */ };

/* --- boards --- */

static void draw_board(struct values_walk *walk, uint64_t seed, uint64_t number)
{
    const struct spot *spot = walk->spot;
    const struct game *game = &spot->blueprint->game;
    unsigned last = game_board_cards(game, game->rounds - 1U), count = 0;
    struct random_stream stream = random_stream_at(seed, number, BOARDS);
    card deck[CARD_COUNT], left[CARD_COUNT];
    cardset blocked = 0;
    for (unsigned i = 0; i < spot->board_cards; i++)
        blocked |= cardset_of(spot->board[i]);
    deck_cards(game->deck, deck);
    for (size_t i = 0; i < deck_size(game->deck); i++) {
        if (!(blocked & cardset_of(deck[i])))
            left[count++] = deck[i];
    }
    cards_draw(left, count, last - spot->board_cards, &stream);
    memcpy(walk->board, spot->board, spot->board_cards * sizeof *walk->board);
    memcpy(walk->board + spot->board_cards, left, (last - spot->board_cards) * sizeof *walk->board);
}

static int compare(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void place_hands(struct values_walk *walk)
{
    const struct game *game = &walk->spot->blueprint->game;
    cardset board = cardset_of_all(walk->board, game_board_cards(game, game->rounds - 1U));
    walk->places = 0;
    for (unsigned h = 0; h < walk->hands; h++) {
        cardset hole = cardset_of_all(walk->spot->combo[h].hole, walk->hole_cards);
        if (!(hole & board))
            walk->order[walk->places++] = ranked_key(evaluate(hole | board), h);
    }
    qsort(walk->order, walk->places, sizeof *walk->order, compare);
    for (unsigned i = 0; i < walk->places; i++) {
        unsigned hand = values_hand_at(walk, i);
        memcpy(walk->hole + (size_t)i * walk->hole_cards, walk->spot->combo[hand].hole, walk->hole_cards);
        walk->start[i] = walk->reach[hand];
    }
    struct facing_hands hands = values_hands(walk);
    facing_fold(&hands, walk->start, 1, walk->all);
}

static void find_buckets(struct values_walk *walk, unsigned street)
{
    const struct blueprint *blueprint = walk->spot->blueprint;
    struct street_buckets *list = &walk->street[street];
    card cards[GAME_HOLE_CARDS + GAME_BOARD_CARDS];
    memcpy(cards + walk->hole_cards, walk->board, game_board_cards(&blueprint->game, street) * sizeof *cards);
    for (unsigned i = 0; i < list->count; i++)
        list->known[list->bucket[i]] = 0;
    list->count = 0;
    for (unsigned i = 0; i < walk->places; i++) {
        memcpy(cards, walk->hole + (size_t)i * walk->hole_cards, walk->hole_cards);
        bucket_id bucket = abstraction_bucket(&blueprint->abstraction, street, cards);
        if (list->known[bucket] == 0) {
            list->bucket[list->count++] = bucket;
            list->known[bucket] = (uint16_t)list->count;
        }
        list->index[i] = (uint16_t)(list->known[bucket] - 1);
    }
}

/* --- the interface --- */

static struct values_walk *open_walk(const struct spot *spot, const struct line *line)
{
    const struct blueprint *blueprint = spot->blueprint;
    unsigned hands = spot->combos;
    struct values_walk *walk = memory_allocate(1, sizeof *walk);
    *walk = (struct values_walk){.spot = spot,
                                 .player = spot->node->player,
                                 .opponent = 1U - spot->node->player,
                                 .hands = hands,
                                 .hole_cards = blueprint->game.hole_cards,
                                 .reach = line_reach(line, 1U - spot->node->player)};
    walk->order = memory_allocate(hands, sizeof *walk->order);
    walk->hole = memory_allocate((size_t)hands * walk->hole_cards, sizeof *walk->hole);
    walk->start = memory_allocate(hands, sizeof *walk->start);
    walk->all = memory_allocate(hands, sizeof *walk->all);
    walk->total = memory_allocate(hands, sizeof *walk->total);
    for (unsigned s = spot->node->street; s < blueprint->game.rounds; s++) {
        struct street_buckets *street = &walk->street[s];
        street->bucket = memory_allocate(hands, sizeof *street->bucket);
        street->index = memory_allocate(hands, sizeof *street->index);
        street->known = memory_allocate(blueprint->street[s].buckets + 1, sizeof *street->known);
    }
    return walk;
}

bool values_open(const struct spot *spot, const struct line *line, struct values *values, struct failure *failure)
{
    const struct game *game = &spot->blueprint->game;
    unsigned hands = spot->combos;
    *values = (struct values){.combos = hands, .actions = spot->actions};
    if (game->players != 2 || hands == 0)
        return failure_set(failure, "%s: values are of games for two with one or two hole cards", game->name);
    values->exact = spot->board_cards == game_board_cards(game, game->rounds - 1U);
    values->weight = memory_allocate(hands, sizeof *values->weight);
    values->value = memory_allocate(hands, sizeof *values->value);
    values->square = memory_allocate(hands, sizeof *values->square);
    values->action = memory_allocate((size_t)hands * spot->actions, sizeof *values->action);
    values->walk = open_walk(spot, line);
    return true;
}

/* The spot's node by itself, as the values of its actions are kept. */
static void walk_spot(struct values *values)
{
    struct values_walk *walk = values->walk;
    const struct node *node = walk->spot->node;
    struct level *level = values_level(walk, 0);
    values_rows(walk, node, level->row);
    memset(walk->total, 0, walk->places * sizeof *walk->total);
    for (unsigned a = 0; a < node->actions; a++) {
        values_below(walk, node, a, 0, walk->start, level->value);
        for (unsigned i = 0; i < walk->places; i++)
            values->action[(size_t)a * values->combos + values_hand_at(walk, i)] += level->value[i];
        values_multiply(walk, node, level->row, a, level->value, level->value);
        values_sum(walk, level->value, walk->total);
    }
}

void values_add(struct values *values, uint64_t seed, uint64_t number)
{
    struct values_walk *walk = values->walk;
    const struct blueprint *blueprint = walk->spot->blueprint;
    draw_board(walk, seed, number);
    walk->draws = !values->exact;
    walk->stream = random_stream_at(seed, number, ACTIONS);
    place_hands(walk);
    /* Streets without decisions may have no buckets. */
    for (unsigned s = walk->spot->node->street; s < blueprint->game.rounds; s++) {
        if (blueprint->tree.street_rows[s] > 0)
            find_buckets(walk, s);
    }
    walk_spot(values);
    for (unsigned i = 0; i < walk->places; i++) {
        unsigned hand = values_hand_at(walk, i);
        values->weight[hand] += walk->all[i];
        values->value[hand] += walk->total[i];
        values->square[hand] += walk->all[i] > 0 ? walk->total[i] * walk->total[i] / walk->all[i] : 0;
    }
}

static void close_walk(struct values_walk *walk)
{
    if (!walk)
        return;
    for (unsigned l = 0; l < walk->levels; l++) {
        memory_release(walk->level[l]->row);
        memory_release(walk->level[l]->reach);
        memory_release(walk->level[l]->value);
        memory_release(walk->level[l]);
    }
    for (unsigned s = 0; s < GAME_ROUNDS; s++) {
        memory_release(walk->street[s].bucket);
        memory_release(walk->street[s].index);
        memory_release(walk->street[s].known);
    }
    memory_release(walk->level);
    memory_release(walk->order);
    memory_release(walk->hole);
    memory_release(walk->start);
    memory_release(walk->all);
    memory_release(walk->total);
    memory_release(walk);
}

void values_close(struct values *values)
{
    close_walk(values->walk);
    memory_release(values->weight);
    memory_release(values->value);
    memory_release(values->square);
    memory_release(values->action);
    *values = (struct values){0};
}
