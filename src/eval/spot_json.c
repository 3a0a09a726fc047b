#include "eval/spot_json.h"

#include "base/text.h"

#include <math.h>

static cJSON *in_big_blinds(const struct game *game, chips amount)
{
    return game_has_blinds(game) ? cJSON_CreateNumber((double)amount / game_big_blind(game)) : cJSON_CreateNull();
}

cJSON *spot_json_big_blinds(const struct game *game, const struct action_words *words)
{
    return words->amount > 0 ? in_big_blinds(game, words->amount) : cJSON_CreateNull();
}

static void add_actions(cJSON *json, const struct spot *spot)
{
    cJSON *actions = cJSON_AddArrayToObject(json, "actions");
    for (unsigned a = 0; a < spot->actions; a++) {
        const struct spot_action *action = &spot->action[a];
        cJSON *item = cJSON_CreateObject();
        cJSON_AddStringToObject(item, "action", action->text.text);
        cJSON_AddStringToObject(item, "name", action->name);
        cJSON_AddItemToObject(item, "big_blinds", spot_json_big_blinds(&spot->blueprint->game, &action->words));
        cJSON_AddStringToObject(item, "letter", (char[]){action->letter, '\0'});
        cJSON_AddNumberToObject(item, "frequency", action->frequency);
        cJSON_AddNumberToObject(item, "weighted", action->weighted);
        if (action->next[0])
            cJSON_AddStringToObject(item, "next", action->next);
        else
            cJSON_AddNullToObject(item, "next");
        cJSON_AddItemToArray(actions, item);
    }
}

static double weighted_raises(const struct spot *spot)
{
    double weighted[MENU_ACTIONS];
    for (unsigned a = 0; a < spot->actions; a++)
        weighted[a] = spot->action[a].weighted;
    return spot_raise_total(spot, weighted);
}

cJSON *spot_json(const struct spot *spot)
{
    const struct blueprint *blueprint = spot->blueprint;
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "game", blueprint->game.name);
    cJSON_AddNumberToObject(json, "iterations", (double)blueprint->iterations);
    cJSON_AddStringToObject(json, "sequence", spot->sequence);
    cJSON_AddStringToObject(json, "street", game_round_name(&blueprint->game, spot->node->street));
    cJSON_AddStringToObject(json, "board", spot_board_text(spot).text);
    cJSON_AddNumberToObject(json, "player", spot->node->player + 1);
    cJSON_AddNumberToObject(json, "pot", spot->pot);
    cJSON_AddNumberToObject(json, "to_call", spot->to_call);
    cJSON *big_blinds = cJSON_AddObjectToObject(json, "big_blinds");
    cJSON_AddItemToObject(big_blinds, "pot", in_big_blinds(&blueprint->game, spot->pot));
    cJSON_AddItemToObject(big_blinds, "to_call", in_big_blinds(&blueprint->game, spot->to_call));
    cJSON_AddNumberToObject(json, "raise_total", weighted_raises(spot));
    add_actions(json, spot);
    return json;
}

void spot_json_add_knowledge(cJSON *json, double visits, bool uniform, bool doubtful)
{
    cJSON_AddBoolToObject(json, "uniform", uniform);
    cJSON_AddItemToObject(json, "visits",
                          visits == SPOT_VISITS_UNKNOWN ? cJSON_CreateNull() : cJSON_CreateNumber(round(visits)));
    cJSON_AddBoolToObject(json, "doubtful", doubtful);
}

cJSON *spot_json_hands(const struct spot *spot)
{
    cJSON *hands = cJSON_CreateArray();
    for (unsigned g = 0; g < spot->groups; g++) {
        const struct spot_group *group = &spot->group[g];
        if (group->combos == 0)
            continue;
        cJSON *item = cJSON_CreateObject();
        cJSON_AddStringToObject(item, "hand", group->name);
        cJSON_AddNumberToObject(item, "combos", group->combos);
        cJSON_AddItemToObject(item, "strategy", cJSON_CreateDoubleArray(group->strategy, (int)spot->actions));
        cJSON_AddNumberToObject(item, "raise_total", spot_raise_total(spot, group->strategy));
        spot_json_add_knowledge(item, group->visits, group->uniform, group->doubtful);
        cJSON_AddItemToArray(hands, item);
    }
    return hands;
}

void spot_json_add_hand(cJSON *json, const struct spot *spot, const struct spot_hand *hand)
{
    cJSON_AddStringToObject(json, "hand", hand->name);
    cJSON_AddItemToObject(json, "bucket", hand->one_bucket ? cJSON_CreateNumber(hand->bucket) : cJSON_CreateNull());
    cJSON_AddNumberToObject(json, "combos", hand->combos);
    cJSON_AddItemToObject(json, "strategy", cJSON_CreateDoubleArray(hand->strategy, (int)spot->actions));
    cJSON_SetNumberValue(cJSON_GetObjectItem(json, "raise_total"), spot_raise_total(spot, hand->strategy));
    spot_json_add_knowledge(json, hand->visits, hand->uniform, hand->doubtful);
}

struct spot_board_text spot_board_text(const struct spot *spot)
{
    struct spot_board_text board = {""};
    for (unsigned i = 0; i < spot->board_cards; i++)
        text_append(board.text, sizeof board.text, "%s", card_format(spot->board[i]).text);
    return board;
}
