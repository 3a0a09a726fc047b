#include "cards/evaluator.h"

#include "base/memory.h"
#include "platform/thread.h"

#include <assert.h>
#include <stdbool.h>
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

enum { HAND_CARDS_MOST = 7, BEST_CARDS = 5, RANK_KINDS = 4, CATEGORY_SHIFT = 20 };

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
    STRENGTH_WORDS = HAND_CATEGORIES << CATEGORY_SHIFT >> 6,
    TAKEN_WORDS = EVALUATOR_PLACES / 64 + 2,
    SEARCHED_AGAIN = 1024
};

struct building {
    struct entry listed[ENTRIES_MOST];
    struct entry entries[ENTRIES_MOST]; /* the same, row by row */
    uint32_t entries_count;
    uint64_t strengths[STRENGTH_WORDS]; /* a bit each that occurs; a rank is the number of bits up to it */
    uint16_t strengths_before[STRENGTH_WORDS];
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
            building->listed[building->entries_count++] = (struct entry){modulo_sums(sum), counts_strength(counts)};
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

static unsigned count_bits(uint64_t word)
{
    unsigned count = 0;
    for (; word; word &= word - 1)
        count++;
    return count;
}

static void note_strength(struct building *building, uint32_t strength)
{
    building->strengths[strength / 64] |= UINT64_C(1) << strength % 64;
}

static hand_rank rank_of(const struct building *building, uint32_t strength)
{
    uint64_t up_to = building->strengths[strength / 64] << (63 - strength % 64);
    return (hand_rank)(building->strengths_before[strength / 64] + count_bits(up_to));
}

static void rank_strengths(struct building *building)
{
    for (uint32_t i = 0; i < building->entries_count; i++)
        note_strength(building, building->listed[i].strength);
    for (uint32_t set = 0; set < EVALUATOR_RANK_SETS; set++) {
        if (is_flush(set))
            note_strength(building, flush_strength(set));
    }
    uint32_t before = 0;
    for (uint32_t word = 0; word < STRENGTH_WORDS; word++) {
        if (word << 6 >> CATEGORY_SHIFT != (word - 1) << 6 >> CATEGORY_SHIFT)
            category_first[word << 6 >> CATEGORY_SHIFT] = (hand_rank)(before + 1);
        building->strengths_before[word] = (uint16_t)before;
        before += count_bits(building->strengths[word]);
    }
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

static uint32_t row_of(const struct entry *entry)
{
    return entry->sum / EVALUATOR_ROW_LENGTH;
}

/* Sorts the entries by row. */
static void gather_rows(struct building *building)
{
    uint32_t first = 0;
    for (uint32_t i = 0; i < building->entries_count; i++)
        building->row_size[row_of(&building->listed[i])]++;
    for (uint32_t row = 0; row < EVALUATOR_ROWS; row++) {
        building->row_first[row] = first;
        first += building->row_size[row];
        building->row_size[row] = 0;
    }
    for (uint32_t i = 0; i < building->entries_count; i++) {
        uint32_t row = row_of(&building->listed[i]);
        building->entries[building->row_first[row] + building->row_size[row]++] = building->listed[i];
    }
}

/* Rows in order of size, largest first: the small ones fill the gaps. Returns the number of rows that are not empty. */
static uint32_t order_rows(struct building *building)
{
    uint32_t largest = 0, count = 0;
    for (uint32_t row = 0; row < EVALUATOR_ROWS; row++)
        largest = building->row_size[row] > largest ? building->row_size[row] : largest;
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

static void build_tables(void)
{
    uint8_t counts[CARD_RANKS] = {0};
    struct building *building = memory_allocate(1, sizeof *building);
    fill_cards();
    list_multisets(building, counts, 0, 0, 0);
    rank_strengths(building);
    gather_rows(building);
    for (uint32_t set = 0; set < EVALUATOR_RANK_SETS; set++)
        evaluator_tables.flush[set] = is_flush(set) ? rank_of(building, flush_strength(set)) : 0;
    place_rows(building);
    memory_release(building);
}

void evaluator_init(void)
{
    static struct once built = ONCE_INIT;
    once_run(&built, build_tables);
}

enum hand_category hand_rank_category(hand_rank rank)
{
    int category = STRAIGHT_FLUSH;
    while (category > HIGH_CARD && rank < category_first[category])
        category--;
    return (enum hand_category)category;
}
