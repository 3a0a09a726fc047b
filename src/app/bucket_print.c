#include "app/bucket_print.h"

#include "base/memory.h"
#include "base/text.h"

#include <cJSON.h>
#include <inttypes.h>
#include <stdio.h>

enum { EXAMPLES = 10, NEIGHBOURS = 5 };

static const struct street_map *facts_of(const struct bucket_view *view, unsigned street)
{
    return &view->street[street].facts;
}

static bool knows_strength(const struct bucket_view *view, unsigned street)
{
    return facts_of(view, street)->centres.k > 0;
}

static double share_of(const struct bucket_view *view, unsigned street, uint32_t bucket)
{
    return (double)facts_of(view, street)->deals[bucket] / (double)view->street[street].deals;
}

/* "12.34 %", or "-" for what is not known. */
static struct text_figure percent(bool known, double share)
{
    struct text_figure figure = {"-"};
    if (known)
        snprintf(figure.text, sizeof figure.text, "%.2f %%", 100 * share);
    return figure;
}

static void add_percent(cJSON *json, const char *key, bool known, double share)
{
    if (known)
        cJSON_AddNumberToObject(json, key, 100 * share);
    else
        cJSON_AddNullToObject(json, key);
}

void bucket_print_streets(const struct bucket_view *view)
{
    bool deals_unknown = false;
    printf("streets\n  %-8s %-10s %15s %8s  %44s  %21s\n", "", "", "", "", "population of a bucket        ",
           "distance from centre");
    printf("  %-8s %-10s %15s %8s  %14s %14s %14s  %10s %10s\n", "name", "method", "canonical hands", "buckets",
           "least", "median", "most", "mean", "worst");
    for (unsigned s = 0; s < view->abstraction.streets; s++) {
        const struct bucket_street *street = &view->street[s];
        bool known = street->facts.deals != NULL;
        struct bucket_summary summary;
        bucket_view_summarise(view, s, &summary);
        deals_unknown = deals_unknown || !known;
        printf("  %-8s %-10s %15s %8u  %14s %14s %14s  %10s %10s\n", street->name,
               street->method[0] ? street->method : "-", text_thousands(street->facts.hands).text,
               (unsigned)street->facts.buckets, text_thousands(summary.least).text, text_thousands(summary.median).text,
               text_thousands(summary.most).text, percent(known, summary.mean_distance).text,
               percent(known, summary.worst_distance).text);
    }
    if (deals_unknown)
        printf("  \"-\": neither deals nor distances are recorded; populations are canonical hands\n");
    else
        printf("  populations are deals; distances are in per cent of a pot\n");
}

cJSON *bucket_json_streets(const struct bucket_view *view)
{
    cJSON *streets = cJSON_CreateArray();
    for (unsigned s = 0; s < view->abstraction.streets; s++) {
        const struct bucket_street *street = &view->street[s];
        bool known = street->facts.deals != NULL;
        struct bucket_summary summary;
        bucket_view_summarise(view, s, &summary);
        cJSON *json = cJSON_CreateObject();
        cJSON_AddStringToObject(json, "name", street->name);
        cJSON_AddStringToObject(json, "method", street->method);
        cJSON_AddNumberToObject(json, "board_cards", view->abstraction.board_cards[s]);
        cJSON_AddNumberToObject(json, "deals", (double)street->deals);
        cJSON_AddNumberToObject(json, "canonical_hands", (double)street->facts.hands);
        cJSON_AddNumberToObject(json, "buckets", street->facts.buckets);
        cJSON *population = cJSON_AddObjectToObject(json, "population");
        cJSON_AddStringToObject(population, "of", known ? "deals" : "canonical hands");
        cJSON_AddNumberToObject(population, "least", (double)summary.least);
        cJSON_AddNumberToObject(population, "median", (double)summary.median);
        cJSON_AddNumberToObject(population, "most", (double)summary.most);
        add_percent(json, "mean_distance_percent", known, summary.mean_distance);
        add_percent(json, "worst_distance_percent", known, summary.worst_distance);
        cJSON_AddItemToArray(streets, json);
    }
    return streets;
}

static uint64_t *count_hands(const struct bucket_view *view, unsigned street)
{
    uint64_t *hands = memory_allocate(facts_of(view, street)->buckets, sizeof *hands);
    bucket_view_count_hands(view, street, hands);
    return hands;
}

void bucket_print_list(const struct bucket_view *view, unsigned street)
{
    const struct street_map *facts = facts_of(view, street);
    uint64_t *hands = count_hands(view, street);
    bool known = facts->deals != NULL, strength = knows_strength(view, street);
    printf("%8s %15s %14s %9s %10s %14s %14s\n", "bucket", "canonical hands", "deals", "share", "strength",
           "mean distance", "worst distance");
    for (uint32_t b = 0; b < facts->buckets; b++)
        printf("%8u %15s %14s %9s %10s %14s %14s\n", (unsigned)b, text_thousands(hands[b]).text,
               known ? text_thousands(facts->deals[b]).text : "-",
               percent(known, known ? share_of(view, street, b) : 0).text,
               percent(strength, strength ? bucket_view_strength(view, street, b) : 0).text,
               percent(known, known ? (double)facts->mean_distance[b] : 0).text,
               percent(known, known ? (double)facts->worst_distance[b] : 0).text);
    memory_release(hands);
}

