/* /api/play: a hand of a person against a blueprint. Nothing is kept: the hand is played again up to where it
 * stands. */
#include "serve/server.h"

#include "base/memory.h"
#include "base/text.h"
#include "eval/spot_json.h"
#include "play/history_text.h"
#include "play/sitting.h"

#include <math.h>
#include <string.h>

enum { TOKEN = 16, CARDS_TEXT = 2 * (GAME_HOLE_CARDS + GAME_BOARD_CARDS) + 1, ALL_ACTIONS = 8 };

static const int64_t NUMBER_MOST = INT64_C(1) << 53; /* whole numbers that JSON can say */

/* --- the person's actions --- */

static bool read_action(const struct game *game, const char *token, struct action *action)
{
    int64_t to = 0;
    bool is_raise = token[0] == 'r' && strspn(token + 1, "0123456789") == strlen(token + 1);
    if (strcmp(token, "f") == 0 || strcmp(token, "c") == 0) {
        *action = (struct action){token[0] == 'f' ? ACTION_FOLD : ACTION_CALL, 0};
        return true;
    }
    if (!is_raise || (token[1] == '\0') != !game->no_limit)
        return false;
    if (game->no_limit && (!text_parse_integer(token + 1, &to) || to > INT32_MAX))
        return false;
    *action = (struct action){ACTION_RAISE, (chips)to};
    return true;
}

static bool refuse(const struct sitting *sitting, const char *token, struct failure *failure)
{
    chips low, high;
    char possible[64] = "";
    text_append(possible, sizeof possible, "%sc", state_may_fold(sitting->game, &sitting->state) ? "f, " : "");
    if (state_may_raise(sitting->game, &sitting->state, &low, &high)) {
        if (sitting->game->no_limit)
            text_append(possible, sizeof possible, ", r%d to r%d", (int)low, (int)high);
        else
            text_append(possible, sizeof possible, ", r");
    }
    return failure_set(failure, "actions: '%s' is not possible on the %s after %u actions; possible: %s", token,
                       game_round_name(sitting->game, sitting->state.round), sitting->actions, possible);
}

static bool act(struct sitting *sitting, const char *token, struct failure *failure)
{
    struct action action;
    chips low, high;
    if (sitting->state.finished)
        return failure_set(failure, "actions: the hand is over before '%s'", token);
    if (!read_action(sitting->game, token, &action))
        return refuse(sitting, token, failure);
    if (action.kind == ACTION_RAISE && !sitting->game->no_limit &&
        state_may_raise(sitting->game, &sitting->state, &low, &high))
        action.to = low;
    return sitting_act(sitting, action) || refuse(sitting, token, failure);
}

static void let_answer(struct sitting *sitting)
{
    while (!sitting->state.finished && !sitting_asks(sitting))
        sitting_answer(sitting);
}

/* `actions`: separated by commas; NULL or "": none. */
static bool replay(struct sitting *sitting, const char *actions, struct failure *failure)
{
    let_answer(sitting);
    for (const char *at = actions; at && *at;) {
        char token[TOKEN];
        size_t length = strcspn(at, ",");
        if (length >= sizeof token || (at[length] == ',' && at[length + 1] == '\0'))
            return failure_set(failure, "actions: '%.40s' is none: f, c, r250, separated by commas", at);
        memcpy(token, at, length);
        token[length] = '\0';
        if (!act(sitting, token, failure))
            return false;
        let_answer(sitting);
        at += length + (at[length] == ',');
    }
    return true;
}

/* --- where the hand stands --- */

static void add_cards(cJSON *json, const char *name, const card cards[], unsigned count)
{
    char text[CARDS_TEXT] = "";
    for (unsigned i = 0; i < count; i++)
        text_append(text, sizeof text, "%s", card_format(cards[i]).text);
    cJSON_AddStringToObject(json, name, text);
}

static void add_players(cJSON *json, const struct sitting *sitting)
{
    const struct game *game = sitting->game;
    const struct state *state = &sitting->state;
    cJSON_AddNumberToObject(json, "you", sitting->person + 1);
    cJSON *names = cJSON_AddArrayToObject(json, "names"), *stacks = cJSON_AddArrayToObject(json, "stacks");
    cJSON *bets = cJSON_AddArrayToObject(json, "bets");
    for (unsigned seat = 0; seat < game->players; seat++) {
        chips bet = state->spent[seat] - sitting->street_start;
        bool has_stack = game->stack[seat] != CHIPS_UNLIMITED;
        cJSON_AddItemToArray(names, cJSON_CreateString(sitting_seat(game, seat)));
        cJSON_AddItemToArray(stacks, has_stack ? cJSON_CreateNumber(game->stack[seat] - state->spent[seat])
                                               : cJSON_CreateNull());
        cJSON_AddItemToArray(bets, cJSON_CreateNumber(bet > 0 ? bet : 0));
    }
}

