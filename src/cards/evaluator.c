#include "cards/evaluator.h"

#include "base/memory.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct evaluator_tables evaluator_tables;

static_assert(sizeof(struct evaluator_tables) < 256 * 1000, "the tables must stay in a second-level cache");

/* 1, 5, 24, 112, ... are the smallest ascending numbers for which all sums of up to seven, at most four of each,
 * differ; the sums are below 2^25. Multiplying by an odd number modulo 2^25 keeps them apart and scatters them, so that
 * the rows of the table look random and interlock well. place_rows would run into a duplicate. */
static const uint32_t weight_seed[CARD_RANKS] = {1,     5,      24,     112,    521,     2247,   9244,
                                                 30823, 103066, 250154, 667453, 1526359, 3453520};

static uint32_t modulo_sums(uint32_t sum)
{
    return sum & ((UINT32_C(1) << EVALUATOR_SUM_BITS) - 1);
}

static uint32_t rank_weight(unsigned rank)
{
    return modulo_sums(weight_seed[rank] * UINT32_C(0x9e3779b1));
}

enum { HAND_CARDS_MOST = 7, BEST_CARDS = 5, RANK_KINDS = 4, CATEGORY_SHIFT = 24 };

/* --- the strength of a hand, from first principles --- */

/* The highest rank of a run of five, wheel included (rank 3 then); -1 when there is none. */
static int straight_top(uint32_t set)
{
    const uint32_t wheel = UINT32_C(1) << 12 | 0xf;
    for (int top = 12; top >= 4; top--) {
        uint32_t run = UINT32_C(0x1f) << (top - 4);
        if ((set & run) == run)
            return top;
    }
    return (set & wheel) == wheel ? 3 : -1;
}

/* Category and up to five ranks in order of importance, four bits each, as one comparable number. */
struct strength {
    uint32_t value;
    unsigned ranks; /* written so far */
};

static void push(struct strength *strength, unsigned rank)
{
    strength->value |= (rank + 1) << (4 * (BEST_CARDS - 1 - strength->ranks++));
}

static unsigned take_highest(uint32_t *set)
{
    unsigned rank = 12;
    while (!(*set >> rank & 1))
        rank--;
    *set &= ~(UINT32_C(1) << rank);
    return rank;
}

/* The highest ranks of a set fill what is left of the five cards. */
static void push_kickers(struct strength *strength, uint32_t set, unsigned count)
{
    for (; count > 0 && set; count--)
        push(strength, take_highest(&set));
}

static uint32_t with_category(struct strength strength, enum hand_category category)
{
    return (uint32_t)category << CATEGORY_SHIFT | strength.value;
}

static uint32_t flush_strength(uint32_t set)
{
    struct strength strength = {0};
    int top = straight_top(set);
    if (top >= 0) {
        push(&strength, (unsigned)top);
        return with_category(strength, STRAIGHT_FLUSH);
    }
    push_kickers(&strength, set, BEST_CARDS);
    return with_category(strength, FLUSH);
}

/* `counts`: cards of each rank, flushes left out. */
static uint32_t counts_strength(const uint8_t counts[CARD_RANKS])
{
    uint32_t at_least[RANK_KINDS + 1] = {0};
    for (unsigned rank = 0; rank < CARD_RANKS; rank++) {
        for (unsigned k = 1; k <= counts[rank]; k++)
            at_least[k] |= UINT32_C(1) << rank;
    }
    struct strength strength = {0};
    uint32_t all = at_least[1];
    int top = straight_top(all);
    if (at_least[4]) {
        unsigned quads = take_highest(&at_least[4]);
        push(&strength, quads);
        push_kickers(&strength, all & ~(UINT32_C(1) << quads), 1);
        return with_category(strength, FOUR_OF_A_KIND);
    }
    if (at_least[3]) {
        unsigned trips = take_highest(&at_least[3]);
        uint32_t pairs = at_least[2] & ~(UINT32_C(1) << trips);
        push(&strength, trips);
        if (pairs) {
            push(&strength, take_highest(&pairs));
            return with_category(strength, FULL_HOUSE);
        }
        if (top < 0) {
            push_kickers(&strength, all & ~(UINT32_C(1) << trips), 2);
            return with_category(strength, THREE_OF_A_KIND);
        }
    }
    if (top >= 0) {
        strength = (struct strength){0};
        push(&strength, (unsigned)top);
        return with_category(strength, STRAIGHT);
    }
    if (at_least[2]) {
        unsigned high = take_highest(&at_least[2]);
        all &= ~(UINT32_C(1) << high);
        push(&strength, high);
        if (at_least[2]) {
            unsigned low = take_highest(&at_least[2]);
            push(&strength, low);
            push_kickers(&strength, all & ~(UINT32_C(1) << low), 1);
            return with_category(strength, TWO_PAIR);
        }
        push_kickers(&strength, all, 3);
        return with_category(strength, ONE_PAIR);
    }
    push_kickers(&strength, all, BEST_CARDS);
    return with_category(strength, HIGH_CARD);
}

