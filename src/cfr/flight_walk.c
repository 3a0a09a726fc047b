/* The loops of flight.h: locate, expand, follow, settle. With s the strategy of an information set I and v(a) the values
 * of its actions, the update is that of external.c (Lanctot et al. 2009, section 3.1):
 *
 *     at the traverser's nodes   v = sum over a of s(a) v(a),    R(I, a) += w (v(a) - v)
 *     at the opponent's          S(I, a) += w' s(a), and one action is sampled from s
 *
 * Where the street is not targeted (targets.h) the traverser's action is sampled, too. */
#include "base/random.h"
#include "cfr/flight_part.h"
#include "cfr/shares.h"

_Static_assert((int)WALK_PADDING >= (int)OCTET, "children are read eight at a time");

/* How many nodes before its turn a row is asked for. */
enum { AHEAD = 16 };

static inline const uint32_t *words_of(const struct flight *flight, walk_ref at)
{
    return flight->plan->walk.words + (at & WALK_OFFSET_MASK);
}

static inline void prefetch_row(const table_entry *row)
{
    __builtin_prefetch(row, 1);
    __builtin_prefetch(row + OCTET - 1, 1);
}

static inline void locate(const struct flight *flight, const struct flight_queue *queue, unsigned player,
                          uint32_t entry)
{
    const uint32_t *words = words_of(flight, queue->at[entry]);
    unsigned street = words[WALK_HEAD] >> 16;
    const struct flight_deal *deal = &flight->deal[queue->to[entry] & FLIGHT_DEAL_MASK];
    table_entry *row = deal->block[player][street] + words[WALK_ROW];
    queue->row[entry] = row;
    prefetch_row(row);
    if (player != flight->traverser)
        prefetch_row(row + flight->sums[street]);
}

/* Brings a row up to date with discounts, where there are any. */
static inline void catch_up(const struct flight *flight, const struct flight_queue *queue, const uint32_t *words,
                            uint32_t entry)
{
    const struct sampler_plan *plan = flight->plan;
    if (!plan->tables.stamped)
        return;
    const struct table_street *street = &plan->tables.street[words[WALK_HEAD] >> 16];
    uint32_t epoch = flight->deal[queue->to[entry] & FLIGHT_DEAL_MASK].weights.epoch;
    size_t index = (size_t)(queue->row[entry] - street->regret);
    row_refresh(street, table_stamp_at(index), index, 1, words[WALK_HEAD] & 0xff, &plan->schedule, epoch);
}

static inline void append(struct flight_queue *queue, octet_mask mask, octet_int at, octet_int to)
{
    octet_append(queue->at + queue->end, mask, at);
    queue->end += octet_append(queue->to + queue->end, mask, to);
}

/* A node of the traverser is opened: terminal children get their values, the others join the queues. */
static inline void expand(struct flight *flight, const uint32_t *words, table_entry *row, uint32_t to)
{
    uint32_t head = words[WALK_HEAD], actions = head & 0xff, number = to & FLIGHT_DEAL_MASK, entry = flight->open++;
    const struct flight_deal *deal = &flight->deal[number];
    flight->to[entry] = to;
    flight->row[entry] = row;
    octet_mask valid = octet_first(actions);
    octet regret = octet_load(row, valid);
    struct shares shares = shares_match(regret, valid, actions, false);
    octet_write(flight->strategy + OCTET * entry, shares_strategy(&shares));

    octet_int child = octet_read_int(words + WALK_CHILDREN);
    octet_mask terminal = octet_both(valid, octet_negative(child));
    octet_mask flag = octet_negative(octet_int_left(child, 1)); /* WALK_SHOWDOWN, WALK_SECOND */
    octet_int stored = octet_int_and(child, octet_int_all((int32_t)WALK_PAYOFF_MASK));
    octet amount = octet_convert(octet_int_add(stored, octet_int_all(-(int32_t)WALK_PAYOFF_ZERO)));
    octet of_chip = octet_select(flag, octet_all(deal->payoff[1]), octet_all(deal->payoff[0]));
    octet_write(flight->value + OCTET * entry, octet_keep(terminal, octet_multiply(amount, of_chip)));

    octet_mask kept = valid, inner = octet_without(valid, terminal);
    /* Pluribus does not skip actions that end the hand, nor on the last street: they cost next to nothing. One
     * that has a share, as all have where no regret is positive, would be missing in the sum. */
    if (deal->prune && head >> 16 != flight->plan->walk.last_street) {
        octet_mask behind = octet_above(octet_all(deal->weights.prune_below), regret);
        octet_mask shared = octet_above(shares.part, octet_all(0));
        octet_mask skipped = octet_without(octet_both(inner, behind), shared);
        kept = octet_without(kept, skipped);
        inner = octet_without(inner, skipped);
    }
    flight->kept[entry] = (uint8_t)octet_bits(kept);
    octet_mask theirs = flight->traverser == 0 ? octet_both(inner, flag) : octet_without(inner, flag);
    octet_int child_to = octet_steps((int32_t)(OCTET * entry << FLIGHT_DEAL_BITS | number), 1 << FLIGHT_DEAL_BITS);
    append(&flight->own, octet_without(inner, theirs), child, child_to);
    append(&flight->other, theirs, child, child_to);
}

