#include "eval/spot_json.h"

#include "base/text.h"

static void add_actions(cJSON *json, const struct spot *spot)
{
    cJSON *actions = cJSON_AddArrayToObject(json, "actions");
    for (unsigned a = 0; a < spot->actions; a++) {
        const struct spot_action *action = &spot->action[a];
        cJSON *item = cJSON_CreateObject();
        cJSON_AddStringToObject(item, "action", action->text.text);
        cJSON_AddStringToObject(item, "name", action->name);
        cJSON_AddNumberToObject(item, "frequency", action->frequency);
        if (action->next[0])
            cJSON_AddStringToObject(item, "next", action->next);
        else
            cJSON_AddNullToObject(item, "next");
        cJSON_AddItemToArray(actions, item);
    }
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
    add_actions(json, spot);
    return json;
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
        cJSON_AddItemToArray(hands, item);
    }
    return hands;
}

struct spot_board_text spot_board_text(const struct spot *spot)
{
    struct spot_board_text board = {""};
    for (unsigned i = 0; i < spot->board_cards; i++)
        text_append(board.text, sizeof board.text, "%s", card_format(spot->board[i]).text);
    return board;
}
