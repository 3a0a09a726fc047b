/* Answers about strategies: what there is, games, spots, combinations, values. */
#include "base/memory.h"
#include "base/text.h"
#include "eval/spot_json.h"
#include "eval/translate.h"
#include "eval/values.h"
#include "platform/clock.h"
#include "serve/folders.h"
#include "serve/json.h"
#include "serve/view.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* How long a piece of work on values lasts: other requests wait meanwhile. */
static const double VALUES_SECONDS = 0.03;

bool info_answer(struct server *server, const struct query *query, cJSON *json, struct failure *failure)
{
    (void)query, (void)failure;
    unsigned count;
    struct source_name *names = sources_list(&server->sources, &count);
    struct folders runs;
    cJSON_AddStringToObject(json, "version", HOLDEM_VERSION);
    cJSON_AddStringToObject(json, "at_table", FILTER_AT_TABLE);
    cJSON *sources = cJSON_AddArrayToObject(json, "sources");
    for (unsigned i = 0; i < count; i++) {
        cJSON *source = cJSON_CreateObject();
        cJSON_AddStringToObject(source, "id", names[i].id);
        cJSON_AddStringToObject(source, "run", names[i].run);
        cJSON_AddStringToObject(source, "name", names[i].name);
        bool is_snapshot = names[i].iteration != UINT64_MAX;
        cJSON_AddItemToObject(source, "iterations",
                              is_snapshot ? cJSON_CreateNumber((double)names[i].iteration) : cJSON_CreateNull());
        char stamp[24];
        snprintf(stamp, sizeof stamp, "%016" PRIx64, names[i].stamp);
        cJSON_AddStringToObject(source, "stamp", stamp);
        cJSON_AddItemToArray(sources, source);
    }
    memory_release(names);
    folders_list(server->sources.logdir, &runs);
    cJSON *array = cJSON_AddArrayToObject(json, "runs");
    for (unsigned i = 0; i < runs.count; i++)
        cJSON_AddItemToArray(array, cJSON_CreateString(runs.folder[i].key));
    folders_release(&runs);
    return true;
}

/* --- the game --- */

static void add_chips(cJSON *json, const char *name, const chips value[], unsigned count)
{
    cJSON *array = cJSON_AddArrayToObject(json, name);
    for (unsigned i = 0; i < count; i++)
        cJSON_AddItemToArray(array, value[i] == CHIPS_UNLIMITED ? cJSON_CreateNull() : cJSON_CreateNumber(value[i]));
}

static void add_deck(cJSON *json, struct deck deck)
{
    char ranks[CARD_RANKS + 1] = "", suits[CARD_SUITS + 1] = "";
    for (unsigned r = 0; r < deck.ranks; r++)
        text_append(ranks, sizeof ranks, "%c", card_format(card_make(CARD_RANKS - 1 - r, 0)).text[0]);
    for (unsigned s = 0; s < deck.suits; s++)
        text_append(suits, sizeof suits, "%c", card_format(card_make(0, CARD_SUITS - 1 - s)).text[1]);
    cJSON_AddStringToObject(json, "ranks", ranks);
    cJSON_AddStringToObject(json, "suits", suits);
}

bool game_answer(struct server *server, const struct query *query, cJSON *json, struct failure *failure)
{
    const struct source *source = sources_find(&server->sources, query_text(query, "source"), failure);
    if (!source)
        return false;
    const struct game *game = &source->blueprint.game;
    cJSON_AddStringToObject(json, "source", source->id);
    cJSON_AddStringToObject(json, "game", game->name);
    cJSON_AddNumberToObject(json, "iterations", (double)source->blueprint.iterations);
    cJSON_AddNumberToObject(json, "players", game->players);
    cJSON_AddBoolToObject(json, "no_limit", game->no_limit);
    cJSON_AddNumberToObject(json, "big_blind", game_big_blind(game));
    add_chips(json, "stack", game->stack, game->players);
    add_chips(json, "blind", game->blind, game->players);
    cJSON_AddNumberToObject(json, "hole_cards", game->hole_cards);
    add_deck(json, game->deck);
    cJSON *streets = cJSON_AddArrayToObject(json, "streets");
    for (unsigned s = 0; s < game->rounds; s++) {
        cJSON *street = cJSON_CreateObject();
        cJSON_AddStringToObject(street, "name", game_round_name(game, s));
        cJSON_AddNumberToObject(street, "board_cards", game_board_cards(game, s));
        cJSON_AddNumberToObject(street, "buckets", source->blueprint.street[s].buckets);
        cJSON_AddItemToArray(streets, street);
    }
    cJSON_AddBoolToObject(json, "grid", game->hole_cards == 2);
    cJSON_AddBoolToObject(json, "values", game->players == 2 && game->hole_cards <= 2);
    return true;
}

