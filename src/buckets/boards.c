#include "buckets/boards.h"

#include "base/memory.h"
#include "base/text.h"
#include "buckets/ranked.h"
#include "cards/isomorphism.h"
#include "cards/renaming.h"
#include "cards/subset.h"

#include <string.h>

struct builder {
    struct boards *boards;
    const struct game *game;
    struct symmetry *symmetry; /* owned: of each board of the street that is extended */
    struct symmetry *next;     /* owned: of the next street's */
    uint32_t capacity;         /* of the next street's boards */
    cardset only;              /* not empty: the second street's board */
};

static unsigned board_size(const struct builder *builder, unsigned street)
{
    return game_board_cards(builder->game, street);
}

static cardset board_set(const struct builder *builder, const struct board *board, unsigned street)
{
    cardset set = 0;
    for (unsigned i = 0; i < board_size(builder, street); i++)
        set |= cardset_of(board->cards[i]);
    return set;
}

/* Puts the hands in ascending order of strength. */
void board_rank_hands(struct board *board, cardset set)
{
    uint32_t key[RANKED_MOST];
    card hole[RANKED_MOST][2];
    struct hand on_board = hand_of(set);
    for (unsigned h = 0; h < board->hands; h++) {
        card a = board->hole[h][0], b = board->hole[h][1];
        struct hand hand = hand_add(on_board, a);
        key[h] = ranked_key(hand_evaluate(a == b ? hand : hand_add(hand, b)), h);
    }
    memcpy(hole, board->hole, board->hands * sizeof *hole);
    ranked_sort(key, board->hands);
    for (unsigned h = 0; h < board->hands; h++) {
        memcpy(board->hole[h], hole[ranked_number(key[h])], sizeof *hole);
        board->rank[h] = ranked_rank(key[h]);
    }
}

static void list_hands(const struct builder *builder, struct board *board, unsigned street)
{
    card deck[CARD_COUNT];
    deck_cards(builder->game->deck, deck);
    unsigned cards = (unsigned)deck_size(builder->game->deck);
    cardset set = board_set(builder, board, street);
    bool pairs = builder->game->hole_cards == 2;
    board->hands = (uint16_t)game_hands(builder->game, street);
    board->hole = memory_allocate(board->hands, sizeof *board->hole);
    unsigned h = 0;
    for (unsigned i = 0; i < cards; i++) {
        for (unsigned j = pairs ? i + 1 : i; j < (pairs ? cards : i + 1); j++) {
            if ((cardset_of(deck[i]) | cardset_of(deck[j])) & set)
                continue;
            board->hole[h][0] = deck[i];
            board->hole[h++][1] = deck[j];
        }
    }
}

/* Finds a hand's slot by its cards. */
struct slot_finder {
    slot_id slot[CARD_COUNT][CARD_COUNT];
};

static unsigned lowest(cardset set)
{
    return (unsigned)__builtin_ctzll(set);
}

static unsigned highest(cardset set)
{
    return 63U - (unsigned)__builtin_clzll(set);
}

/* A hand's slot is that of the first hand it can be renamed to. */
static void number_slots(struct board *board, const struct symmetry *symmetry, struct slot_finder *finder)
{
    enum { NONE = 0xffff };
    board->slot = memory_allocate(board->hands, sizeof *board->slot);
    memset(finder, 0xff, sizeof *finder);
    for (unsigned h = 0; h < board->hands; h++) {
        slot_id *own = &finder->slot[board->hole[h][0]][board->hole[h][1]];
        if (*own == NONE) {
            cardset hand = cardset_of(board->hole[h][0]) | cardset_of(board->hole[h][1]);
            for (unsigned r = 0; r < symmetry->count; r++) {
                cardset image = rename_cards(&symmetry->renaming[r], hand);
                finder->slot[lowest(image)][highest(image)] = board->slots;
            }
            board->slots++;
        }
        board->slot[h] = *own;
    }
}

