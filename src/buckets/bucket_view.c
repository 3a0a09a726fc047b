#include "buckets/bucket_view.h"

#include "base/memory.h"
#include "base/text.h"
#include "buckets/bucket_file.h"
#include "buckets/bucket_sections.h"
#include "buckets/default_buckets.h"
#include "cards/subset.h"

#include <cJSON.h>
#include <ctype.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool read_count(const cJSON *json, const char *key, uint8_t least, uint8_t most, uint8_t *value,
                       struct failure *failure)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(json, key);
    if (!cJSON_IsNumber(item) || !(item->valuedouble >= least && item->valuedouble <= most))
        return failure_set(failure, "its description has no sensible number '%s'", key);
    *value = (uint8_t)item->valuedouble;
    return true;
}

/* The cards that a description names; the betting stays unknown, which buckets do not depend on. */
static bool read_cards(const cJSON *json, struct game *cards, struct failure *failure)
{
    const cJSON *deck = cJSON_GetObjectItemCaseSensitive(json, "deck");
    const cJSON *streets = cJSON_GetObjectItemCaseSensitive(json, "streets");
    int count = cJSON_GetArraySize(streets);
    *cards = (struct game){.name = "these buckets"};
    if (!read_count(deck, "ranks", 1, CARD_RANKS, &cards->deck.ranks, failure) ||
        !read_count(deck, "suits", 1, CARD_SUITS, &cards->deck.suits, failure) ||
        !read_count(json, "hole_cards", 1, GAME_HOLE_CARDS, &cards->hole_cards, failure))
        return false;
    if (count < 1 || count > GAME_ROUNDS)
        return failure_set(failure, "its description has %d streets; 1 to %d are possible", count, GAME_ROUNDS);
    cards->rounds = (uint8_t)count;
    uint8_t before = 0, board = 0;
    for (int s = 0; s < count; s++, before = board) {
        if (!read_count(cJSON_GetArrayItem(streets, s), "board_cards", before, GAME_BOARD_CARDS, &board, failure))
            return failure_context(failure, "street %d", s + 1);
        cards->board_cards[s] = (uint8_t)(board - before);
    }
    return true;
}

static bool find_cards(const char *path, struct game *cards, struct failure *failure)
{
    struct container_reader *file = bucket_file_open(path, failure);
    if (!file)
        return false;
    cJSON *json = bucket_file_description(file, failure);
    bool found = json && read_cards(json, cards, failure);
    cJSON_Delete(json);
    container_close(file);
    return found || failure_context(failure, "%s", path);
}

/* A word that a terminal may be sent; anything else counts as not said. */
static void read_method(const cJSON *json, char *method, size_t size)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(json, "method");
    bool word = cJSON_IsString(item) && strlen(item->valuestring) < size;
    for (const char *c = word ? item->valuestring : ""; *c; c++)
        word = word && islower((unsigned char)*c);
    snprintf(method, size, "%s", word ? item->valuestring : "");
}

static bool is_distance(float value)
{
    return isfinite(value) && value >= 0;
}

/* Features beyond their bounds would overflow the sums of the metric. */
static bool check_centres(const struct centres *centres, struct failure *failure)
{
    feature most = centres->k > 0 ? metric_one(centres->metric.kind) : 0;
    bool fine = true;
    for (size_t i = 0; i < (size_t)centres->k * centres->metric.dims; i++)
        fine = fine && centres->values[i] >= 0 && centres->values[i] <= most;
    for (uint32_t b = 0; b < centres->k; b++)
        fine = fine && centres->strength[b] >= 0 && centres->strength[b] <= METRIC_L1_ONE;
    return fine || failure_set(failure, "a centre of its buckets is out of bounds");
}

