#include "play/table.h"

#include "base/random.h"
#include "base/text.h"
#include "eval/match_deal.h"
#include "game/words.h"

#include <ctype.h>
#include <string.h>

enum { LINE = 128, ACTIONS = 512, DECISIONS = 64, PERSON = 0x7461 /* stream of what is drawn at a table */ };

/* What the agent would have done with the person's cards. */
struct decision {
    unsigned round;
    chips pot;
    unsigned count;
    struct action_words words[MENU_ACTIONS];
    double probability[MENU_ACTIONS];
    struct action_words done;
};

struct table {
    const struct table_plan *plan;
    const struct game *game;
    struct match_deal deal;
    struct random_stream stream;
    unsigned person; /* the person's seat */
    struct state state;
    chips street_start;
    struct agent_hand hand[2]; /* the agent's own, and what it would do in the person's seat */
    unsigned actions, decisions;
    struct action action[ACTIONS];
    struct decision decision[DECISIONS];
    struct table_result *result;
};

/* --- what is shown --- */

static void print_cards(FILE *out, const card cards[], unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        fprintf(out, "%s%s", i ? " " : "", card_format(cards[i]).text);
}

static const char *seat_name(const struct game *game, unsigned seat)
{
    chips big = game_big_blind(game);
    if (game->blind[0] == game->blind[1])
        return seat == 0 ? "first" : "second";
    return game->blind[seat] == big ? "big blind" : "small blind";
}

static void print_start(const struct table *table)
{
    FILE *out = table->plan->out;
    fprintf(out, "\nHand %llu. You are %s%s with ", (unsigned long long)table->result->hands + 1,
            table->game->blind[0] == table->game->blind[1] ? "" : "the ", seat_name(table->game, table->person));
    print_cards(out, table->deal.cards[table->person], table->game->hole_cards);
    fputs(".\n", out);
}

static void print_street(const struct table *table, unsigned round)
{
    FILE *out = table->plan->out;
    fprintf(out, "%c%s: ", toupper((unsigned char)game_round_name(table->game, round)[0]),
            game_round_name(table->game, round) + 1);
    print_cards(out, table->deal.cards[0] + table->game->hole_cards, game_board_cards(table->game, round));
    fprintf(out, "  (pot %d)\n", (int)state_pot(table->game, &table->state));
}

/* --- the person --- */

/* The next typed line in lower case, without blanks around it; false when the person leaves. */
static bool read_line(const struct table *table, char line[LINE])
{
    fflush(table->plan->out);
    if (!fgets(line, LINE, table->plan->in))
        return false;
    size_t length = strlen(line), begin = strspn(line, " \t\r\n");
    while (length > begin && isspace((unsigned char)line[length - 1]))
        line[--length] = '\0';
    memmove(line, line + begin, length + 1 - begin);
    for (char *c = line; *c; c++)
        *c = (char)tolower((unsigned char)*c);
    return strcmp(line, "q") != 0 && strcmp(line, "quit") != 0;
}

/* The chips of "r 300", "b300", "raise to 300" or "300", as a raise-to of the whole hand. */
static bool read_amount(const struct table *table, const char *line, chips *to)
{
    int64_t amount;
    line += strcspn(line, "0123456789");
    if (!text_parse_integer(line, &amount) || amount <= 0 || amount > INT32_MAX - table->street_start)
        return false;
    *to = table->street_start + (chips)amount;
    return true;
}