static inline void add_strategy(struct flight *flight, table_entry *row, octet_mask valid, const struct shares *shares,
                                const struct flight_deal *deal)
{
    octet sum = octet_load(row, valid);
    flight->new_infosets += octet_bits(octet_above(sum, octet_all(0))) == 0;
    if (octet_bits(octet_above(sum, octet_all(deal->sum_limit))))
        sum = octet_multiply(sum, octet_all(0.5F));
    octet more = octet_multiply(octet_all(deal->weights.average), shares_strategy(shares));
    octet_store(row, valid, octet_add(sum, more));
}

/* A node of which one action is tried: its value is that of the sampled child. The child is written to the end of both
 * queues, and the one that it belongs to, if any, grows. `sums`: where strategy sums lie behind the row; 0: they are left
 * alone. */
static inline void follow(struct flight *flight, walk_ref at, const uint32_t *words, table_entry *row, uint32_t to,
                          ptrdiff_t sums)
{
    uint32_t actions = words[WALK_HEAD] & 0xff;
    const struct flight_deal *deal = &flight->deal[to & FLIGHT_DEAL_MASK];
    octet_mask valid = octet_first(actions);
    struct shares shares = shares_match(octet_load(row, valid), valid, actions, true);
    unsigned action = shares_sample(&shares, random_unit_at(deal->key, at));
    if (sums)
        add_strategy(flight, row + sums, valid, &shares, deal);

    walk_ref child = words[WALK_CHILDREN + action];
    uint32_t inner = ~child >> 31, flag = child >> 30 & 1, theirs = flag ^ flight->traverser;
    float amount = (float)((int32_t)(child & WALK_PAYOFF_MASK) - WALK_PAYOFF_ZERO);
    flight->value[to >> FLIGHT_DEAL_BITS] = amount * deal->payoff[flag];
    flight->own.at[flight->own.end] = flight->other.at[flight->other.end] = child;
    flight->own.to[flight->own.end] = flight->other.to[flight->other.end] = to;
    flight->own.end += inner & ~theirs;
    flight->other.end += inner & theirs;
}

/* An opened node whose actions have their values. A skipped action's is 0 and stays out of the sum. */
static inline void settle(const struct flight *flight, uint32_t entry)
{
    uint32_t to = flight->to[entry];
    const struct flight_deal *deal = &flight->deal[to & FLIGHT_DEAL_MASK];
    table_entry *row = flight->row[entry];
    octet_mask kept = octet_mask_of(flight->kept[entry]);
    octet value = octet_read(flight->value + OCTET * entry);
    octet expected = octet_sum(octet_multiply(octet_read(flight->strategy + OCTET * entry), value));
    octet gain = octet_multiply(octet_all(deal->weights.weight), octet_subtract(value, expected));
    octet regret = octet_add(octet_load(row, kept), gain);
    octet_store(row, kept, octet_max(regret, octet_all(deal->weights.regret_floor)));
    flight->value[to >> FLIGHT_DEAL_BITS] = octet_lane(expected);
}

static inline void locate_until(const struct flight *flight, const struct flight_queue *queue, unsigned player,
                                uint32_t *located, uint32_t end)
{
    if (end > queue->end)
        end = queue->end;
    for (; *located < end; ++*located)
        locate(flight, queue, player, *located);
}

static inline void work_off_other(struct flight *flight, bool learn)
{
    struct flight_queue *queue = &flight->other;
    uint32_t located = 0;
    for (uint32_t entry = 0; entry < queue->end; entry++) {
        locate_until(flight, queue, 1 - flight->traverser, &located, entry + AHEAD);
        const uint32_t *words = words_of(flight, queue->at[entry]);
        catch_up(flight, queue, words, entry);
        follow(flight, queue->at[entry], words, queue->row[entry], queue->to[entry],
               learn ? flight->sums[words[WALK_HEAD] >> 16] : 0);
    }
    flight->visits += queue->end;
    queue->end = 0;
}

static inline void work_off_own(struct flight *flight)
{
    struct flight_queue *queue = &flight->own;
    uint32_t located = 0;
    for (uint32_t entry = 0; entry < queue->end; entry++) {
        locate_until(flight, queue, flight->traverser, &located, entry + AHEAD);
        const uint32_t *words = words_of(flight, queue->at[entry]);
        catch_up(flight, queue, words, entry);
        if (flight->targets >> (words[WALK_HEAD] >> 16) & 1)
            expand(flight, words, queue->row[entry], queue->to[entry]);
        else
            follow(flight, queue->at[entry], words, queue->row[entry], queue->to[entry], 0);
    }
    flight->visits += queue->end;
    queue->end = 0;
}

void flight_walk(struct flight *shared)
{
    /* Nothing points at a copy, so that the compiler need not read it again after every store. */
    struct flight flight = *shared;
    uint32_t first = flight.open;
    while (flight.own.end > 0 || flight.other.end > 0) {
        work_off_other(&flight, flight.targets == TARGETS_ALL);
        work_off_own(&flight);
    }
    for (uint32_t entry = flight.open; entry-- > first;) {
        if (entry >= first + AHEAD)
            prefetch_row(flight.row[entry - AHEAD]);
        settle(&flight, entry);
    }
    shared->visits = flight.visits;
    shared->new_infosets = flight.new_infosets;
}
