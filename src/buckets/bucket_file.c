#include "buckets/bucket_file.h"

#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "buckets/expectation.h"
#include "buckets/street_map.h"
#include "platform/clock.h"
#include "store/container.h"

#include <cJSON.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <xxhash.h>

struct build {
    const struct game *game;
    struct bucket_options options; /* k reduced where `fewer` asks for it */
    struct street_indices indices;
    struct strength_tables *tables; /* owned */
    struct progress progress;
    struct container_writer *writer;
    uint64_t map_checksum[GAME_ROUNDS];
};

uint64_t bucket_file_fingerprint(uint64_t before, const struct bucket_street_digest *street)
{
    char text[256];
    int length =
        snprintf(text, sizeof text, "deck %u %u hole %u street %u board %u hands %" PRIu64 " buckets %u map %" PRIx64,
                 street->ranks, street->suits, street->hole_cards, street->street, street->board_cards, street->hands,
                 street->buckets, street->map_checksum);
    uint64_t digest = XXH3_64bits_withSeed(text, (size_t)length, before);
    return digest ? digest : 1;
}

static bool is_lossless(const struct build *build, unsigned street)
{
    return build->options.k[street] == build->indices.hands[street];
}

/* A street's values are wanted for its own percentiles or for those of the street before. */
static bool is_wanted(const struct build *build, unsigned street)
{
    if (!is_lossless(build, street))
        return true;
    return street > 0 && expectation_needs_next(&build->indices, street - 1) && is_wanted(build, street - 1);
}

static bool check_options(struct build *build, struct failure *failure)
{
    const struct game *game = build->game;
    if (game->hole_cards != 2 || game_board_cards(game, game->rounds - 1u) > 5)
        return failure_set(failure, "%s: bucket files are for two hole cards and up to five board cards, not %u and %u",
                           game->name, (unsigned)game->hole_cards, game_board_cards(game, game->rounds - 1u));
    if (!street_indices_init(&build->indices, game, failure))
        return false;
    for (unsigned s = 0; s < game->rounds; s++) {
        uint32_t *k = &build->options.k[s];
        if (build->options.fewer && *k > build->indices.hands[s])
            *k = (uint32_t)build->indices.hands[s];
        if (*k < 1 || *k > BUCKETS_MOST)
            return failure_set(failure, "%s: %u buckets; 1 to %d are possible", game_round_name(game, s), (unsigned)*k,
                               BUCKETS_MOST);
        if (*k > build->indices.hands[s])
            return failure_set(failure, "%s: %u buckets for %" PRIu64 " canonical hands", game_round_name(game, s),
                               (unsigned)*k, build->indices.hands[s]);
    }
    return true;
}

static void describe_street(const struct build *build, unsigned street, const struct street_map *map, cJSON *streets)
{
    cJSON *json = cJSON_CreateObject();
    bool lossless = is_lossless(build, street);
    cJSON_AddStringToObject(json, "name", game_round_name(build->game, street));
    cJSON_AddNumberToObject(json, "board_cards", build->indices.board_cards[street]);
    cJSON_AddNumberToObject(json, "hands", (double)map->hands);
    cJSON_AddNumberToObject(json, "buckets", map->buckets);
    cJSON_AddNumberToObject(json, "bytes_per_hand", map->map8 ? 1 : 2);
    cJSON_AddStringToObject(json, "method", lossless ? "lossless" : "percentile");
    if (!lossless)
        cJSON_AddStringToObject(json, "feature", "expected hand strength");
    cJSON_InsertItemInArray(streets, 0, json);
}

static void log_street(const struct build *build, unsigned street, const struct street_map *map)
{
    const char *name = game_round_name(build->game, street);
    if (is_lossless(build, street))
        log_info("%s: %u buckets, one for each canonical hand", name, (unsigned)map->buckets);
    else
        log_info("%s: %u buckets of %s canonical hands by expected strength (%s to %s deals each)", name,
                 (unsigned)map->buckets, text_thousands(map->hands).text, text_thousands(map->smallest).text,
                 text_thousands(map->largest).text);
}

