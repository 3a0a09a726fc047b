#include "eval/all_deals.h"

#include "base/memory.h"

#include <assert.h>
#include <string.h>

static uint64_t multiply(uint64_t a, uint64_t b)
{
    return b != 0 && a > UINT64_MAX / b ? UINT64_MAX : a * b;
}

/* Binomial coefficient; exact, since at most GAME_BOARD_CARDS of 52 cards are chosen. */
static uint64_t choose(uint64_t n, unsigned k)
{
    if (k > n)
        return 0;
    uint64_t result = 1;
    for (unsigned i = 1; i <= k; i++)
        result = result * (n - k + i) / i;
    return result;
}

uint64_t all_deals_count(const struct game *game)
{
    uint64_t count = 1, left = deck_size(game->deck);
    for (unsigned p = 0; p < game->players; p++, left -= game->hole_cards)
        count = multiply(count, choose(left, game->hole_cards));
    for (unsigned s = 0; s < game->rounds; s++) {
        count = multiply(count, choose(left, game->board_cards[s]));
        left -= game->board_cards[s];
    }
    return count;
}

/* All sets of `size` cards of the deck, in a fixed order. */
struct combinations {
    uint32_t count;
    cardset *sets; /* owned */
};

static void list_sets(struct combinations *list, const card deck[], size_t deck_cards_count, size_t from, unsigned size,
                      cardset chosen)
{
    if (size == 0) {
        list->sets[list->count++] = chosen;
        return;
    }
    for (size_t i = from; i < deck_cards_count; i++)
        list_sets(list, deck, deck_cards_count, i + 1, size - 1, chosen | cardset_of(deck[i]));
}

static struct combinations combinations_of(struct deck deck, unsigned size)
{
    card cards[CARD_COUNT];
    deck_cards(deck, cards);
    struct combinations list = {0, memory_allocate(choose(deck_size(deck), size), sizeof(cardset))};
    list_sets(&list, cards, deck_size(deck), 0, size, 0);
    return list;
}

/* The listing in progress: one choice of a set per player, then per street. */
struct listing {
    const struct game *game;
    struct all_deals *deals;
    struct combinations hole, board[GAME_ROUNDS];
    uint64_t total;                 /* number of deals to come */
    uint32_t *view_of[GAME_ROUNDS]; /* owned: view + 1 of a (hole set, board sets so far), 0: none yet */
    uint32_t hole_choice[GAME_PLAYERS], board_choice[GAME_ROUNDS];
};

static void write_cards(card out[], cardset set)
{
    for (unsigned c = 0; c < CARD_COUNT; c++) {
        if (set & cardset_of((card)c))
            *out++ = (card)c;
    }
}

static uint32_t find_view(struct listing *listing, unsigned player, unsigned street)
{
    struct all_deals *deals = listing->deals;
    size_t key = listing->hole_choice[player];
    for (unsigned s = 0; s <= street; s++)
        key = key * listing->board[s].count + listing->board_choice[s];
    uint32_t *view = &listing->view_of[street][key];
    if (*view == 0) {
        *view = ++deals->views[street];
        deals->cards[street] =
            memory_resize(deals->cards[street], (size_t)*view * deals->view_cards[street], sizeof(card));
        card *cards = deals->cards[street] + (size_t)(*view - 1) * deals->view_cards[street];
        write_cards(cards, listing->hole.sets[listing->hole_choice[player]]);
        for (unsigned s = 0, at = listing->game->hole_cards; s <= street; at += listing->game->board_cards[s++])
            write_cards(cards + at, listing->board[s].sets[listing->board_choice[s]]);
    }
    return *view - 1;
}

static void add_deal(struct listing *listing)
{
    struct all_deals *deals = listing->deals;
    size_t deal = deals->count++;
    cardset board = 0;
    for (unsigned s = 0; s < deals->streets; s++)
        board |= listing->board[s].sets[listing->board_choice[s]];
    for (unsigned p = 0; p < deals->players; p++) {
        deals->rank[deal * deals->players + p] = evaluate(listing->hole.sets[listing->hole_choice[p]] | board);
        for (unsigned s = 0; s < deals->streets; s++)
            deals->view[s][p * listing->total + deal] = find_view(listing, p, s);
    }
}

static void list_deals(struct listing *listing, unsigned slot, cardset used)
{
    unsigned players = listing->deals->players;
    if (slot == players + listing->deals->streets) {
        add_deal(listing);
        return;
    }
    bool is_hole = slot < players;
    const struct combinations *sets = is_hole ? &listing->hole : &listing->board[slot - players];
    uint32_t *choice = is_hole ? &listing->hole_choice[slot] : &listing->board_choice[slot - players];
    for (uint32_t i = 0; i < sets->count; i++) {
        if (sets->sets[i] & used)
            continue;
        *choice = i;
        list_deals(listing, slot + 1, used | sets->sets[i]);
    }
}

void all_deals_init(const struct game *game, struct all_deals *deals)
{
    uint64_t total = all_deals_count(game);
    assert(total <= UINT32_MAX);
    evaluator_init();
    memset(deals, 0, sizeof *deals);
    deals->players = game->players;
    deals->streets = game->rounds;
    deals->rank = memory_allocate((size_t)total * game->players, sizeof *deals->rank);
    struct listing listing = {
        .game = game, .deals = deals, .total = total, .hole = combinations_of(game->deck, game->hole_cards)};
    size_t keys = listing.hole.count;
    for (unsigned s = 0; s < game->rounds; s++) {
        listing.board[s] = combinations_of(game->deck, game->board_cards[s]);
        keys *= listing.board[s].count;
        listing.view_of[s] = memory_allocate(keys, sizeof *listing.view_of[s]);
        deals->view_cards[s] = game->hole_cards + game_board_cards(game, s);
        deals->view[s] = memory_allocate((size_t)total * game->players, sizeof *deals->view[s]);
    }
    list_deals(&listing, 0, 0);
    assert(deals->count == total);
    memory_release(listing.hole.sets);
    for (unsigned s = 0; s < game->rounds; s++) {
        memory_release(listing.board[s].sets);
        memory_release(listing.view_of[s]);
    }
}

void all_deals_release(struct all_deals *deals)
{
    for (unsigned s = 0; s < deals->streets; s++) {
        memory_release(deals->cards[s]);
        memory_release(deals->view[s]);
    }
    memory_release(deals->rank);
    memset(deals, 0, sizeof *deals);
}