/* --- a spot --- */

/* What bets and raises are of the pot after the call. */
static void add_pot_shares(cJSON *json, const struct spot *spot)
{
    const struct blueprint *blueprint = spot->blueprint;
    const struct action *action = blueprint->tree.action[spot->node->street] + spot->node->row;
    cJSON *shares = cJSON_AddArrayToObject(json, "pot_shares");
    for (unsigned a = 0; a < spot->actions; a++) {
        bool raises = action[a].kind == ACTION_RAISE;
        double share = raises ? translate_fraction(&blueprint->game, &spot->state, action[a].to) : 0;
        cJSON_AddItemToArray(shares, raises ? cJSON_CreateNumber(json_round(share)) : cJSON_CreateNull());
    }
}

static void add_hands(cJSON *json, const struct view *view)
{
    const struct spot *spot = &view->spot;
    unsigned players = spot->blueprint->game.players;
    double *reach = memory_allocate((size_t)spot->groups * players + 1, sizeof *reach);
    for (unsigned p = 0; p < players; p++) {
        for (unsigned i = 0; i < spot->combos; i++)
            reach[spot->combo[i].group * players + p] += line_reach(&view->line, p)[i];
    }
    cJSON *hands = spot_json_hands(spot), *item = hands->child;
    for (unsigned g = 0; g < spot->groups; g++) {
        if (spot->group[g].combos == 0)
            continue;
        double mean[GAME_PLAYERS];
        for (unsigned p = 0; p < players; p++)
            mean[p] = reach[g * players + p] / spot->group[g].combos;
        cJSON_AddItemToObject(item, "reach", json_numbers(mean, players));
        item = item->next;
    }
    cJSON_AddItemToObject(json, "hands", hands);
    memory_release(reach);
}

static void add_line(cJSON *json, const struct view *view)
{
    const struct game *game = &view->spot.blueprint->game;
    cJSON *line = cJSON_AddArrayToObject(json, "line");
    for (unsigned i = 0; i < view->line.steps; i++) {
        const struct line_step *step = &view->line.step[i];
        cJSON *item = cJSON_CreateObject();
        cJSON_AddStringToObject(item, "sequence", step->sequence);
        cJSON_AddStringToObject(item, "street", game_round_name(game, step->node->street));
        cJSON_AddNumberToObject(item, "player", step->node->player + 1);
        cJSON_AddStringToObject(item, "player_name", spot_player_name(game, step->node->player).text);
        cJSON_AddNumberToObject(item, "pot", step->pot);
        cJSON_AddStringToObject(item, "action", step->text.text);
        cJSON_AddStringToObject(item, "name", step->words.text);
        cJSON_AddItemToObject(item, "big_blinds", spot_json_big_blinds(game, &step->words));
        cJSON_AddItemToArray(line, item);
    }
}

/* Moves what an object holds into another. */
static void move_items(cJSON *from, cJSON *to)
{
    while (from->child) {
        cJSON *item = cJSON_DetachItemViaPointer(from, from->child);
        cJSON_AddItemToObject(to, item->string, item);
    }
    cJSON_Delete(from);
}

bool spot_answer(struct server *server, const struct query *query, cJSON *json, struct failure *failure)
{
    struct view view;
    bool opened = view_open(server, query, &view, failure);
    if (opened) {
        move_items(spot_json(&view.spot), json);
        cJSON_AddStringToObject(json, "player_name", view.spot.player.text);
        add_pot_shares(json, &view.spot);
        add_hands(json, &view);
        add_line(json, &view);
    }
    view_close(&view);
    return opened;
}

/* --- combinations --- */

struct combo_text {
    char text[2 * GAME_HOLE_CARDS + 1];
};

static struct combo_text combo_text(const struct spot *spot, unsigned combo)
{
    struct combo_text text = {""};
    for (unsigned c = 0; c < spot->blueprint->game.hole_cards; c++)
        text_append(text.text, sizeof text.text, "%s", card_format(spot->combo[combo].hole[c]).text);
    return text;
}

