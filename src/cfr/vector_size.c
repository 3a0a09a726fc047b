#include "cfr/vector_size.h"

static unsigned classes_of(unsigned slots, const uint32_t buckets[], unsigned street)
{
    return buckets && buckets[street] > 0 && buckets[street] < slots ? buckets[street] : slots;
}

struct vector_size vector_size_of(const struct boards *boards, const uint32_t buckets[])
{
    struct vector_size size = {.shared = buckets != NULL};
    for (unsigned s = 0; s < boards->streets; s++) {
        const struct boards_street *street = &boards->street[s];
        unsigned slots = 0;
        for (uint32_t b = 0; b < street->count; b++)
            slots = street->board[b].slots > slots ? street->board[b].slots : slots;
        size.street[s].hands = street->most_hands;
        size.street[s].slots = slots;
        size.street[s].classes = classes_of(slots, buckets, s);
    }
    return size;
}

struct vector_size vector_size_of_deck(const struct game *game, unsigned streets, unsigned slots,
                                       const uint32_t buckets[])
{
    struct vector_size size = {.shared = buckets != NULL};
    for (unsigned s = 0; s < streets; s++) {
        size.street[s].hands = game_hands(game, s);
        size.street[s].slots = s == 0 ? slots : game_hands(game, s);
        size.street[s].classes = classes_of(size.street[s].slots, buckets, s);
    }
    return size;
}