cJSON *bucket_json_list(const struct bucket_view *view, unsigned street)
{
    uint64_t *hands = count_hands(view, street);
    cJSON *list = cJSON_CreateArray();
    for (uint32_t b = 0; b < facts_of(view, street)->buckets; b++)
        cJSON_AddItemToArray(list, bucket_json_one(view, street, b, hands[b]));
    memory_release(hands);
    return list;
}

void bucket_print_one(const struct bucket_view *view, unsigned street, uint32_t bucket, uint64_t hands)
{
    const struct street_map *facts = facts_of(view, street);
    printf("  %-16s %s\n", "canonical hands", text_thousands(hands).text);
    if (!facts->deals) {
        printf("  deals, strength, distances and neighbours are not recorded\n");
        return;
    }
    printf("  %-16s %s, %s of the street's %s\n", "deals", text_thousands(facts->deals[bucket]).text,
           percent(true, share_of(view, street, bucket)).text, text_thousands(view->street[street].deals).text);
    if (knows_strength(view, street))
        printf("  %-16s %s of a pot\n", "strength", percent(true, bucket_view_strength(view, street, bucket)).text);
    printf("  %-16s %s of a pot from the centre, %s at worst\n", "distance",
           percent(true, (double)facts->mean_distance[bucket]).text,
           percent(true, (double)facts->worst_distance[bucket]).text);
    if (!knows_strength(view, street))
        printf("  strength and neighbours are not recorded\n");
}

cJSON *bucket_json_one(const struct bucket_view *view, unsigned street, uint32_t bucket, uint64_t hands)
{
    const struct street_map *facts = facts_of(view, street);
    bool known = facts->deals != NULL, strength = knows_strength(view, street);
    cJSON *json = cJSON_CreateObject();
    cJSON_AddNumberToObject(json, "bucket", bucket);
    cJSON_AddNumberToObject(json, "canonical_hands", (double)hands);
    if (known)
        cJSON_AddNumberToObject(json, "deals", (double)facts->deals[bucket]);
    else
        cJSON_AddNullToObject(json, "deals");
    add_percent(json, "share_percent", known, known ? share_of(view, street, bucket) : 0);
    add_percent(json, "strength_percent", strength, strength ? bucket_view_strength(view, street, bucket) : 0);
    add_percent(json, "mean_distance_percent", known, known ? (double)facts->mean_distance[bucket] : 0);
    add_percent(json, "worst_distance_percent", known, known ? (double)facts->worst_distance[bucket] : 0);
    return json;
}

void bucket_print_examples(const struct bucket_view *view, unsigned street, uint32_t bucket)
{
    uint64_t *hands = count_hands(view, street), index[EXAMPLES];
    unsigned count = bucket_view_examples(view, street, bucket, hands[bucket], EXAMPLES, index);
    bucket_print_one(view, street, bucket, hands[bucket]);
    for (unsigned e = 0; e < count; e++)
        printf("  %-16s %s\n", e ? "" : "for example", bucket_view_hand(view, street, index[e]).text);
    memory_release(hands);
}

cJSON *bucket_json_examples(const struct bucket_view *view, unsigned street, uint32_t bucket)
{
    uint64_t *hands = count_hands(view, street), index[EXAMPLES];
    unsigned count = bucket_view_examples(view, street, bucket, hands[bucket], EXAMPLES, index);
    cJSON *json = bucket_json_one(view, street, bucket, hands[bucket]);
    cJSON *examples = cJSON_AddArrayToObject(json, "examples");
    for (unsigned e = 0; e < count; e++)
        cJSON_AddItemToArray(examples, cJSON_CreateString(bucket_view_hand(view, street, index[e]).text));
    memory_release(hands);
    return json;
}

/* Empty for a bucket without hands. */
static struct hand_text example(const struct bucket_view *view, unsigned street, uint32_t bucket, uint64_t hands)
{
    uint64_t index;
    if (bucket_view_examples(view, street, bucket, hands, 1, &index) == 0)
        return (struct hand_text){""};
    return bucket_view_hand(view, street, index);
}

void bucket_print_nearest(const struct bucket_view *view, unsigned street, uint32_t bucket, const uint64_t hands[])
{
    struct bucket_neighbour nearest[NEIGHBOURS];
    unsigned count = bucket_view_nearest(view, street, bucket, NEIGHBOURS, nearest);
    if (count > 0)
        printf("nearest\n  %8s %10s %10s %14s  %s\n", "bucket", "distance", "strength", "deals", "for example");
    for (unsigned n = 0; n < count; n++) {
        uint32_t other = nearest[n].bucket;
        printf("  %8u %10s %10s %14s  %s\n", (unsigned)other, percent(true, nearest[n].distance).text,
               percent(true, bucket_view_strength(view, street, other)).text,
               text_thousands(facts_of(view, street)->deals[other]).text,
               example(view, street, other, hands[other]).text);
    }
}

cJSON *bucket_json_nearest(const struct bucket_view *view, unsigned street, uint32_t bucket, const uint64_t hands[])
{
    struct bucket_neighbour nearest[NEIGHBOURS];
    unsigned count = bucket_view_nearest(view, street, bucket, NEIGHBOURS, nearest);
    cJSON *list = cJSON_CreateArray();
    for (unsigned n = 0; n < count; n++) {
        uint32_t other = nearest[n].bucket;
        cJSON *json = bucket_json_one(view, street, other, hands[other]);
        add_percent(json, "distance_percent", true, nearest[n].distance);
        cJSON_AddStringToObject(json, "example", example(view, street, other, hands[other]).text);
        cJSON_AddItemToArray(list, json);
    }
    return list;
}
