#include "eval/values.h"

#include "base/memory.h"
#include "cards/draw.h"
#include "cards/evaluator.h"

#include <stdlib.h>
#include <string.h>

enum { BOARDS = 0x7662 /* stream of what is drawn here */ };

static const double ROUNDING = 1e-12;

/* What a level of the walk works on: the rows of its node, the opponent's reach below an action, an action's values. */
struct level {
    float *row;            /* owned: [bucket of the street's list * actions + action] */
    double *reach, *value; /* owned: [place] */
};

/* The buckets that hands have on a street of this board: each once, as most hands share theirs. */
struct street_buckets {
    unsigned count;
    bucket_id *bucket; /* owned: [index] */
    uint16_t *index;   /* owned: [place] */
    uint16_t *known;   /* owned: [bucket], its index + 1 */
};

/* Hands that share no card with the board stand in places by rank, the worst first. */
struct values_walk {
    const struct spot *spot; /* borrowed */
    unsigned player, opponent, hands, hole_cards;
    const double *reach; /* borrowed: the opponent's, of the line, [hand] */
    card board[GAME_BOARD_CARDS];
    unsigned places;
    uint32_t *order;                           /* owned: [place], rank << 16 | hand */
    card *hole;                                /* owned: [place * hole_cards + card] */
    double *start;                             /* owned: [place], the opponent's reach at the spot */
    double *all;                               /* owned: [place], that of the hands beside each, summed */
    double *total;                             /* owned: [place], the values of the spot's actions by its strategy */
    struct street_buckets street[GAME_ROUNDS]; /* from the spot's on */
    unsigned levels;
    struct level **level; /* owned: by depth, made when it is first needed */
};

static unsigned hand_at(const struct values_walk *walk, unsigned place)
{
    return walk->order[place] & UINT16_MAX;
}

static uint32_t rank_at(const struct values_walk *walk, unsigned place)
{
    return walk->order[place] >> 16;
}

/* --- ends of hands --- */

/* The reach of some hands, and of those among them that hold a card. */
struct facing {
    double total, card[CARD_COUNT];
};

static void face(struct facing *facing, const struct values_walk *walk, unsigned place, double reach)
{
    const card *hole = walk->hole + (size_t)place * walk->hole_cards;
    facing->total += reach;
    for (unsigned c = 0; c < walk->hole_cards; c++)
        facing->card[hole[c]] += reach;
}

/* The part that shares no card with a hand; `own`: its own reach when it is among them, which each of its cards takes
 * away. What differences of sums leave of nothing is nothing. */
static double beside(const struct facing *facing, const struct values_walk *walk, unsigned place, double own)
{
    const card *hole = walk->hole + (size_t)place * walk->hole_cards;
    double sum = facing->total + (walk->hole_cards - 1) * own;
    for (unsigned c = 0; c < walk->hole_cards; c++)
        sum -= facing->card[hole[c]];
    return sum > ROUNDING * facing->total ? sum : 0;
}

/* out[place]: the reach of all hands that share no card with it, times `gain`. */
static void sum_beside(const struct values_walk *walk, const double reach[], double gain, double out[])
{
    struct facing all = {0};
    for (unsigned i = 0; i < walk->places; i++)
        face(&all, walk, i, reach[i]);
    for (unsigned i = 0; i < walk->places; i++)
        out[i] = gain * beside(&all, walk, i, reach[i]);
}

static double payoff_when(const struct values_walk *walk, const chips spent[], hand_rank mine, hand_rank other)
{
    hand_rank rank[2];
    double value[2];
    rank[walk->player] = mine;
    rank[walk->opponent] = other;
    payoff(2, spent, 0, rank, value);
    return value[walk->player] + walk->spot->state.spent[walk->player];
}

/* All lose; not so against hands that are no better; and still less against those that are worse. */
static void show_down(const struct values_walk *walk, const chips spent[], const double reach[], double out[])
{
    double win = payoff_when(walk, spent, 2, 1), tie = payoff_when(walk, spent, 1, 1);
    double lose = payoff_when(walk, spent, 1, 2);
    struct facing faced = {0};
    for (unsigned begin = 0, end; begin < walk->places; begin = end) {
        for (end = begin; end < walk->places && rank_at(walk, end) == rank_at(walk, begin); end++)
            out[end] = (win - tie) * beside(&faced, walk, end, 0);
        for (unsigned i = begin; i < end; i++)
            face(&faced, walk, i, reach[i]);
        for (unsigned i = begin; i < end; i++)
            out[i] += (tie - lose) * beside(&faced, walk, i, reach[i]);
    }
    for (unsigned i = 0; i < walk->places; i++)
        out[i] += lose * beside(&faced, walk, i, reach[i]);
}

static void end_hand(const struct values_walk *walk, uint32_t at, const double reach[], double out[])
{
    const struct tree *tree = &walk->spot->blueprint->tree;
    const struct terminal *terminal = &tree->terminals[at];
    const chips *spent = tree->spent + (size_t)at * 2;
    if (terminal->showdown) {
        show_down(walk, spent, reach, out);
        return;
    }
    bool folded = terminal->folded >> walk->player & 1;
    double won = folded ? -spent[walk->player] : spent[walk->opponent];
    sum_beside(walk, reach, won + walk->spot->state.spent[walk->player], out);
}

/* --- the walk --- */