/* False when the line means no legal action; what it should have been is printed. */
static bool read_action(const struct table *table, const char *line, struct action *action)
{
    const struct game *game = table->game;
    const struct state *state = &table->state;
    FILE *out = table->plan->out;
    chips low = 0, high = 0, to = 0;
    bool may_raise = state_may_raise(game, state, &low, &high);
    if (line[0] == 'f' && state_may_fold(game, state)) {
        *action = (struct action){ACTION_FOLD, 0};
        return true;
    }
    if (line[0] == 'c' || line[0] == 'k') {
        *action = (struct action){ACTION_CALL, 0};
        return true;
    }
    if (may_raise && line[0] == 'a') {
        *action = (struct action){ACTION_RAISE, high};
        return true;
    }
    bool has_amount = read_amount(table, line, &to);
    if (may_raise && !game->no_limit && (has_amount || line[0] == 'r' || line[0] == 'b'))
        to = low;
    if (may_raise && to >= low && to <= high) {
        *action = (struct action){ACTION_RAISE, to};
        return true;
    }
    fprintf(out, "  That is not possible here: %sc %s", state_may_fold(game, state) ? "f to fold, " : "",
            state->max_spent > state->spent[state->player] ? "to call" : "to check");
    if (may_raise && game->no_limit)
        fprintf(out, ", %d to %d to raise to, a to go all-in", (int)(low - table->street_start),
                (int)(high - table->street_start));
    else if (may_raise)
        fputs(", r to raise", out);
    fputs("; q to leave.\n", out);
    return false;
}

static bool ask_person(struct table *table, struct action *action)
{
    FILE *out = table->plan->out;
    const struct state *state = &table->state;
    char line[LINE];
    chips low, high;
    struct action call = {ACTION_CALL, 0};
    do {
        fprintf(out, "  Pot %d. You: ", (int)state_pot(table->game, state));
        if (state_may_fold(table->game, state))
            fputs("[f]old, ", out);
        fprintf(out, "[c] %s", action_words(table->game, state, table->street_start, call).text);
        if (state_may_raise(table->game, state, &low, &high))
            fprintf(out, table->game->no_limit ? ", an amount from %d, [a]ll-in %d" : ", [r]aise to %d",
                    (int)(low - table->street_start), (int)(high - table->street_start));
        fputs("? ", out);
        if (!read_line(table, line))
            return false;
    } while (!read_action(table, line, action));
    return true;
}

/* --- the agent --- */

static void consult(struct table *table, unsigned seat, struct agent_choice *choice, double probability[])
{
    bucket_id bucket = 0;
    agent_choose(&table->hand[seat], &table->state, choice);
    if (choice->node)
        bucket = agent_bucket(table->plan->agent, table->state.round, table->deal.cards[seat]);
    agent_strategy(&table->hand[seat], choice, bucket, probability);
}

/* Keeps what the agent would do for the person, who does `done`. */
static void remember(struct table *table, struct action done)
{
    struct agent_choice choice;
    if (table->decisions == DECISIONS)
        return;
    struct decision *decision = &table->decision[table->decisions++];
    consult(table, table->person, &choice, decision->probability);
    decision->round = table->state.round;
    decision->pot = state_pot(table->game, &table->state);
    decision->count = choice.count;
    for (unsigned a = 0; a < choice.count; a++)
        decision->words[a] = action_words(table->game, &table->state, table->street_start, choice.action[a]);
    decision->done = action_words(table->game, &table->state, table->street_start, done);
}

static struct action ask_agent(struct table *table)
{
    struct agent_choice choice;
    double probability[MENU_ACTIONS];
    consult(table, 1 - table->person, &choice, probability);
    struct action action = choice.action[agent_draw(&choice, probability, random_unit(&table->stream))];
    fprintf(table->plan->out, "  %s: %s\n", table->plan->opponent,
            action_words(table->game, &table->state, table->street_start, action).text);
    return action;
}

/* --- a hand --- */

static void start_hand(struct table *table)
{
    uint64_t number = table->result->hands;
    match_deal_init(&table->deal, table->game, table->plan->seed, number);
    table->stream = random_stream_at(table->plan->seed, number, PERSON);
    table->person = (unsigned)(number % 2 == 0);
    table->actions = table->decisions = 0;
    table->street_start = 0;
    state_start(table->game, &table->state);
    for (unsigned seat = 0; seat < 2; seat++)
        agent_start(table->plan->agent, seat, &table->hand[seat]);
    print_start(table);
}

