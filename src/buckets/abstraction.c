#include "buckets/abstraction.h"

#include "buckets/bucket_file.h"
#include "platform/place.h"

#include <cJSON.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* What the description of a bucket file says of one street. */
struct stated_street {
    uint64_t board_cards, hands, buckets;
};

static bool read_number(const cJSON *object, const char *key, uint64_t *value, struct failure *failure)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    if (!cJSON_IsNumber(item) || !(item->valuedouble >= 0 && item->valuedouble <= 0x1p53))
        return failure_set(failure, "its description has no number '%s'", key);
    *value = (uint64_t)item->valuedouble;
    return true;
}

/* `what`: one of them, in words. */
static bool check_same(const char *what, uint64_t stated, uint64_t wanted, struct failure *failure)
{
    if (stated == wanted)
        return true;
    return failure_set(failure, "made for another game: %" PRIu64 " %s%s instead of %" PRIu64, stated, what,
                       stated == 1 ? "" : "s", wanted);
}

static bool check_game(const cJSON *json, const struct game *game, struct failure *failure)
{
    const cJSON *deck = cJSON_GetObjectItemCaseSensitive(json, "deck");
    const cJSON *streets = cJSON_GetObjectItemCaseSensitive(json, "streets");
    uint64_t ranks = 0, suits = 0, hole_cards = 0;
    return read_number(deck, "ranks", &ranks, failure) && read_number(deck, "suits", &suits, failure) &&
           read_number(json, "hole_cards", &hole_cards, failure) &&
           check_same("rank", ranks, game->deck.ranks, failure) &&
           check_same("suit", suits, game->deck.suits, failure) &&
           check_same("hole card", hole_cards, game->hole_cards, failure) &&
           check_same("street", (uint64_t)cJSON_GetArraySize(streets), game->rounds, failure);
}

static bool read_street(const cJSON *json, const struct game *game, unsigned street, struct stated_street *stated,
                        struct failure *failure)
{
    const cJSON *item = cJSON_GetArrayItem(cJSON_GetObjectItemCaseSensitive(json, "streets"), (int)street);
    if (!read_number(item, "board_cards", &stated->board_cards, failure) ||
        !read_number(item, "hands", &stated->hands, failure) ||
        !read_number(item, "buckets", &stated->buckets, failure) ||
        !check_same("board card", stated->board_cards, game_board_cards(game, street), failure))
        return false;
    if (stated->buckets < 1 || stated->buckets > BUCKETS_MOST)
        return failure_set(failure, "%" PRIu64 " buckets are absurd", stated->buckets);
    return true;
}

/* A checksum says that the file is as it was written; this, that it was written right. */
static bool check_map(const struct abstraction_street *s, uint64_t hands, struct failure *failure)
{
    unsigned largest = 0;
    for (uint64_t i = 0; s->map8 && i < hands; i++)
        largest = s->map8[i] > largest ? s->map8[i] : largest;
    for (uint64_t i = 0; s->map16 && i < hands; i++)
        largest = s->map16[i] > largest ? s->map16[i] : largest;
    return largest < s->buckets || failure_set(failure, "bucket %u, but there are only %u", largest, s->buckets);
}

static bool open_street(struct abstraction *abstraction, unsigned street, const struct game *game,
                        const struct stated_street *stated, struct failure *failure)
{
    struct abstraction_street *s = &abstraction->street[street];
    unsigned board = game_board_cards(game, street);
    uint8_t cards[2] = {game->hole_cards, (uint8_t)board};
    s->round = board > 0;
    s->indexer = indexer_new(game->deck, 1 + s->round, cards, failure);
    if (!s->indexer)
        return false;
    s->buckets = (uint32_t)stated->buckets;
    abstraction->board_cards[street] = board;
    if (!check_same("canonical hand", stated->hands, indexer_size(s->indexer, s->round), failure))
        return false;
    const struct container_section *map = container_find(abstraction->file, "map", street);
    size_t width = s->buckets <= 256 ? sizeof(uint8_t) : sizeof(uint16_t);
    if (!map || map->codec != CODEC_RAW || map->bytes != stated->hands * width)
        return failure_set(failure, "there is no map of %" PRIu64 " bytes", stated->hands * width);
    if (width == sizeof(uint8_t))
        s->map8 = container_map(abstraction->file, map);
    else
        s->map16 = container_map(abstraction->file, map);
    struct bucket_street_digest digest = {.ranks = game->deck.ranks,
                                          .suits = game->deck.suits,
                                          .hole_cards = game->hole_cards,
                                          .street = street,
                                          .board_cards = board,
                                          .buckets = s->buckets,
                                          .hands = stated->hands,
                                          .map_checksum = map->checksum};
    abstraction->fingerprint = bucket_file_fingerprint(abstraction->fingerprint, &digest);
    return check_map(s, stated->hands, failure);
}