static bool check_facts(const struct bucket_street *street, struct failure *failure)
{
    const struct street_map *facts = &street->facts;
    uint64_t deals = 0;
    bool fine = true, distances = true;
    if (!facts->deals)
        return true;
    for (uint32_t b = 0; b < facts->buckets; b++) {
        fine = fine && facts->deals[b] <= street->deals;
        deals += facts->deals[b];
        distances = distances && is_distance(facts->mean_distance[b]) && is_distance(facts->worst_distance[b]);
    }
    if (!fine || deals != street->deals)
        return failure_set(failure, "its buckets do not add up to the %" PRIu64 " deals of the street", street->deals);
    if (!distances)
        return failure_set(failure, "a distance of its buckets is no distance");
    return check_centres(&facts->centres, failure);
}

static bool read_street(struct bucket_view *view, unsigned s, const cJSON *json, struct failure *failure)
{
    struct bucket_street *street = &view->street[s];
    unsigned hole = view->cards.hole_cards, board = view->abstraction.board_cards[s];
    unsigned deck = (unsigned)deck_size(view->cards.deck);
    street->name = game_round_name(&view->cards, s);
    street->deals = (uint64_t)subset_count(deck, hole) * (uint64_t)subset_count(deck - hole, board);
    read_method(json, street->method, sizeof street->method);
    return bucket_sections_read_facts(view->abstraction.file, s, json, &street->facts, failure) &&
           check_facts(street, failure);
}

/* The abstraction is open and has checked the description as far as it uses it. */
static bool read_streets(struct bucket_view *view, const char *path, struct failure *failure)
{
    cJSON *json = cJSON_Parse(container_description(view->abstraction.file));
    const cJSON *streets = cJSON_GetObjectItemCaseSensitive(json, "streets");
    bool done = true;
    for (unsigned s = 0; done && s < view->abstraction.streets; s++)
        done = read_street(view, s, cJSON_GetArrayItem(streets, (int)s), failure) ||
               failure_context(failure, "%s: %s", path, game_round_name(&view->cards, s));
    cJSON_Delete(json);
    if (!done)
        bucket_view_close(view);
    return done;
}

bool bucket_view_open(const char *path, const struct game *game, struct bucket_view *view, struct failure *failure)
{
    *view = (struct bucket_view){0};
    if (game)
        view->cards = *game;
    else if (!find_cards(path, &view->cards, failure))
        return false;
    return abstraction_open(path, &view->cards, &view->abstraction, failure) && read_streets(view, path, failure);
}

bool bucket_view_open_default(const struct run_context *run, const struct game *game, unsigned workers,
                              struct bucket_view *view, struct failure *failure)
{
    *view = (struct bucket_view){.cards = *game};
    const struct bucket_choice usual = {.training = default_buckets_usual_training, .careful = true};
    if (!abstraction_default(run, game, game->rounds, &usual, NULL, workers, &view->abstraction, failure))
        return false;
    if (view->abstraction.file)
        return read_streets(view, view->abstraction.source, failure);
    bucket_view_close(view);
    return failure_set(failure, "%s is played without buckets by default: each canonical hand is its own", game->name);
}

void bucket_view_close(struct bucket_view *view)
{
    for (unsigned s = 0; s < GAME_ROUNDS; s++)
        street_map_release(&view->street[s].facts);
    abstraction_release(&view->abstraction);
}

bool bucket_view_named_street(const struct bucket_view *view, const char *name, unsigned *street,
                              struct failure *failure)
{
    char names[128] = "";
    for (unsigned s = 0; s < view->abstraction.streets; s++) {
        *street = s;
        if (strcmp(view->street[s].name, name) == 0)
            return true;
        text_append(names, sizeof names, "%s%s", s ? ", " : "", view->street[s].name);
    }
    return failure_set(failure, "there is no street '%s'; there are %s", name, names);
}

bool bucket_view_street_of_board(const struct bucket_view *view, unsigned board_cards, unsigned *street,
                                 struct failure *failure)
{
    char counts[64] = "";
    for (unsigned s = 0; s < view->abstraction.streets; s++) {
        unsigned wanted = view->abstraction.board_cards[s];
        *street = s;
        if (wanted == board_cards)
            return true;
        text_append(counts, sizeof counts, "%s%u", s ? ", " : "", wanted);
    }
    return failure_set(failure, "no street of %s has %u board card%s; its streets have %s", view->cards.name,
                       board_cards, board_cards == 1 ? "" : "s", counts);
}