static void act(struct table *table, struct action action)
{
    const struct state before = table->state;
    for (unsigned seat = 0; seat < 2; seat++)
        agent_observe(&table->hand[seat], &before, action, random_unit(&table->stream));
    table->action[table->actions++] = action;
    state_apply(table->game, &table->state, action);
    bool showdown = table->state.finished && !table->state.folded;
    unsigned last = showdown ? table->game->rounds - 1u : table->state.round;
    for (unsigned round = before.round; !table->state.folded && round < last; round++) {
        table->street_start = table->state.max_spent;
        print_street(table, round + 1);
    }
}

/* False when the person leaves. */
static bool play_hand(struct table *table)
{
    start_hand(table);
    while (!table->state.finished && table->actions < ACTIONS) {
        struct action action;
        if (table->state.player != table->person) {
            action = ask_agent(table);
        } else if (ask_person(table, &action)) {
            remember(table, action);
        } else {
            return false;
        }
        act(table, action);
    }
    return true;
}

static void finish_hand(struct table *table)
{
    FILE *out = table->plan->out;
    double value[GAME_PLAYERS];
    payoff(2, table->state.spent, table->state.folded, table->deal.rank, value);
    double won = value[table->person];
    if (!table->state.folded) {
        fprintf(out, "  %s shows ", table->plan->opponent);
        print_cards(out, table->deal.cards[1 - table->person], table->game->hole_cards);
        fputs(".\n", out);
    }
    table->result->hands++;
    table->result->won += won;
    if (won == 0)
        fputs("  The pot is split.", out);
    else
        fprintf(out, "  You %s %g.", won > 0 ? "win" : "lose", won > 0 ? won : -won);
    fprintf(out, " After %llu hand%s: %+g.\n", (unsigned long long)table->result->hands,
            table->result->hands == 1 ? "" : "s", table->result->won);
}

static bool record(const struct table *table, struct failure *failure)
{
    const struct game *game = table->game;
    unsigned board = game_board_cards(game, table->state.folded ? table->state.round : game->rounds - 1u);
    struct history_hand history = {.game = game,
                                   .number = table->result->hands - 1,
                                   .actions = table->actions,
                                   .action = table->action,
                                   .known = 3,
                                   .board_cards = board};
    if (!table->plan->history)
        return true;
    history.name[table->person] = "you";
    history.name[1 - table->person] = table->plan->opponent;
    for (unsigned seat = 0; seat < 2; seat++)
        memcpy(history.hole[seat], table->deal.cards[seat], game->hole_cards);
    memcpy(history.board, table->deal.cards[0] + game->hole_cards, board);
    return history_write(table->plan->format, &history, table->plan->history, failure);
}

static void print_solution(const struct table *table)
{
    FILE *out = table->plan->out;
    if (table->plan->agent->kind != AGENT_POLICY)
        fprintf(out, "  %s plays by no cards.\n", table->plan->opponent);
    for (unsigned d = 0; table->plan->agent->kind == AGENT_POLICY && d < table->decisions; d++) {
        const struct decision *decision = &table->decision[d];
        fprintf(out, "  %s, pot %d: ", game_round_name(table->game, decision->round), (int)decision->pot);
        for (unsigned a = 0; a < decision->count; a++)
            fprintf(out, "%s%s %.0f %%", a ? ", " : "", decision->words[a].text, 100 * decision->probability[a]);
        fprintf(out, "; you: %s\n", decision->done.text);
    }
}

/* False when the person leaves. */
static bool ask_for_more(const struct table *table)
{
    char line[LINE];
    for (;;) {
        fputs("  Enter for the next hand, s for the solution of this one, q to leave: ", table->plan->out);
        if (!read_line(table, line))
            return false;
        if (line[0] != 's')
            return true;
        print_solution(table);
    }
}

bool table_play(const struct table_plan *plan, struct table_result *result, struct failure *failure)
{
    struct table table = {.plan = plan, .game = plan->agent->game, .result = result};
    *result = (struct table_result){0};
    while (plan->hands == 0 || result->hands < plan->hands) {
        if (!play_hand(&table))
            break;
        finish_hand(&table);
        if (!record(&table, failure))
            return false;
        if (result->hands != plan->hands && !ask_for_more(&table))
            break;
    }
    fputc('\n', plan->out);
    return true;
}