/* --- the tables --- */

/* A multiset of one to seven ranks. */
struct entry {
    uint32_t sum;
    uint32_t strength;
};

enum {
    ENTRIES_MOST = 76154,
    STRENGTHS_MOST = ENTRIES_MOST + EVALUATOR_RANK_SETS,
    TAKEN_WORDS = EVALUATOR_PLACES / 64 + 2,
    SEARCHED_AGAIN = 16384
};

struct building {
    struct entry entries[ENTRIES_MOST]; /* ascending sums */
    uint32_t entries_count;
    uint32_t strengths[STRENGTHS_MOST]; /* ascending, each once; a rank is the place in here + 1 */
    uint32_t strengths_count;
    uint32_t row_size[EVALUATOR_ROWS], row_first[EVALUATOR_ROWS];
    uint16_t row_order[EVALUATOR_ROWS];
    uint64_t taken[TAKEN_WORDS]; /* a bit a place */
};

/* The lowest strength of each category, as ranks. */
static hand_rank category_first[HAND_CATEGORIES];

static void list_multisets(struct building *building, uint8_t counts[CARD_RANKS], unsigned rank, unsigned cards,
                           uint32_t sum)
{
    if (rank == CARD_RANKS) {
        if (cards > 0)
            building->entries[building->entries_count++] = (struct entry){modulo_sums(sum), counts_strength(counts)};
        return;
    }
    for (unsigned k = 0; k <= RANK_KINDS && cards + k <= HAND_CARDS_MOST; k++) {
        counts[rank] = (uint8_t)k;
        list_multisets(building, counts, rank + 1, cards + k, sum + k * rank_weight(rank));
    }
    counts[rank] = 0;
}

static bool is_flush(uint32_t set)
{
    unsigned cards = 0;
    for (; set; set &= set - 1)
        cards++;
    return cards >= BEST_CARDS && cards <= HAND_CARDS_MOST;
}

static int ascending(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static int by_sum(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    return (x->sum > y->sum) - (x->sum < y->sum);
}

static void list_strengths(struct building *building)
{
    uint32_t count = 0, unique = 0;
    for (uint32_t i = 0; i < building->entries_count; i++)
        building->strengths[count++] = building->entries[i].strength;
    for (uint32_t set = 0; set < EVALUATOR_RANK_SETS; set++) {
        if (is_flush(set))
            building->strengths[count++] = flush_strength(set);
    }
    qsort(building->strengths, count, sizeof *building->strengths, ascending);
    for (uint32_t i = 0; i < count; i++) {
        if (unique == 0 || building->strengths[i] != building->strengths[unique - 1])
            building->strengths[unique++] = building->strengths[i];
    }
    building->strengths_count = unique;
    for (uint32_t i = unique; i-- > 0;)
        category_first[building->strengths[i] >> CATEGORY_SHIFT] = (hand_rank)(i + 1);
}

static hand_rank rank_of(const struct building *building, uint32_t strength)
{
    uint32_t low = 0, high = building->strengths_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (building->strengths[middle] <= strength)
            low = middle;
        else
            high = middle;
    }
    return (hand_rank)(low + 1);
}