/* Everything about a board whose cards are set. */
static void finish_board(struct builder *builder, unsigned street, uint32_t number, const struct board *parent,
                         const struct slot_finder *parent_slots, const struct symmetry *symmetry)
{
    struct boards_street *here = &builder->boards->street[street];
    struct board *board = &here->board[number];
    struct slot_finder finder;
    list_hands(builder, board, street);
    if (street + 1u == builder->game->rounds) {
        board->rank = memory_allocate(board->hands, sizeof *board->rank);
        board_rank_hands(board, board_set(builder, board, street));
    }
    number_slots(board, symmetry, &finder);
    board->first_slot = here->slots;
    here->slots += board->slots;
    if (board->hands > here->most_hands)
        here->most_hands = board->hands;
    if (parent) {
        board->parent_slot = memory_allocate(board->slots, sizeof *board->parent_slot);
        for (unsigned h = 0; h < board->hands; h++)
            board->parent_slot[board->slot[h]] = parent_slots->slot[board->hole[h][0]][board->hole[h][1]];
    }
}

static void find_slots(const struct board *board, struct slot_finder *finder)
{
    for (unsigned h = 0; h < board->hands; h++)
        finder->slot[board->hole[h][0]][board->hole[h][1]] = board->slot[h];
}

static struct board *append(struct builder *builder, unsigned street)
{
    struct boards_street *here = &builder->boards->street[street];
    if (here->count == builder->capacity) {
        builder->capacity = builder->capacity ? 2 * builder->capacity : 64;
        here->board = memory_resize(here->board, builder->capacity, sizeof *here->board);
        builder->next = memory_resize(builder->next, builder->capacity, sizeof *builder->next);
    }
    struct board *board = &here->board[here->count++];
    memset(board, 0, sizeof *board);
    return board;
}

/* All sets of `count` new cards, each once up to the parent's symmetry. */
static void extend(struct builder *builder, unsigned street, uint32_t parent_number)
{
    struct boards_street *above = &builder->boards->street[street - 1];
    struct board *parent = &above->board[parent_number];
    const struct symmetry *symmetry = &builder->symmetry[parent_number];
    unsigned old = board_size(builder, street - 1), count = board_size(builder, street) - old, cards = 0;
    unsigned chosen[GAME_BOARD_CARDS];
    card deck[CARD_COUNT], rest[CARD_COUNT];
    cardset set = board_set(builder, parent, street - 1);
    deck_cards(builder->game->deck, deck);
    for (unsigned i = 0; i < deck_size(builder->game->deck); i++) {
        if (!(cardset_of(deck[i]) & set))
            rest[cards++] = deck[i];
    }
    struct slot_finder slots;
    find_slots(parent, &slots);
    parent->first_child = builder->boards->street[street].count;
    subset_first(chosen, count);
    do {
        cardset drawn = 0;
        struct symmetry left;
        for (unsigned i = 0; i < count; i++)
            drawn |= cardset_of(rest[chosen[i]]);
        unsigned alike = symmetry_divide(symmetry, drawn, &left);
        bool sampled = street == 1 && builder->only != 0;
        if (alike > 0 && (!sampled || drawn == builder->only)) {
            struct board *board = append(builder, street);
            uint32_t number = builder->boards->street[street].count - 1;
            memcpy(board->cards, parent->cards, old);
            for (unsigned i = 0; i < count; i++)
                board->cards[old + i] = rest[chosen[i]];
            board->weight = sampled ? (uint32_t)subset_count(cards, count) : alike;
            builder->next[number] = left;
            finish_board(builder, street, number, parent, &slots, &left);
        }
    } while (subset_next(chosen, count, cards));
    parent->children = builder->boards->street[street].count - parent->first_child;
}