static void add_table(cJSON *json, const struct sitting *sitting)
{
    const struct game *game = sitting->game;
    unsigned street = sitting_street(sitting);
    add_cards(json, "cards", sitting->deal.cards[sitting->person], game->hole_cards);
    cJSON_AddStringToObject(json, "street", game_round_name(game, street));
    add_cards(json, "board", sitting_board(sitting), game_board_cards(game, street));
    cJSON_AddNumberToObject(json, "pot", state_pot(game, &sitting->state));
    cJSON_AddNumberToObject(json, "big_blind", game_big_blind(game));
}

static cJSON *describe_action(const struct game *game, struct action action, const struct action_words *words)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "action", action_format(game, action).text);
    cJSON_AddStringToObject(json, "name", words->text);
    cJSON_AddItemToObject(json, "big_blinds", spot_json_big_blinds(game, words));
    return json;
}

static void add_log(cJSON *json, const struct sitting *sitting)
{
    cJSON *log = cJSON_AddArrayToObject(json, "log");
    for (unsigned i = 0; i < sitting->actions; i++) {
        const struct sitting_step *step = &sitting->step[i];
        cJSON *item = describe_action(sitting->game, sitting->action[i], &step->words);
        cJSON_AddStringToObject(item, "street", game_round_name(sitting->game, step->round));
        cJSON_AddNumberToObject(item, "player", step->player + 1);
        cJSON_AddItemToArray(log, item);
    }
}

/* --- what the person may do --- */

/* Raises to suggest, ascending: fractions of the pot after the call as far as they are legal, then all-in. */
static unsigned suggest_raises(const struct sitting *sitting, chips low, chips high, struct action action[])
{
    static const double fractions[] = {1 / 2.0, 2 / 3.0, 1, 1.5};
    const struct state *state = &sitting->state;
    double pot = (double)state_pot(sitting->game, state) + state->max_spent - state->spent[state->player];
    unsigned count = 0;
    for (unsigned i = 0; i < sizeof fractions / sizeof *fractions; i++) {
        double to = state->max_spent + round(fractions[i] * pot);
        if (to < low || to >= high || (count > 0 && to <= action[count - 1].to))
            continue;
        action[count++] = (struct action){ACTION_RAISE, (chips)to};
    }
    action[count++] = (struct action){ACTION_RAISE, high};
    return count;
}

static void add_choice(cJSON *json, const struct sitting *sitting)
{
    const struct game *game = sitting->game;
    const struct state *state = &sitting->state;
    struct action action[ALL_ACTIONS];
    unsigned count = 0;
    chips low, high;
    cJSON *legal = cJSON_AddArrayToObject(json, "legal"), *raise = NULL;
    if (state_may_fold(game, state))
        action[count++] = (struct action){ACTION_FOLD, 0};
    if (!state->finished)
        action[count++] = (struct action){ACTION_CALL, 0};
    if (state_may_raise(game, state, &low, &high)) {
        count += suggest_raises(sitting, low, high, action + count);
        raise = cJSON_CreateObject();
        cJSON_AddNumberToObject(raise, "low", low);
        cJSON_AddNumberToObject(raise, "high", high);
        cJSON_AddNumberToObject(raise, "street_start", sitting->street_start);
    }
    for (unsigned i = 0; i < count; i++) {
        struct action_words words = action_words(game, state, sitting->street_start, action[i]);
        cJSON_AddItemToArray(legal, describe_action(game, action[i], &words));
    }
    cJSON_AddItemToObject(json, "raise", raise ? raise : cJSON_CreateNull());
}

/* --- a hand that is over --- */