static bool open_streets(struct abstraction *abstraction, const struct game *game, const cJSON *json,
                         struct failure *failure)
{
    if (!check_game(json, game, failure))
        return false;
    abstraction->hole_cards = game->hole_cards;
    for (unsigned s = 0; s < game->rounds; s++) {
        struct stated_street stated = {0};
        abstraction->streets = s + 1;
        if (!read_street(json, game, s, &stated, failure) || !open_street(abstraction, s, game, &stated, failure))
            return failure_context(failure, "%s", game_round_name(game, s));
    }
    if (abstraction->fingerprint != container_fingerprints_of(abstraction->file)->buckets)
        return failure_set(failure, "its fingerprint does not fit its maps");
    return true;
}

uint64_t abstraction_mapped_bytes(const struct abstraction *abstraction)
{
    return abstraction->file ? container_bytes(abstraction->file) : 0;
}

bool abstraction_suits(const char *path, const struct game *game, struct failure *failure)
{
    struct container_reader *file = bucket_file_open(path, failure);
    if (!file)
        return false;
    cJSON *json = bucket_file_description(file, failure);
    bool suits = json && check_game(json, game, failure);
    cJSON_Delete(json);
    container_close(file);
    return suits || failure_context(failure, "%s", path);
}

bool abstraction_open(const char *path, const struct game *game, struct abstraction *abstraction,
                      struct failure *failure)
{
    memset(abstraction, 0, sizeof *abstraction);
    abstraction->file = bucket_file_open(path, failure);
    if (!abstraction->file)
        return false;
    if (!bucket_file_verify(abstraction->file, failure)) {
        abstraction_release(abstraction);
        return false;
    }
    /* A blueprint records it, and is opened from other folders. */
    place_make_absolute(path, abstraction->source, sizeof abstraction->source);
    cJSON *json = bucket_file_description(abstraction->file, failure);
    bool opened = json && open_streets(abstraction, game, json, failure);
    cJSON_Delete(json);
    if (!opened) {
        failure_context(failure, "%s", path);
        abstraction_release(abstraction);
    }
    return opened;
}

/* The streets share an indexer, each a round of it; else a street has its own, and its board is one round. */
static bool grouped_by_street(const struct abstraction *a)
{
    return a->streets > 1 && a->street[1].indexer == a->street[0].indexer;
}

void abstraction_indices(const struct abstraction *abstraction, const bool wanted[], uint64_t hole,
                         const uint64_t board[], uint64_t index[])
{
    const struct abstraction_street *street = abstraction->street;
    const struct indexer_progress nothing = {0};
    struct indexer_progress progress, aside;
    uint64_t first = street->round == 0 ? hole | board[0] : hole;
    uint64_t of_first = indexer_add(street->indexer, 0, first, &nothing, &progress);
    bool grouped = grouped_by_street(abstraction);
    for (unsigned s = 0; s < abstraction->streets; s++) {
        if (street[s].round == 0)
            index[s] = of_first;
        else if (grouped || wanted[s])
            index[s] =
                indexer_add(street[s].indexer, street[s].round, board[s], &progress, grouped ? &progress : &aside);
    }
}

bool abstraction_is_lossless(const struct abstraction *abstraction)
{
    for (unsigned s = 0; s < abstraction->streets; s++)
        if (abstraction->street[s].map8 || abstraction->street[s].map16)
            return false;
    return true;
}

void abstraction_release(struct abstraction *abstraction)
{
    /* Lossless streets share one indexer. */
    for (unsigned s = 0; s < abstraction->streets; s++)
        if (s == 0 || abstraction->street[s].indexer != abstraction->street[s - 1].indexer)
            indexer_free(abstraction->street[s].indexer);
    container_close(abstraction->file);
    memset(abstraction, 0, sizeof *abstraction);
}