static void add_combos(cJSON *json, const struct view *view, const char *hand)
{
    const struct spot *spot = &view->spot;
    unsigned players = spot->blueprint->game.players;
    cJSON *combos = cJSON_AddArrayToObject(json, "combos");
    for (unsigned i = 0; i < spot->combos; i++) {
        const struct spot_combo *combo = &spot->combo[i];
        double reach[GAME_PLAYERS];
        if (hand && strcmp(spot->group[combo->group].name, hand) != 0)
            continue;
        for (unsigned p = 0; p < players; p++)
            reach[p] = line_reach(&view->line, p)[i];
        cJSON *item = cJSON_CreateObject();
        cJSON_AddStringToObject(item, "cards", combo_text(spot, i).text);
        cJSON_AddStringToObject(item, "hand", spot->group[combo->group].name);
        cJSON_AddNumberToObject(item, "bucket", combo->bucket);
        spot_json_add_knowledge(item, combo->visits, combo->uniform, combo->doubtful);
        cJSON_AddItemToObject(item, "reach", json_numbers(reach, players));
        cJSON_AddItemToObject(item, "strategy", json_numbers(combo->strategy, spot->actions));
        cJSON_AddNumberToObject(item, "raise_total", json_round(spot_raise_total(spot, combo->strategy)));
        cJSON_AddItemToArray(combos, item);
    }
}

static bool is_group(const struct spot *spot, const char *hand, struct failure *failure)
{
    for (unsigned g = 0; g < spot->groups; g++) {
        if (strcmp(spot->group[g].name, hand) == 0)
            return true;
    }
    return failure_set(failure, "there are no hands '%.20s' here (as in AA, AKs, AKo)", hand);
}

bool combos_answer(struct server *server, const struct query *query, cJSON *json, struct failure *failure)
{
    struct view view;
    const char *hand = query_text(query, "hand");
    bool done = view_open(server, query, &view, failure) && (!hand || is_group(&view.spot, hand, failure));
    if (done) {
        if (hand)
            cJSON_AddStringToObject(json, "hand", hand);
        else
            cJSON_AddNullToObject(json, "hand");
        cJSON_AddStringToObject(json, "sequence", view.spot.sequence);
        cJSON_AddStringToObject(json, "board", spot_board_text(&view.spot).text);
        add_combos(json, &view, hand);
    }
    view_close(&view);
    return done;
}

/* --- values --- */

static void add_values(cJSON *json, const struct view *view, const struct values *values)
{
    cJSON *cards = cJSON_AddArrayToObject(json, "cards");
    for (unsigned i = 0; i < values->combos; i++)
        cJSON_AddItemToArray(cards, cJSON_CreateString(combo_text(&view->spot, i).text));
    cJSON_AddItemToObject(json, "weight", json_numbers(values->weight, values->combos));
    cJSON_AddItemToObject(json, "value", json_numbers(values->value, values->combos));
    cJSON_AddItemToObject(json, "square", json_numbers(values->square, values->combos));
    cJSON *actions = cJSON_AddArrayToObject(json, "action_value");
    for (unsigned a = 0; a < values->actions; a++)
        cJSON_AddItemToArray(actions, json_numbers(values->action + (size_t)a * values->combos, values->combos));
}

static void work_values(cJSON *json, const struct view *view, struct values *values, int64_t first)
{
    int64_t count = 0;
    double end = clock_seconds() + VALUES_SECONDS;
    do
        values_add(values, 0, (uint64_t)(first + count++));
    while (!values->exact && clock_seconds() < end);
    cJSON_AddStringToObject(json, "sequence", view->spot.sequence);
    cJSON_AddStringToObject(json, "board", spot_board_text(&view->spot).text);
    cJSON_AddNumberToObject(json, "player", view->spot.node->player + 1);
    cJSON_AddBoolToObject(json, "exact", values->exact);
    cJSON_AddNumberToObject(json, "first", (double)first);
    cJSON_AddNumberToObject(json, "count", (double)count);
    if (values->exact)
        cJSON_AddNullToObject(json, "next");
    else
        cJSON_AddNumberToObject(json, "next", (double)(first + count));
    add_values(json, view, values);
}

bool values_answer(struct server *server, const struct query *query, cJSON *json, struct failure *failure)
{
    struct view view;
    struct values values = {0};
    int64_t first;
    bool done = view_open(server, query, &view, failure) &&
                query_integer(query, "first", 0, INT64_C(1) << 40, 0, &first, failure) &&
                blueprint_verify(&view.source->blueprint, failure) &&
                values_open(&view.spot, &view.line, &values, failure);
    if (done)
        work_values(json, &view, &values, first);
    values_close(&values);
    view_close(&view);
    return done;
}