void bucket_view_count_hands(const struct bucket_view *view, unsigned street, uint64_t hands[])
{
    const struct street_map *facts = &view->street[street].facts;
    memset(hands, 0, facts->buckets * sizeof *hands);
    for (uint64_t i = 0; i < facts->hands; i++)
        hands[abstraction_read(&view->abstraction, street, i)]++;
}

static int ascending(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

void bucket_view_summarise(const struct bucket_view *view, unsigned street, struct bucket_summary *summary)
{
    const struct street_map *facts = &view->street[street].facts;
    uint64_t *population = memory_allocate(facts->buckets, sizeof *population);
    *summary = (struct bucket_summary){0};
    if (facts->deals)
        memcpy(population, facts->deals, facts->buckets * sizeof *population);
    else
        bucket_view_count_hands(view, street, population);
    for (uint32_t b = 0; facts->deals && b < facts->buckets; b++) {
        double share = (double)facts->deals[b] / (double)view->street[street].deals;
        summary->mean_distance += share * (double)facts->mean_distance[b];
        summary->worst_distance = fmax(summary->worst_distance, (double)facts->worst_distance[b]);
    }
    qsort(population, facts->buckets, sizeof *population, ascending);
    summary->least = population[0];
    summary->median = population[(facts->buckets - 1) / 2];
    summary->most = population[facts->buckets - 1];
    memory_release(population);
}

double bucket_view_strength(const struct bucket_view *view, unsigned street, uint32_t bucket)
{
    return (double)view->street[street].facts.centres.strength[bucket] / METRIC_L1_ONE;
}

unsigned bucket_view_examples(const struct bucket_view *view, unsigned street, uint32_t bucket, uint64_t hands,
                              unsigned most, uint64_t index[])
{
    unsigned count = hands < most ? (unsigned)hands : most, found = 0;
    uint64_t seen = 0;
    for (uint64_t i = 0; found < count && i < view->street[street].facts.hands; i++) {
        if (abstraction_read(&view->abstraction, street, i) != bucket)
            continue;
        /* The middle of each of `count` equal parts. */
        if (seen++ == (2 * found + 1) * hands / (2 * count))
            index[found++] = i;
    }
    return found;
}

unsigned bucket_view_nearest(const struct bucket_view *view, unsigned street, uint32_t bucket, unsigned most,
                             struct bucket_neighbour nearest[])
{
    const struct centres *centres = &view->street[street].facts.centres;
    unsigned found = 0;
    for (uint32_t b = 0; b < centres->k; b++) {
        double distance = centres_distance(centres, bucket, b);
        if (b == bucket || (found == most && distance >= nearest[most - 1].distance))
            continue;
        unsigned place = found < most ? found++ : most - 1;
        for (; place > 0 && nearest[place - 1].distance > distance; place--)
            nearest[place] = nearest[place - 1];
        nearest[place] = (struct bucket_neighbour){b, distance};
    }
    return found;
}

static void append_cards(char *text, size_t size, const card cards[], unsigned count)
{
    cardset left = 0;
    for (unsigned i = 0; i < count; i++)
        left |= cardset_of(cards[i]);
    for (card c = CARD_COUNT; c-- > 0;)
        if (left & cardset_of(c))
            text_append(text, size, "%s", card_format(c).text);
}

struct hand_text bucket_view_hand(const struct bucket_view *view, unsigned street, uint64_t index)
{
    const struct abstraction_street *s = &view->abstraction.street[street];
    unsigned hole = view->cards.hole_cards, board = view->abstraction.board_cards[street];
    struct hand_text hand = {""};
    card cards[INDEXER_CARDS];
    indexer_unindex(s->indexer, s->round, index, cards);
    append_cards(hand.text, sizeof hand.text, cards, hole);
    if (board > 0)
        text_append(hand.text, sizeof hand.text, " ");
    append_cards(hand.text, sizeof hand.text, cards + hole, board);
    return hand;
}
