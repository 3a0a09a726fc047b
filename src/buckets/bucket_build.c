#include "buckets/bucket_build.h"

#include "base/memory.h"
#include "base/random.h"
#include "base/text.h"
#include "buckets/bucket_parts.h"
#include "buckets/bucket_sections.h"
#include "buckets/clustering.h"

#include <assert.h>
#include <cJSON.h>
#include <inttypes.h>
#include <stdio.h>
#include <xxhash.h>

struct build {
    const struct run_context *run; /* borrowed */
    const struct game *game;
    const char *path;
    struct bucket_options options; /* as they are carried out */
    struct street_indices indices;
    struct strength_tables *tables; /* owned */
    struct progress progress;
    struct container_writer *writer;
};

/* What a street hands to the one before it. */
struct later_street {
    struct expectation expectation;
    struct street_map map;
};

/* A street's expected strengths are wanted by its own method, for those of the street before, or because the buckets
 * of the street before are told apart by those of this one: where each hand has a bucket, nothing else tells their
 * strength. */
static bool is_wanted(const struct build *build, unsigned street)
{
    const struct bucket_method *method = build->options.method[street];
    if (method->wants_strengths)
        return true;
    if (street == 0)
        return false;
    return (method->one_each && build->options.method[street - 1]->wants_next) ||
           (expectation_needs_next(&build->indices, street - 1) && is_wanted(build, street - 1));
}

static bool check_street(struct build *build, unsigned street, struct failure *failure)
{
    uint32_t *k = &build->options.k[street];
    const struct bucket_method **method = &build->options.method[street];
    uint64_t hands = build->indices.hands[street];
    assert(*method);
    if ((*method)->one_each)
        *k = hands < UINT32_MAX ? (uint32_t)hands : UINT32_MAX;
    if (build->options.fewer && *k > hands)
        *k = (uint32_t)hands;
    if (*k < 1 || *k > BUCKETS_MOST)
        return failure_set(failure, "%u buckets; 1 to %d are possible", (unsigned)*k, BUCKETS_MOST);
    if (*k > hands)
        return failure_set(failure, "%u buckets for %" PRIu64 " canonical hands", (unsigned)*k, hands);
    if (!bucket_method_fits(*method, &build->indices, street))
        return bucket_methods_fail_unfit(*method, &build->indices, street, failure);
    if (*k == hands)
        *method = &bucket_lossless;
    return true;
}

static bool check_options(struct build *build, struct failure *failure)
{
    const struct game *game = build->game;
    if (game->hole_cards != 2 || game_board_cards(game, game->rounds - 1u) > 5)
        return failure_set(failure, "%s: bucket files are for two hole cards and up to five board cards, not %u and %u",
                           game->name, (unsigned)game->hole_cards, game_board_cards(game, game->rounds - 1u));
    if (!street_indices_init(&build->indices, game, failure))
        return false;
    for (unsigned s = 0; s < game->rounds; s++)
        if (!check_street(build, s, failure))
            return failure_context(failure, "%s", game_round_name(game, s));
    return true;
}

static cJSON *describe_street(const struct build *build, unsigned street, const struct street_map *map)
{
    cJSON *json = cJSON_CreateObject();
    const struct bucket_method *method = build->options.method[street];
    cJSON_AddStringToObject(json, "name", game_round_name(build->game, street));
    cJSON_AddNumberToObject(json, "board_cards", build->indices.board_cards[street]);
    cJSON_AddStringToObject(json, "method", method->choice.name);
    cJSON_AddStringToObject(json, "feature", method->feature);
    bucket_sections_describe(map, json);
    return json;
}

static void log_street(const struct build *build, unsigned street, const struct street_map *map)
{
    const char *name = game_round_name(build->game, street);
    const struct bucket_method *method = build->options.method[street];
    if (method->one_each) {
        log_info(build->run->log, "%s: %u buckets, one for each canonical hand", name, (unsigned)map->buckets);
        return;
    }
    uint64_t smallest = UINT64_MAX, largest = 0, deals = 0;
    double distance = 0;
    for (uint32_t b = 0; b < map->buckets; b++) {
        smallest = map->deals[b] < smallest ? map->deals[b] : smallest;
        largest = map->deals[b] > largest ? map->deals[b] : largest;
        deals += map->deals[b];
        distance += (double)map->deals[b] * (double)map->mean_distance[b];
    }
    log_info(build->run->log,
             "%s: %u buckets of %s canonical hands by %s (%s to %s deals each, %.2f %% of a pot from the centre)", name,
             (unsigned)map->buckets, text_thousands(map->hands).text, method->choice.name,
             text_thousands(smallest).text, text_thousands(largest).text, 100 * distance / (double)deals);
}

static struct kmeans_options clustering_options(struct build *build, unsigned street)
{
    return (struct kmeans_options){.k = build->options.k[street],
                                   .fewer = build->options.fewer,
                                   .restarts = build->options.restarts,
                                   .seed = random_mix(build->options.seed + street),
                                   .workers = build->options.workers,
                                   .progress = &build->progress};
}

static unsigned passes_most(const struct build *build)
{
    return build->options.hasty ? 1 : CLUSTERING_PASSES;
}

static bool cluster(struct build *build, const struct bucket_method *method, const struct bucket_order *order,
                    struct street_map *map, struct failure *failure)
{
    struct kmeans_options options = clustering_options(build, order->street);
    struct features features;
    if (!method->features(&order->frame, order->street, order->next, &features, failure))
        return false;
    bool done =
        clustering_run(&features, build->indices.hands[order->street], passes_most(build), &options, map, failure);
    features_release(&features);
    return done;
}

