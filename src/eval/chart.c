#include "eval/chart.h"

#include "base/text.h"

#include <string.h>

enum { LABEL_WIDTH = 3, CELL_WIDTH = 5, WIDE_CELL_WIDTH = 8, COLUMN_WIDTH = 8 };

/* Colours (xterm's 256) by kind of action: fold blue, check and call green, raises from yellow to red by
 * size. */
static unsigned action_colour(const struct spot *spot, unsigned a)
{
    static const unsigned raises[] = {222, 215, 209, 203, 167};
    unsigned number = 0, count = 0;
    for (unsigned b = 0; b < spot->actions; b++) {
        bool is_raise = !strchr("FXCJ", spot->action[b].letter);
        number += is_raise && b < a;
        count += is_raise;
    }
    switch (spot->action[a].letter) {
    case 'F':
        return 110;
    case 'X':
    case 'C':
        return 114;
    case 'J':
        return 167;
    default:
        return raises[count < 2 ? 2 : number * 3 / (count - 1)];
    }
}

/* The action with the largest share, but for the one `beside` (-1: none); the first of equals. */
static unsigned most_frequent(const struct spot *spot, const double strategy[], int beside)
{
    unsigned best = beside == 0;
    for (unsigned a = best + 1; a < spot->actions; a++) {
        if ((int)a != beside && strategy[a] > strategy[best])
            best = a;
    }
    return best;
}

static unsigned percent(double share)
{
    return (unsigned)(share * 100 + 0.5);
}

static void append_share(const struct spot *spot, unsigned a, double share, char out[], size_t size)
{
    text_append(out, size, "%c", spot->action[a].letter);
    if (percent(share) < 100)
        text_append(out, size, "%u", percent(share));
}

/* The text of a cell without its leading blank. */
static void cell_text(const struct spot *spot, const struct spot_group *group, int only, bool wide, char out[],
                      size_t size)
{
    out[0] = '\0';
    if (group->combos == 0)
        return;
    if (only >= 0) {
        unsigned share = percent(group->strategy[only]);
        if (share > 0)
            snprintf(out, size, "%3u", share);
        else
            snprintf(out, size, "  .");
    } else if (group->uniform) {
        snprintf(out, size, "-");
    } else {
        unsigned first = most_frequent(spot, group->strategy, -1);
        unsigned second = most_frequent(spot, group->strategy, (int)first);
        append_share(spot, first, group->strategy[first], out, size);
        if (wide && percent(group->strategy[second]) > 0)
            append_share(spot, second, group->strategy[second], out, size);
    }
}

/* A cell of `width` columns: a blank, then the text, painted in the shares of the actions. Plain lines end
 * with their last text. */
static void print_cell(FILE *out, const struct spot *spot, const struct spot_group *group, int only,
                       const struct chart_style *style, unsigned width, bool is_last)
{
    char text[32];
    cell_text(spot, group, only, width >= WIDE_CELL_WIDTH, text, sizeof text);
    if (!style->colour || group->combos == 0) {
        fprintf(out, " %-*s", is_last ? 0 : (int)width - 1, text);
        return;
    }
    fputc(' ', out);
    unsigned at = 0, length = (unsigned)strlen(text);
    double share = 0;
    for (unsigned a = 0; a < spot->actions; a++) {
        share += group->strategy[a];
        unsigned end = a + 1 == spot->actions ? width - 1 : (unsigned)(share * (width - 1) + 0.5);
        if (at >= end)
            continue;
        fprintf(out, "\033[48;5;%u;38;5;16m", action_colour(spot, a));
        for (; at < end; at++)
            fputc(at < length ? text[at] : ' ', out);
    }
    fputs("\033[0m", out);
}

static void print_grid(FILE *out, const struct spot *spot, int only, const struct chart_style *style)
{
    static const char letters[] = "AKQJT98765432";
    bool wide = only < 0 && style->width >= LABEL_WIDTH + CARD_RANKS * WIDE_CELL_WIDTH;
    unsigned width = wide ? WIDE_CELL_WIDTH : CELL_WIDTH;
    fprintf(out, "%*s", LABEL_WIDTH, "");
    for (unsigned column = 0; column < spot->ranks; column++)
        fprintf(out, "  %-*c", column + 1 == spot->ranks ? 1 : (int)width - 2, letters[column]);
    fputc('\n', out);
    for (unsigned row = 0; row < spot->ranks; row++) {
        fprintf(out, " %-*c", LABEL_WIDTH - 1, letters[row]);
        for (unsigned column = 0; column < spot->ranks; column++)
            print_cell(out, spot, &spot->group[row * spot->ranks + column], only, style, width,
                       column + 1 == spot->ranks);
        fputc('\n', out);
    }
}

