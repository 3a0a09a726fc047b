#include "eval/reading.h"

#include <string.h>

/* A hash of buckets, twice as large as a board has hands. */
enum { PLACES = 4096, PLACE_BITS = 12 };

void reading_init(struct reading *reading, const struct policy *policy, unsigned hole_cards)
{
    memset(reading, 0, sizeof *reading);
    reading->policy = policy;
    reading->hole_cards = hole_cards;
    reading->skipped = 2;
}

void reading_forget(struct reading *reading)
{
    for (unsigned s = 0; s < GAME_ROUNDS; s++)
        reading->street[s].board = NULL;
}

static void cards_of(const struct reading *reading, const struct board *board, unsigned hand,
                     card cards[GAME_HOLE_CARDS + GAME_BOARD_CARDS])
{
    memcpy(cards, board->hole[hand], reading->hole_cards);
    memcpy(cards + reading->hole_cards, board->cards, sizeof board->cards);
}

/* The kind of a bucket: its number in the order in which buckets come. */
static unsigned kind_of(struct reading_street *street, uint16_t places[PLACES], bucket_id bucket)
{
    uint32_t place = (uint32_t)(bucket * UINT32_C(0x9e3779b1)) >> (32 - PLACE_BITS);
    while (places[place] != 0 && street->bucket[places[place] - 1] != bucket)
        place = (place + 1) % PLACES;
    if (places[place] == 0) {
        street->bucket[street->count] = bucket;
        places[place] = (uint16_t)++street->count;
    }
    return places[place] - 1U;
}

static void turn_to(struct reading *reading, unsigned s, const struct board *board)
{
    struct reading_street *street = &reading->street[s];
    const struct policy *policy = reading->policy;
    uint16_t places[PLACES] = {0}, last[READING_HANDS];
    if (street->board == board)
        return;
    street->board = board;
    street->count = 0;
    for (unsigned h = 0; h < board->hands; h++)
        last[board->slot[h]] = (uint16_t)h;
    for (unsigned slot = 0; slot < board->slots; slot++) {
        card cards[GAME_HOLE_CARDS + GAME_BOARD_CARDS];
        cards_of(reading, board, last[slot], cards);
        unsigned kind =
            policy->locate ? kind_of(street, places, policy->locate(policy->context, s, cards)) : street->count++;
        street->of_slot[slot] = (uint16_t)kind;
        street->hand[kind] = last[slot];
    }
}

/* probability[action][kind] */
static void read_node(const struct reading *reading, const struct vector_part *part, const struct forest_node *from,
                      float probability[][READING_HANDS])
{
    const struct reading_street *street = &reading->street[part->street];
    const struct policy *policy = reading->policy;
    struct node node = {
        .row = from->row, .actions = from->actions, .player = from->player, .street = (uint8_t)part->street};
    for (unsigned k = 0; k < street->count; k++) {
        double exact[MENU_ACTIONS];
        if (policy->read_at) {
            policy->read_at(policy->context, &node, street->bucket[k], exact);
        } else {
            card cards[GAME_HOLE_CARDS + GAME_BOARD_CARDS];
            cards_of(reading, part->board, street->hand[k], cards);
            policy->read(policy->context, &node, cards, exact);
        }
        for (unsigned a = 0; a < node.actions; a++)
            probability[a][k] = (float)exact[a];
    }
}

void reading_strategy(void *context, const struct vector_part *part, void *strategy)
{
    struct reading *reading = context;
    const struct reading_street *street = &reading->street[part->street];
    float probability[MENU_ACTIONS][READING_HANDS];
    turn_to(reading, part->street, part->board);
    for (uint32_t n = part->node; n < part->node + part->nodes; n++) {
        const struct forest_node *node = &part->forest->node[n];
        if (node->player == reading->skipped)
            continue;
        read_node(reading, part, node, probability);
        for (unsigned a = 0; a < node->actions; a++) {
            float *to = (float *)strategy + (size_t)(node->first - part->point + a) * part->board->slots;
            for (unsigned s = 0; s < part->board->slots; s++)
                to[s] = probability[a][street->of_slot[s]];
        }
    }
}