/* All that the buckets of a street follow from. */
static void say_what_made(const struct build *build, unsigned street, char *text, size_t size)
{
    const struct deck *deck = &build->game->deck;
    text[0] = '\0';
    text_append(text, size, "deck %u %u, seed %" PRIu64 ", %u restarts%s, %s", (unsigned)deck->ranks,
                (unsigned)deck->suits, build->options.seed, build->options.restarts,
                build->options.hasty ? ", hasty" : "", build->options.fewer ? "up to" : "exactly");
    for (unsigned s = street; s < build->indices.streets; s++)
        text_append(text, size, ", board %u: %u %s", build->indices.board_cards[s], build->options.k[s],
                    build->options.method[s]->choice.name);
}

static bool make_map(struct build *build, unsigned street, const struct street_map *next,
                     const struct expectation *expectation, struct street_map *map, struct failure *failure)
{
    const struct bucket_method *method = build->options.method[street];
    const struct bucket_order order = {
        .frame = {&build->indices, build->tables, build->options.workers, &build->progress},
        .street = street,
        .k = build->options.k[street],
        .fewer = build->options.fewer,
        .expectation = expectation->values ? expectation : NULL,
        .next = next,
    };
    /* What takes no time is not kept. */
    if (method->one_each)
        return method->make(&order, map, failure);
    char made_from[512];
    say_what_made(build, street, made_from, sizeof made_from);
    const struct bucket_part part = {build->path, game_round_name(build->game, street), street, made_from};
    if (bucket_part_load(&part, map)) {
        log_info(build->run->log, "%s: taken from an earlier start", part.street_name);
        return true;
    }
    bool made = method->features ? cluster(build, method, &order, map, failure) : method->make(&order, map, failure);
    return made && (street == 0 || bucket_part_save(&part, map, failure));
}

/* Computes and writes one street; `later` holds the street after it and receives this one. */
static bool build_street(struct build *build, unsigned street, struct later_street *later, cJSON *streets,
                         struct bucket_street_digest *digest, struct failure *failure)
{
    struct later_street now = {0};
    bool done = true;
    if (is_wanted(build, street))
        done = expectation_compute(&build->indices, build->tables, street, &later->expectation, build->options.workers,
                                   &build->progress, &now.expectation, failure);
    done = done && make_map(build, street, &later->map, &now.expectation, &now.map, failure);
    if (!done)
        failure_context(failure, "%s", game_round_name(build->game, street));
    done = done && bucket_sections_write(build->writer, street, &now.map, failure);
    if (done) {
        log_street(build, street, &now.map);
        cJSON_InsertItemInArray(streets, 0, describe_street(build, street, &now.map));
        *digest = (struct bucket_street_digest){.ranks = build->game->deck.ranks,
                                                .suits = build->game->deck.suits,
                                                .hole_cards = build->game->hole_cards,
                                                .street = street,
                                                .board_cards = build->indices.board_cards[street],
                                                .buckets = now.map.buckets,
                                                .hands = now.map.hands,
                                                .map_checksum =
                                                    XXH3_64bits(street_map_data(&now.map), street_map_bytes(&now.map))};
    }
    expectation_release(&later->expectation);
    street_map_release(&later->map);
    *later = now;
    return done;
}

/* The last street first: earlier ones are made from later ones. */
static bool build_streets(struct build *build, cJSON *streets, uint64_t *fingerprint, struct failure *failure)
{
    struct later_street later = {0};
    struct bucket_street_digest digest[GAME_ROUNDS];
    bool done = true;
    for (unsigned s = build->indices.streets; done && s-- > 0;)
        done = build_street(build, s, &later, streets, &digest[s], failure);
    expectation_release(&later.expectation);
    street_map_release(&later.map);
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
    cJSON_AddNumberToObject(json, "restarts", build->options.restarts);
    if (build->options.hasty)
        cJSON_AddBoolToObject(json, "hasty", true);
    return json;
}

static void remove_parts(const struct build *build)
{
    for (unsigned s = 0; s < build->indices.streets; s++) {
        const struct bucket_part part = {build->path, game_round_name(build->game, s), s, NULL};
        bucket_part_remove(build->run->log, &part);
    }
}

static bool build_file(struct build *build, struct failure *failure)
{
    struct container_fingerprints fingerprints = {0};
    build->writer = container_create(build->path, CONTAINER_BUCKETS, BUCKET_FILE_VERSION, &fingerprints, failure);
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
    if (done)
        remove_parts(build);
    return done;
}

/* In about nanoseconds of one core. */
static double cost_of(struct build *build)
{
    double cost = 0;
    for (unsigned s = 0; s < build->indices.streets; s++) {
        const struct bucket_method *method = build->options.method[s];
        uint64_t hands = build->indices.hands[s];
        if (is_wanted(build, s))
            cost += expectation_cost(&build->indices, s);
        if (!method->features)
            continue;
        struct kmeans_options options = clustering_options(build, s);
        unsigned passes = clustering_passes(hands, passes_most(build));
        cost +=
            method->features_cost(&build->indices, s, passes) + clustering_cost(hands, passes_most(build), &options);
    }
    return cost;
}

bool bucket_build(const struct run_context *run, const struct game *game, const struct bucket_options *options,
                  const char *path, struct failure *failure)
{
    struct build build = {.run = run, .game = game, .path = path, .options = *options};
    build.options.restarts = options->restarts > 0 ? options->restarts : 1;
    bool done = check_options(&build, failure);
    if (done) {
        evaluator_init();
        build.tables = memory_allocate(1, sizeof *build.tables);
        strength_tables_init(build.tables, game->deck);
        progress_start(&build.progress, run, "Building buckets", cost_of(&build));
        build.progress.logged = true;
        done = build_file(&build, failure);
        memory_release(build.tables);
    }
    street_indices_release(&build.indices);
    return done;
}