static void count_completions(struct boards *boards, const struct game *game)
{
    unsigned left = (unsigned)deck_size(game->deck) - 2u * game->hole_cards;
    double boards_of_street = 1;
    for (unsigned s = 0; s < game->rounds; s++) {
        boards_of_street *= subset_count(left, game->board_cards[s]);
        left -= game->board_cards[s];
        boards->completions[s] =
            boards_of_street * subset_count((unsigned)deck_size(game->deck) - game->hole_cards, game->hole_cards);
    }
}

/* The first street's boards are the children of the empty one, which is not kept. */
static void build_first(struct builder *builder)
{
    struct symmetry all;
    symmetry_of_deck(builder->game->deck, &all);
    struct board *board = append(builder, 0);
    board->weight = 1;
    builder->next[0] = all;
    finish_board(builder, 0, 0, NULL, NULL, &all);
}

/* Waugh's index knows how many slots there will be. */
bool boards_feasible(const struct game *game, unsigned streets, uint64_t most, struct failure *failure)
{
    if (game->hole_cards > 2)
        return failure_set(failure, "%s: hands of %u cards: going over all hands of a board needs one or two",
                           game->name, game->hole_cards);
    if (game->board_cards[0] > 0)
        return failure_set(failure, "%s: board cards before the first betting round", game->name);
    uint8_t cards[GAME_ROUNDS] = {0};
    for (unsigned s = 0; s < streets; s++)
        cards[s] = (uint8_t)(game->board_cards[s] + (s == 0 ? game->hole_cards : 0));
    struct indexer *indexer = indexer_new(game->deck, streets, cards, failure);
    if (!indexer)
        return false;
    bool fine = true;
    for (unsigned s = 0; fine && s < streets; s++) {
        uint64_t slots = indexer_size(indexer, s);
        if (slots > most)
            fine =
                failure_set(failure, "%s has %s hands that differ (%s): too many to go over (at most %s)", game->name,
                            text_thousands(slots).text, game_round_name(game, s), text_thousands(most).text);
    }
    indexer_free(indexer);
    return fine;
}

/* False when the work is cancelled: some boards are missing. */
static bool build(const struct run_context *run, struct builder *builder, unsigned streets)
{
    struct boards *boards = builder->boards;
    bool whole = true;
    memset(boards, 0, sizeof *boards);
    boards->streets = streets;
    boards->hole_cards = builder->game->hole_cards;
    evaluator_init();
    count_completions(boards, builder->game);
    build_first(builder);
    for (unsigned s = 1; s < streets; s++) {
        memory_release(builder->symmetry);
        builder->symmetry = builder->next;
        builder->next = NULL;
        builder->capacity = 0;
        for (uint32_t b = 0; whole && b < boards->street[s - 1].count; b++) {
            extend(builder, s, b);
            whole = !run_is_cancelled(run);
        }
    }
    memory_release(builder->symmetry);
    memory_release(builder->next);
    return whole;
}

bool boards_init(const struct run_context *run, struct boards *boards, const struct game *game, unsigned streets,
                 uint64_t most, struct failure *failure)
{
    struct builder builder = {.boards = boards, .game = game};
    memset(boards, 0, sizeof *boards);
    if (!boards_feasible(game, streets, most, failure))
        return false;
    if (build(run, &builder, streets))
        return true;
    boards_release(boards);
    return failure_set(failure, "interrupted");
}

void boards_init_below(struct boards *boards, const struct game *game, unsigned streets, cardset only)
{
    struct builder builder = {.boards = boards, .game = game, .only = only};
    build(&run_unattended, &builder, streets);
}

void boards_release(struct boards *boards)
{
    for (unsigned s = 0; s < boards->streets; s++) {
        for (uint32_t b = 0; b < boards->street[s].count; b++) {
            struct board *board = &boards->street[s].board[b];
            memory_release(board->hole);
            memory_release(board->rank);
            memory_release(board->slot);
            memory_release(board->parent_slot);
        }
        memory_release(boards->street[s].board);
    }
    memset(boards, 0, sizeof *boards);
}