static const struct entry *row_entry(const struct building *building, uint32_t row, uint32_t i)
{
    return &building->entries[building->row_first[row] + i];
}

/* Bits at .. at + 63 of the places taken. */
static uint64_t taken_from(const struct building *building, uint32_t at)
{
    uint64_t low = building->taken[at / 64] >> at % 64;
    return at % 64 ? low | building->taken[at / 64 + 1] << (64 - at % 64) : low;
}

/* The first displacement at which no entry of the row meets a place that is taken; 64 are tried at once. */
static uint32_t find_gap(const struct building *building, uint32_t row, uint32_t from)
{
    for (uint32_t at = from;; at += 64) {
        uint64_t blocked = 0;
        for (uint32_t i = 0; i < building->row_size[row] && blocked != UINT64_MAX; i++)
            blocked |= taken_from(building, at + row_entry(building, row, i)->sum % EVALUATOR_ROW_LENGTH);
        for (uint32_t i = 0; i < 64; i++) {
            if (!(blocked >> i & 1))
                return at + i;
        }
    }
}

/* Rows in order of size, largest first: the small ones fill the gaps. */
static uint32_t order_rows(struct building *building)
{
    uint32_t largest = 0, count = 0;
    for (uint32_t i = 0; i < building->entries_count; i++) {
        uint32_t row = building->entries[i].sum / EVALUATOR_ROW_LENGTH;
        if (building->row_size[row]++ == 0)
            building->row_first[row] = i;
        largest = building->row_size[row] > largest ? building->row_size[row] : largest;
    }
    for (uint32_t size = largest; size > 0; size--) {
        for (uint32_t row = 0; row < EVALUATOR_ROWS; row++) {
            if (building->row_size[row] == size)
                building->row_order[count++] = (uint16_t)row;
        }
    }
    return count;
}

/* Far below where one row fitted, the next of the same size hardly ever does. */
static void place_rows(struct building *building)
{
    uint32_t count = order_rows(building), from = 0, size = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t row = building->row_order[i];
        if (building->row_size[row] != size)
            from = 0;
        size = building->row_size[row];
        uint32_t at = find_gap(building, row, from);
        from = at > SEARCHED_AGAIN ? at - SEARCHED_AGAIN : 0;
        evaluator_tables.row[row] = at;
        for (uint32_t e = 0; e < building->row_size[row]; e++) {
            const struct entry *entry = row_entry(building, row, e);
            uint32_t place = at + entry->sum % EVALUATOR_ROW_LENGTH;
            assert(place < EVALUATOR_PLACES && !(building->taken[place / 64] >> place % 64 & 1));
            building->taken[place / 64] |= UINT64_C(1) << place % 64;
            evaluator_tables.rank[place] = rank_of(building, entry->strength);
        }
    }
}

static void fill_cards(void)
{
    for (unsigned c = 0; c < CARD_COUNT; c++) {
        unsigned rank = card_rank((card)c), suit = card_suit((card)c);
        evaluator_tables.card[c] =
            (struct hand){rank_weight(rank) + (UINT64_C(1) << (48 + 4 * suit)), UINT64_C(1) << (16 * suit + rank)};
    }
}

void evaluator_init(void)
{
    static bool built;
    if (built)
        return;
    built = true;
    uint8_t counts[CARD_RANKS] = {0};
    struct building *building = memory_allocate(1, sizeof *building);
    fill_cards();
    list_multisets(building, counts, 0, 0, 0);
    qsort(building->entries, building->entries_count, sizeof *building->entries, by_sum);
    list_strengths(building);
    for (uint32_t set = 0; set < EVALUATOR_RANK_SETS; set++)
        evaluator_tables.flush[set] = is_flush(set) ? rank_of(building, flush_strength(set)) : 0;
    place_rows(building);
    memory_release(building);
}

enum hand_category hand_rank_category(hand_rank rank)
{
    int category = STRAIGHT_FLUSH;
    while (category > HIGH_CARD && rank < category_first[category])
        category--;
    return (enum hand_category)category;
}