/* Names of actions head the columns where they fit, else their letters. */
static void print_table(FILE *out, const struct spot *spot, const struct chart_style *style)
{
    size_t label = strlen("hand"), column = COLUMN_WIDTH;
    for (unsigned g = 0; g < spot->groups; g++) {
        size_t length = strlen(spot->group[g].name);
        label = length > label ? length : label;
    }
    for (unsigned a = 0; a < spot->actions; a++) {
        size_t length = strlen(spot->action[a].name) + 3;
        column = length > column ? length : column;
    }
    bool named = 2 + label + column * spot->actions <= style->width;
    column = named ? column : COLUMN_WIDTH;
    fprintf(out, "  %-*s", (int)label, "hand");
    for (unsigned a = 0; a < spot->actions; a++) {
        char letter[2] = {spot->action[a].letter, '\0'};
        fprintf(out, "%*s", (int)column, named ? spot->action[a].name : letter);
    }
    fputc('\n', out);
    for (unsigned g = 0; g < spot->groups; g++) {
        const struct spot_group *group = &spot->group[g];
        fprintf(out, "  %-*s", (int)label, group->name);
        for (unsigned a = 0; a < spot->actions; a++)
            fprintf(out, "%*.1f%%", (int)column - 1, group->strategy[a] * 100);
        fputs(group->uniform ? "  -\n" : "\n", out);
    }
}

static bool any_uniform(const struct spot *spot)
{
    for (unsigned g = 0; g < spot->groups; g++) {
        if (spot->group[g].combos && spot->group[g].uniform)
            return true;
    }
    return false;
}

void chart_print_hands(FILE *out, const struct spot *spot, int only, const struct chart_style *style)
{
    if (spot->groups == 0) {
        fprintf(out, "Too many kinds of hands for a table: name one with --hand.\n");
        return;
    }
    if (!spot->is_grid) {
        print_table(out, spot, style);
    } else {
        print_grid(out, spot, only, style);
        if (only >= 0)
            fprintf(out, "\nCells: how often the hand plays %s, in percent. Suited above the diagonal.\n",
                    spot->action[only].name);
        else
            fprintf(out, "\nCells: most frequent action, percentage (none: 100). Suited above the diagonal.\n");
    }
    if (any_uniform(spot) && only < 0)
        fprintf(out, "%s-: all actions equal; training has most likely not been there.\n", spot->is_grid ? "" : "\n");
}

static void print_bar(FILE *out, const struct spot *spot, unsigned a, double share, const struct chart_style *style)
{
    enum { BAR_WIDTH = 25 };
    unsigned length = (unsigned)(share * BAR_WIDTH + 0.5);
    if (style->colour)
        fprintf(out, "\033[48;5;%um%*s\033[0m%*s", action_colour(spot, a), (int)length, "", (int)(BAR_WIDTH - length),
                "");
    else
        fprintf(out, "%.*s%*s", (int)length, "#########################", (int)(BAR_WIDTH - length), "");
}

void chart_print_actions(FILE *out, const struct spot *spot, const double frequency[], const struct chart_style *style)
{
    fprintf(out, "     %-17s %-34s  %s\n", "action", frequency ? "this hand" : "all hands", "leads to");
    for (unsigned a = 0; a < spot->actions; a++) {
        const struct spot_action *action = &spot->action[a];
        double share = frequency ? frequency[a] : action->frequency;
        fprintf(out, "  %c  %-17s %5.1f %%  ", action->letter, action->name, share * 100);
        print_bar(out, spot, a, share, style);
        fprintf(out, "  %s\n", action->next[0] ? action->next : "no decision follows");
    }
}

void chart_print_heading(FILE *out, const struct spot *spot)
{
    const struct game *game = &spot->blueprint->game;
    fprintf(out, "%s after %s iterations\n", game->name, text_thousands(spot->blueprint->iterations).text);
    fprintf(out, "%s, %s%s: %s to act, pot %d, %d to call\n", game_round_name(game, spot->node->street),
            spot->sequence[0] ? "after " : "first decision", spot->sequence, spot->player.text, (int)spot->pot,
            (int)spot->to_call);
    if (spot->board_cards) {
        fputs("board ", out);
        for (unsigned i = 0; i < spot->board_cards; i++)
            fputs(card_format(spot->board[i]).text, out);
        fputc('\n', out);
    }
    fputc('\n', out);
}
