#include "play/table.h"

#include "base/text.h"
#include "play/sitting.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

enum { LINE = 128 };

struct table {
    const struct table_plan *plan;
    const struct game *game;
    struct sitting sitting;
    struct table_result *result;
};

/* --- what is shown --- */

/* "300 (3 bb)": in chips, as they are typed, and as players say it. */
static struct amount_text amount(const struct table *table, chips value)
{
    struct amount_text text = amount_format(table->game, value, AMOUNT_CHIPS);
    if (game_has_blinds(table->game))
        text_append(text.text, sizeof text.text, " (%s)", amount_format(table->game, value, AMOUNT_BIG_BLINDS).text);
    return text;
}

/* "raise to 300 (3 bb)" */
static struct words_text say(const struct table *table, const struct action_words *words)
{
    struct words_text text = words_format(table->game, words, AMOUNT_CHIPS);
    if (words->amount > 0 && game_has_blinds(table->game))
        text_append(text.text, sizeof text.text, " (%s)",
                    amount_format(table->game, words->amount, AMOUNT_BIG_BLINDS).text);
    return text;
}

static void print_cards(FILE *out, const card cards[], unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        fprintf(out, "%s%s", i ? " " : "", card_format(cards[i]).text);
}

static void print_start(const struct table *table)
{
    FILE *out = table->plan->out;
    fprintf(out, "\nHand %llu. You are %s%s with ", (unsigned long long)table->result->hands + 1,
            table->game->blind[0] == table->game->blind[1] ? "" : "the ",
            sitting_seat(table->game, table->sitting.person));
    print_cards(out, table->sitting.deal.cards[table->sitting.person], table->game->hole_cards);
    fputs(".\n", out);
}

/* The streets after `round` that have begun. */
static void print_streets(const struct table *table, unsigned round)
{
    FILE *out = table->plan->out;
    const struct sitting *sitting = &table->sitting;
    while (round < sitting_street(sitting)) {
        const char *name = game_round_name(table->game, ++round);
        fprintf(out, "%c%s: ", toupper((unsigned char)name[0]), name + 1);
        print_cards(out, sitting_board(sitting), game_board_cards(table->game, round));
        fprintf(out, ", pot %s\n", amount(table, state_pot(table->game, &sitting->state)).text);
    }
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

/* The chips of "r 300", "b300", "raise to 300", "300" or "3 bb", as a raise-to of the whole hand. */
static bool read_amount(const struct table *table, const char *line, chips *to)
{
    char number[LINE];
    double value;
    snprintf(number, sizeof number, "%s", line + strcspn(line, "0123456789."));
    size_t length = strspn(number, "0123456789."), blanks = strspn(number + length, " ");
    bool in_blinds = strcmp(number + length + blanks, "bb") == 0 && game_has_blinds(table->game);
    if (in_blinds)
        number[length] = '\0';
    if (number[length] != '\0' || !text_parse_number(number, &value))
        return false;
    value = in_blinds ? round(value * game_big_blind(table->game)) : value;
    if (value != floor(value) || value <= 0 || value > INT32_MAX - table->sitting.street_start)
        return false;
    *to = table->sitting.street_start + (chips)value;
    return true;
}

/* False when the line means no legal action; what it should have been is printed. */
static bool read_action(const struct table *table, const char *line, struct action *action)
{
    const struct game *game = table->game;
    const struct state *state = &table->sitting.state;
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
        fprintf(out, ", %s to %s to raise to, a to go all-in", amount(table, low - table->sitting.street_start).text,
                amount(table, high - table->sitting.street_start).text);
    else if (may_raise)
        fputs(", r to raise", out);
    fputs("; q to leave.\n", out);
    return false;
}

static bool ask_person(struct table *table, struct action *action)
{
    FILE *out = table->plan->out;
    const struct state *state = &table->sitting.state;
    char line[LINE];
    chips low, high;
    struct action call = {ACTION_CALL, 0};
    do {
        struct action_words words = action_words(table->game, state, table->sitting.street_start, call);
        fprintf(out, "  Pot %s. You: ", amount(table, state_pot(table->game, state)).text);
        if (state_may_fold(table->game, state))
            fputs("[f]old, ", out);
        fprintf(out, "[c] %s", say(table, &words).text);
        if (state_may_raise(table->game, state, &low, &high))
            fprintf(out, table->game->no_limit ? ", an amount from %s, [a]ll-in %s" : ", [r]aise to %s",
                    amount(table, low - table->sitting.street_start).text,
                    amount(table, high - table->sitting.street_start).text);
        fputs("? ", out);
        if (!read_line(table, line))
            return false;
    } while (!read_action(table, line, action));
    return true;
}

/* --- a hand --- */

/* What the person did last is not in the strategy's own menu. */
static void print_translation(const struct table *table)
{
    const struct sitting *sitting = &table->sitting;
    fprintf(table->plan->out, "  %s does not know \"%s\" here and plays on as after \"%s\".\n", table->plan->opponent,
            say(table, &sitting->step[sitting->actions - 1].words).text, say(table, &sitting->taken_for).text);
}

/* False when the person leaves. */
static bool play_hand(struct table *table)
{
    struct sitting *sitting = &table->sitting;
    sitting_start(sitting, table->plan->agent, table->plan->seed, table->result->hands);
    print_start(table);
    while (!sitting->state.finished) {
        struct action action;
        unsigned round = sitting->state.round;
        if (!sitting_asks(sitting)) {
            sitting_answer(sitting);
            fprintf(table->plan->out, "  %s: %s\n", table->plan->opponent,
                    say(table, &sitting->step[sitting->actions - 1].words).text);
        } else if (!ask_person(table, &action) || !sitting_act(sitting, action)) {
            return false;
        } else if (sitting->is_translated) {
            print_translation(table);
        }
        print_streets(table, round);
    }
    return true;
}

static void finish_hand(struct table *table)
{
    FILE *out = table->plan->out;
    const struct sitting *sitting = &table->sitting;
    double won = sitting_won(sitting);
    if (sitting_is_shown(sitting)) {
        fprintf(out, "  %s shows ", table->plan->opponent);
        print_cards(out, sitting->deal.cards[1 - sitting->person], table->game->hole_cards);
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
    struct history_hand history;
    sitting_history(&table->sitting, "you", table->plan->opponent, &history);
    return history_file_write(table->plan->history, &history, failure);
}

static void print_solution(const struct table *table)
{
    FILE *out = table->plan->out;
    bool looks = agent_looks_at_cards(table->plan->agent);
    if (!looks)
        fprintf(out, "  %s plays by no cards.\n", table->plan->opponent);
    for (unsigned d = 0; looks && d < table->sitting.decisions; d++) {
        const struct sitting_decision *decision = &table->sitting.decision[d];
        fprintf(out, "  %s, pot %s: ", game_round_name(table->game, decision->round),
                amount(table, decision->pot).text);
        for (unsigned a = 0; a < decision->count; a++)
            fprintf(out, "%s%s %.0f %%", a ? ", " : "", say(table, &decision->words[a]).text,
                    100 * decision->probability[a]);
        fprintf(out, "; you: %s\n", say(table, &decision->done).text);
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