static cJSON *describe_solution(const struct sitting *sitting)
{
    cJSON *solution = cJSON_CreateArray();
    for (unsigned d = 0; d < sitting->decisions; d++) {
        const struct sitting_decision *decision = &sitting->decision[d];
        cJSON *json = cJSON_CreateObject(), *actions = cJSON_CreateArray();
        double raises = 0;
        for (unsigned a = 0; a < decision->count; a++) {
            raises += decision->action[a].kind == ACTION_RAISE ? decision->probability[a] : 0;
            cJSON *item = describe_action(sitting->game, decision->action[a], &decision->words[a]);
            cJSON_AddNumberToObject(item, "probability", decision->probability[a]);
            cJSON_AddItemToArray(actions, item);
        }
        cJSON_AddStringToObject(json, "street", game_round_name(sitting->game, decision->round));
        cJSON_AddNumberToObject(json, "pot", decision->pot);
        add_cards(json, "board", sitting_board(sitting), game_board_cards(sitting->game, decision->round));
        cJSON_AddItemToObject(json, "actions", actions);
        cJSON_AddNumberToObject(json, "raise_total", raises);
        cJSON_AddStringToObject(json, "done", decision->done.text);
        cJSON_AddItemToObject(json, "big_blinds", spot_json_big_blinds(sitting->game, &decision->done));
        cJSON_AddItemToArray(solution, json);
    }
    return solution;
}

/* Null where the format does not suit the game. */
static cJSON *describe_history(const struct sitting *sitting, enum history_format format)
{
    struct history_hand history;
    struct builder text = {0};
    if (!history_suits(format, sitting->game, NULL))
        return cJSON_CreateNull();
    sitting_history(sitting, "you", "blueprint", &history);
    history_append(format, &history, 0, &text);
    cJSON *json = cJSON_CreateString(text.text);
    builder_release(&text);
    return json;
}

static void add_end(cJSON *json, const struct sitting *sitting, bool with_solution)
{
    static const char *const known[] = {"won", "shown", "solution", "phh", "acpc"};
    unsigned other = 1 - sitting->person;
    cJSON_AddBoolToObject(json, "finished", sitting->state.finished);
    for (unsigned i = 0; !sitting->state.finished && i < sizeof known / sizeof *known; i++)
        cJSON_AddNullToObject(json, known[i]);
    if (!sitting->state.finished)
        return;
    cJSON_AddNumberToObject(json, "won", sitting_won(sitting));
    if (sitting_is_shown(sitting))
        add_cards(json, "shown", sitting->deal.cards[other], sitting->game->hole_cards);
    else
        cJSON_AddNullToObject(json, "shown");
    cJSON_AddItemToObject(json, "solution", with_solution ? describe_solution(sitting) : cJSON_CreateNull());
    cJSON_AddItemToObject(json, "phh", describe_history(sitting, HISTORY_PHH));
    cJSON_AddItemToObject(json, "acpc", describe_history(sitting, HISTORY_ACPC));
}

/* How the source plays: as it was trained, or as `as` says (eval/filter.h). */
static bool read_agent(const struct source *source, const char *as, struct agent *agent, struct failure *failure)
{
    *agent = source->agent;
    return !as || filter_read(as, agent->game, &agent->filters, failure) || failure_context(failure, "as");
}

bool play_answer(struct server *server, const struct query *query, cJSON *json, struct failure *failure)
{
    struct sitting sitting;
    struct agent agent;
    int64_t seed, hand, with_solution;
    const struct source *source = sources_find(&server->sources, query_text(query, "source"), failure);
    if (!source || !blueprint_verify(&source->blueprint, failure) ||
        !read_agent(source, query_text(query, "as"), &agent, failure) ||
        !query_integer(query, "seed", 0, NUMBER_MOST, 0, &seed, failure) ||
        !query_integer(query, "hand", 0, NUMBER_MOST, 0, &hand, failure) ||
        !query_integer(query, "solution", 0, 1, 0, &with_solution, failure))
        return false;
    if (agent.game->players != 2)
        return failure_set(failure, "%s has %u players: here two play", agent.game->name, agent.game->players);
    sitting_start(&sitting, &agent, (uint64_t)seed, (uint64_t)hand);
    if (!replay(&sitting, query_text(query, "actions"), failure))
        return false;
    if (with_solution && !sitting.state.finished)
        return failure_set(failure, "solution: it is told when the hand is over");
    cJSON_AddNumberToObject(json, "hand", (double)hand);
    cJSON_AddNumberToObject(json, "seed", (double)seed);
    add_players(json, &sitting);
    add_table(json, &sitting);
    add_log(json, &sitting);
    add_choice(json, &sitting);
    add_end(json, &sitting, with_solution != 0);
    return true;
}