/* Computes and writes one street; `next` holds the values of the street after it and receives this one's. */
static bool build_street(struct build *build, unsigned street, struct expectation *next, cJSON *streets,
                         struct bucket_street_digest *digest, struct failure *failure)
{
    struct expectation expectation = {0};
    struct street_map map = {0};
    bool done = true;
    if (is_wanted(build, street))
        done = expectation_compute(&build->indices, build->tables, street, next, build->options.workers,
                                   &build->progress, &expectation, failure);
    if (done && is_lossless(build, street))
        street_map_lossless(build->indices.hands[street], &map);
    else if (done)
        done = street_map_by_percentile(&expectation, build->options.k[street], build->options.fewer,
                                        build->options.workers, &build->progress, &map, failure);
    if (!done)
        failure_context(failure, "%s", game_round_name(build->game, street));
    done = done && container_append(build->writer, "map", street, CODEC_RAW, street_map_data(&map),
                                    street_map_bytes(&map), failure);
    if (done) {
        log_street(build, street, &map);
        describe_street(build, street, &map, streets);
        *digest =
            (struct bucket_street_digest){.ranks = build->game->deck.ranks,
                                          .suits = build->game->deck.suits,
                                          .hole_cards = build->game->hole_cards,
                                          .street = street,
                                          .board_cards = build->indices.board_cards[street],
                                          .buckets = map.buckets,
                                          .hands = map.hands,
                                          .map_checksum = XXH3_64bits(street_map_data(&map), street_map_bytes(&map))};
    }
    street_map_release(&map);
    expectation_release(next);
    *next = expectation;
    return done;
}

/* The last street first: earlier ones are averages over later ones. */
static bool build_streets(struct build *build, cJSON *streets, uint64_t *fingerprint, struct failure *failure)
{
    struct expectation next = {0};
    struct bucket_street_digest digest[GAME_ROUNDS];
    bool done = true;
    for (unsigned s = build->indices.streets; done && s-- > 0;)
        done = build_street(build, s, &next, streets, &digest[s], failure);
    expectation_release(&next);
    *fingerprint = 0;
    for (unsigned s = 0; done && s < build->indices.streets; s++)
        *fingerprint = bucket_file_fingerprint(*fingerprint, &digest[s]);
    return done;
}

static cJSON *describe(const struct build *build)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "what", "card abstraction");
    cJSON *deck = cJSON_AddObjectToObject(json, "deck");
    cJSON_AddNumberToObject(deck, "ranks", build->game->deck.ranks);
    cJSON_AddNumberToObject(deck, "suits", build->game->deck.suits);
    cJSON_AddNumberToObject(json, "hole_cards", build->game->hole_cards);
    cJSON_AddNumberToObject(json, "seed", (double)build->options.seed);
    return json;
}

static bool build_file(struct build *build, const char *path, struct failure *failure)
{
    struct container_fingerprints fingerprints = {0};
    build->writer = container_create(path, CONTAINER_BUCKETS, BUCKET_FILE_VERSION, &fingerprints, failure);
    if (!build->writer)
        return false;
    cJSON *json = describe(build);
    bool done = build_streets(build, cJSON_AddArrayToObject(json, "streets"), &fingerprints.buckets, failure);
    char *text = cJSON_Print(json);
    cJSON_Delete(json);
    if (done) {
        container_describe(build->writer, text);
        container_set_fingerprints(build->writer, &fingerprints);
        done = container_commit(build->writer, failure);
    } else {
        container_abandon(build->writer);
    }
    cJSON_free(text);
    return done;
}

bool bucket_file_build(const struct game *game, const struct bucket_options *options, const char *path,
                       struct failure *failure)
{
    struct build build = {.game = game, .options = *options};
    bool done = check_options(&build, failure);
    if (done) {
        evaluator_init();
        build.tables = memory_allocate(1, sizeof *build.tables);
        strength_tables_init(build.tables, game->deck);
        double cost = 0;
        for (unsigned s = 0; s < game->rounds; s++)
            if (is_wanted(&build, s))
                cost += expectation_cost(&build.indices, s);
        progress_start(&build.progress, "Building buckets", cost);
        done = build_file(&build, path, failure);
        memory_release(build.tables);
    }
    street_indices_release(&build.indices);
    return done;
}