static struct level *level_at(struct values_walk *walk, unsigned depth)
{
    if (depth == walk->levels) {
        walk->level = memory_resize(walk->level, depth + 1, sizeof *walk->level);
        struct level *level = walk->level[walk->levels++] = memory_allocate(1, sizeof *level);
        level->row = memory_allocate((size_t)walk->hands * MENU_ACTIONS, sizeof *level->row);
        level->reach = memory_allocate(walk->hands, sizeof *level->reach);
        level->value = memory_allocate(walk->hands, sizeof *level->value);
    }
    return walk->level[depth];
}

static void read_rows(const struct values_walk *walk, const struct node *node, float row[])
{
    const struct street_buckets *street = &walk->street[node->street];
    for (unsigned i = 0; i < street->count; i++)
        blueprint_policy(walk->spot->blueprint, node, street->bucket[i], row + (size_t)i * node->actions);
}

/* out[place] = in[place] times the probability of action `a`; returns the sum. */
static double multiply(const struct values_walk *walk, const struct node *node, const float row[], unsigned a,
                       const double in[], double out[])
{
    const uint16_t *index = walk->street[node->street].index;
    double sum = 0;
    for (unsigned i = 0; i < walk->places; i++) {
        out[i] = in[i] * (double)row[(size_t)index[i] * node->actions + a];
        sum += out[i];
    }
    return sum;
}

static void walk_from(struct values_walk *walk, node_ref at, unsigned depth, const double reach[], double out[]);

/* level->value of action `a` at a node whose rows the level holds: what lies below, weighed by the opponent's reach and, at
 * its node, strategy. False when the opponent never comes there: the values are nothing. */
static bool walk_action(struct values_walk *walk, const struct node *node, unsigned a, unsigned depth,
                        const double reach[])
{
    struct level *level = level_at(walk, depth);
    const struct tree *tree = &walk->spot->blueprint->tree;
    if (node->player == walk->opponent) {
        if (multiply(walk, node, level->row, a, reach, level->reach) <= 0)
            return false;
        reach = level->reach;
    }
    walk_from(walk, tree->child[node->street][node->row + a], depth + 1, reach, level->value);
    return true;
}

static void walk_from(struct values_walk *walk, node_ref at, unsigned depth, const double reach[], double out[])
{
    if (node_ref_is_terminal(at)) {
        end_hand(walk, node_ref_terminal(at), reach, out);
        return;
    }
    const struct node *node = &walk->spot->blueprint->tree.nodes[at];
    struct level *level = level_at(walk, depth);
    read_rows(walk, node, level->row);
    memset(out, 0, walk->places * sizeof *out);
    for (unsigned a = 0; a < node->actions; a++) {
        if (!walk_action(walk, node, a, depth, reach))
            continue;
        if (node->player == walk->player)
            multiply(walk, node, level->row, a, level->value, level->value);
        for (unsigned i = 0; i < walk->places; i++)
            out[i] += level->value[i];
    }
}

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

static cardset set_of(const card cards[], unsigned count)
{
    cardset set = 0;
    for (unsigned i = 0; i < count; i++)
        set |= cardset_of(cards[i]);
    return set;
}

static void place_hands(struct values_walk *walk)
{
    const struct game *game = &walk->spot->blueprint->game;
    cardset board = set_of(walk->board, game_board_cards(game, game->rounds - 1U));
    walk->places = 0;
    for (unsigned h = 0; h < walk->hands; h++) {
        cardset hole = set_of(walk->spot->combo[h].hole, walk->hole_cards);
        if (!(hole & board))
            walk->order[walk->places++] = (uint32_t)evaluate(hole | board) << 16 | h;
    }
    qsort(walk->order, walk->places, sizeof *walk->order, compare);
    for (unsigned i = 0; i < walk->places; i++) {
        unsigned hand = hand_at(walk, i);
        memcpy(walk->hole + (size_t)i * walk->hole_cards, walk->spot->combo[hand].hole, walk->hole_cards);
        walk->start[i] = walk->reach[hand];
    }
    sum_beside(walk, walk->start, 1, walk->all);
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
    struct level *level = level_at(walk, 0);
    read_rows(walk, node, level->row);
    memset(walk->total, 0, walk->places * sizeof *walk->total);
    for (unsigned a = 0; a < node->actions; a++) {
        if (!walk_action(walk, node, a, 0, walk->start))
            continue;
        for (unsigned i = 0; i < walk->places; i++)
            values->action[(size_t)a * values->combos + hand_at(walk, i)] += level->value[i];
        multiply(walk, node, level->row, a, level->value, level->value);
        for (unsigned i = 0; i < walk->places; i++)
            walk->total[i] += level->value[i];
    }
}

void values_add(struct values *values, uint64_t seed, uint64_t number)
{
    struct values_walk *walk = values->walk;
    const struct blueprint *blueprint = walk->spot->blueprint;
    draw_board(walk, seed, number);
    place_hands(walk);
    /* Streets without decisions may have no buckets. */
    for (unsigned s = walk->spot->node->street; s < blueprint->game.rounds; s++) {
        if (blueprint->tree.street_rows[s] > 0)
            find_buckets(walk, s);
    }
    walk_spot(values);
    for (unsigned i = 0; i < walk->places; i++) {
        unsigned hand = hand_at(walk, i);
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
