#include "cfr/vector_size.h"

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
        size.street[s].classes = buckets && buckets[s] > 0 && buckets[s] < slots ? buckets[s] : slots;
    }
    return size;
}
