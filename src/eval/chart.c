#include "eval/chart.h"

#include "base/text.h"
#include "eval/visits.h"

#include <string.h>

enum { LABEL_WIDTH = 3, CELL_WIDTH = 5, WIDE_CELL_WIDTH = 8, COLUMN_WIDTH = 8, BAR_WIDTH = 22 };

/* What is told apart: the choices, or every action for itself. */
struct columns {
    unsigned count;
    struct spot_choice choice[MENU_ACTIONS];
};

static struct columns columns_of(const struct spot *spot, const struct chart_style *style)
{
    struct columns columns = {.count = style->sizes ? spot->actions : spot->choices};
    for (unsigned i = 0; i < columns.count; i++)
        columns.choice[i] = style->sizes ? (struct spot_choice){spot->action[i].letter, i, 1} : spot->choice[i];
    return columns;
}

/* "raise to 2.5 bb"; of several sizes "raise". */
static struct words_text choice_name(const struct spot *spot, const struct spot_choice *choice,
                                     const struct chart_style *style)
{
    struct words_text name = {"raise"};
    if (choice->count == 1)
        return words_format(&spot->blueprint->game, &spot->action[choice->first].words, style->unit);
    if (choice->letter == 'B')
        name = (struct words_text){"bet"};
    return name;
}

/* Colours (xterm's 256) by kind of action: fold blue, check and call green, raises red and all-in a darker one; where
 * sizes are told apart, raises from yellow to red by size. */
static unsigned action_colour(const struct spot *spot, unsigned a, const struct chart_style *style)
{
    enum { FOLD = 110, CALL = 114, RAISE = 209, ALL_IN = 167 };
    static const unsigned raises[] = {222, 215, 209, 203};
    unsigned number = 0, count = 0;
    for (unsigned b = 0; b < spot->actions; b++) {
        bool is_sized = strchr("BR", spot->action[b].words.letter) != NULL;
        number += is_sized && b < a;
        count += is_sized;
    }
    switch (spot->action[a].words.letter) {
    case 'F':
        return FOLD;
    case 'X':
    case 'C':
        return CALL;
    case 'J':
        return ALL_IN;
    default:
        return style->sizes && count > 1 ? raises[number * 3 / (count - 1)] : RAISE;
    }
}

/* The choice with the largest share, but for the one `beside` (-1: none); the first of equals. */
static unsigned most_frequent(const struct columns *columns, const double strategy[], int beside)
{
    unsigned best = beside == 0;
    for (unsigned i = best + 1; i < columns->count; i++) {
        if ((int)i != beside &&
            spot_share(&columns->choice[i], strategy) > spot_share(&columns->choice[best], strategy))
            best = i;
    }
    return best;
}

static unsigned percent(double share)
{
    return (unsigned)(share * 100 + 0.5);
}

/* A raise that is all-in in more than half of the cases says so. */
static char share_letter(const struct spot *spot, const struct spot_choice *choice, const double strategy[])
{
    for (unsigned a = choice->first; a < choice->first + choice->count; a++) {
        if (spot->action[a].words.letter == 'J' && strategy[a] > spot_share(choice, strategy) / 2)
            return 'J';
    }
    return choice->letter;
}

static void append_share(const struct spot *spot, const struct spot_choice *choice, const double strategy[], char out[],
                         size_t size)
{
    unsigned share = percent(spot_share(choice, strategy));
    text_append(out, size, "%c", share_letter(spot, choice, strategy));
    if (share < 100)
        text_append(out, size, "%u", share);
}

/* The text of a cell without its leading blank. */
static void cell_text(const struct spot *spot, const struct spot_group *group, const struct spot_choice *only,
                      const struct columns *columns, bool wide, char out[], size_t size)
{
    out[0] = '\0';
    if (group->combos == 0)
        return;
    if (only) {
        unsigned share = percent(spot_share(only, group->strategy));
        if (share > 0)
            text_append(out, size, "%3u", share);
        else
            text_append(out, size, "  .");
    } else if (group->uniform) {
        text_append(out, size, "-");
    } else {
        unsigned first = most_frequent(columns, group->strategy, -1);
        append_share(spot, &columns->choice[first], group->strategy, out, size);
        if (wide && columns->count > 1) {
            const struct spot_choice *second = &columns->choice[most_frequent(columns, group->strategy, (int)first)];
            if (percent(spot_share(second, group->strategy)) > 0)
                append_share(spot, second, group->strategy, out, size);
        }
    }
    if (!group->uniform && group->doubtful)
        text_append(out, size, "?");
}

/* A cell of `width` columns: a blank, then the text, painted in the shares of the actions. Plain lines end with their
 * last text. */
static void print_cell(FILE *out, const struct spot *spot, const struct spot_group *group, const char *text,
                       const struct chart_style *style, unsigned width, bool is_last)
{
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
        fprintf(out, "\033[48;5;%u;38;5;16m", action_colour(spot, a, style));
        for (; at < end; at++)
            fputc(at < length ? text[at] : ' ', out);
    }
    fputs("\033[0m", out);
}

static void print_grid(FILE *out, const struct spot *spot, const struct spot_choice *only,
                       const struct chart_style *style)
{
    static const char letters[] = "AKQJT98765432";
    struct columns columns = columns_of(spot, style);
    bool wide = !only && style->width >= LABEL_WIDTH + CARD_RANKS * WIDE_CELL_WIDTH;
    unsigned width = wide ? WIDE_CELL_WIDTH : CELL_WIDTH;
    fprintf(out, "%*s", LABEL_WIDTH, "");
    for (unsigned column = 0; column < spot->ranks; column++)
        fprintf(out, "  %-*c", column + 1 == spot->ranks ? 1 : (int)width - 2, letters[column]);
    fputc('\n', out);
    for (unsigned row = 0; row < spot->ranks; row++) {
        fprintf(out, " %-*c", LABEL_WIDTH - 1, letters[row]);
        for (unsigned column = 0; column < spot->ranks; column++) {
            const struct spot_group *group = &spot->group[row * spot->ranks + column];
            char text[32];
            cell_text(spot, group, only, &columns, wide, text, sizeof text);
            print_cell(out, spot, group, text, style, width, column + 1 == spot->ranks);
        }
        fputc('\n', out);
    }
}

/* Names of choices head the columns where they fit, else their letters. */
static void print_table(FILE *out, const struct spot *spot, const struct chart_style *style)
{
    struct columns columns = columns_of(spot, style);
    size_t label = strlen("hand"), width = COLUMN_WIDTH;
    for (unsigned g = 0; g < spot->groups; g++) {
        size_t length = strlen(spot->group[g].name);
        label = length > label ? length : label;
    }
    for (unsigned i = 0; i < columns.count; i++) {
        size_t length = strlen(choice_name(spot, &columns.choice[i], style).text) + 3;
        width = length > width ? length : width;
    }
    bool named = 2 + label + width * columns.count <= style->width;
    width = named ? width : COLUMN_WIDTH;
    fprintf(out, "  %-*s", (int)label, "hand");
    for (unsigned i = 0; i < columns.count; i++) {
        struct words_text name = {{columns.choice[i].letter}};
        fprintf(out, "%*s", (int)width, named ? choice_name(spot, &columns.choice[i], style).text : name.text);
    }
    fputc('\n', out);
    for (unsigned g = 0; g < spot->groups; g++) {
        const struct spot_group *group = &spot->group[g];
        fprintf(out, "  %-*s", (int)label, group->name);
        for (unsigned i = 0; i < columns.count; i++)
            fprintf(out, "%*.1f%%", (int)width - 1, spot_share(&columns.choice[i], group->strategy) * 100);
        fputs(group->uniform ? "  -\n" : group->doubtful ? "  ?\n" : "\n", out);
    }
}

/* What the signs '-' and '?' mean, as far as they were used. */
static void print_signs(FILE *out, const struct spot *spot, const struct spot_choice *only)
{
    bool uniform = false, doubtful = false;
    for (unsigned g = 0; g < spot->groups; g++) {
        const struct spot_group *group = &spot->group[g];
        uniform = uniform || (group->combos && group->uniform && !(spot->is_grid && only));
        doubtful = doubtful || (group->combos && !group->uniform && group->doubtful);
    }
    if (!spot->is_grid && (uniform || doubtful))
        fputc('\n', out);
    if (doubtful)
        fprintf(out, "?: undecided, not mixed: training came here with it fewer than %s times.\n",
                text_thousands(VISITS_ENOUGH).text);
    if (uniform)
        fprintf(out, "-: all actions equal; training has most likely not been there.\n");
}

void chart_print_hands(FILE *out, const struct spot *spot, const struct spot_choice *only,
                       const struct chart_style *style)
{
    if (spot->groups == 0) {
        fprintf(out, "Too many kinds of hands for a table: name one with --hand.\n");
        return;
    }
    if (!spot->is_grid) {
        print_table(out, spot, style);
    } else {
        print_grid(out, spot, only, style);
        if (only)
            fprintf(out, "\nCells: how often the hand plays %s, in percent. Suited above the diagonal.\n",
                    choice_name(spot, only, style).text);
        else
            fprintf(out, "\nCells: most frequent choice, percentage (none: 100). Suited above the diagonal.\n");
    }
    print_signs(out, spot, only);
}

/* --- one hand --- */

static void print_combos(FILE *out, const struct spot *spot, const struct spot_hand *hand,
                         const struct chart_style *style)
{
    struct columns columns = columns_of(spot, style);
    fprintf(out, "  %-6s", "cards");
    for (unsigned i = 0; i < columns.count; i++)
        fprintf(out, "%*c", COLUMN_WIDTH, columns.choice[i].letter);
    fputs("  bucket\n", out);
    for (unsigned c = 0; c < spot->combos; c++) {
        const struct spot_combo *combo = &spot->combo[c];
        char cards[2 * GAME_HOLE_CARDS + 1] = "";
        if (combo->group != hand->group)
            continue;
        for (unsigned h = 0; h < spot->blueprint->game.hole_cards; h++)
            text_append(cards, sizeof cards, "%s", card_format(combo->hole[h]).text);
        fprintf(out, "  %-6s", cards);
        for (unsigned i = 0; i < columns.count; i++)
            fprintf(out, "%*.1f%%", COLUMN_WIDTH - 1, spot_share(&columns.choice[i], combo->strategy) * 100);
        fprintf(out, "  %u%s\n", (unsigned)combo->bucket, combo->doubtful ? "  ?" : "");
    }
    fputc('\n', out);
}

/* An estimate has two digits. */
static struct text_figure about(double visits)
{
    uint64_t digits = (uint64_t)(visits + 0.5), scale = 1;
    for (; digits >= 100; scale *= 10)
        digits = (digits + 5) / 10;
    return text_thousands(digits * scale);
}

static void print_knowledge(FILE *out, const struct spot_hand *hand)
{
    if (hand->visits != SPOT_VISITS_UNKNOWN)
        fprintf(out, "Training came here with it about %s times%s.\n", about(hand->visits).text,
                hand->doubtful ? ": it is undecided, not mixed" : "");
    else if (hand->uniform)
        fputs("All actions are equal; training has most likely not been there.\n", out);
    fputc('\n', out);
}

void chart_print_hand(FILE *out, const struct spot *spot, const struct spot_hand *hand, const struct chart_style *style)
{
    unsigned buckets = spot->blueprint->street[spot->node->street].buckets;
    fputs(hand->name, out);
    if (hand->is_group && spot->is_grid)
        fprintf(out, ": %u combination%s", hand->combos, hand->combos == 1 ? "" : "s");
    if (hand->one_bucket)
        fprintf(out, " (bucket %u; there are %u)", (unsigned)hand->bucket, buckets);
    fputc('\n', out);
    print_knowledge(out, hand);
    if (hand->is_group && !hand->one_bucket)
        print_combos(out, spot, hand, style);
}

/* --- actions --- */

/* Returns its length. */
static unsigned print_bar(FILE *out, const struct spot *spot, const struct spot_choice *choice, const double strategy[],
                          const struct chart_style *style)
{
    unsigned at = 0;
    double share = 0;
    for (unsigned a = choice->first; a < choice->first + choice->count; a++) {
        share += strategy[a];
        unsigned length = (unsigned)(share * BAR_WIDTH + 0.5) - at;
        if (style->colour && length > 0)
            fprintf(out, "\033[48;5;%um%*s\033[0m", action_colour(spot, a, style), (int)length, "");
        else
            fprintf(out, "%.*s", (int)length, "######################");
        at += length;
    }
    return at;
}

/* Only an action leads somewhere; a choice of several is followed by its actions, which are parts of its bar. */
static void print_action(FILE *out, const struct spot *spot, const struct spot_choice *choice, const double strategy[],
                         const struct chart_style *style, bool is_part)
{
    struct words_text name = choice_name(spot, choice, style);
    const char *next = spot->action[choice->first].next;
    fprintf(out, "  %c  %s%-*s %5.1f %%  ", is_part ? ' ' : choice->letter, is_part ? "  " : "", is_part ? 18 : 20,
            name.text, spot_share(choice, strategy) * 100);
    unsigned length = is_part ? 0 : print_bar(out, spot, choice, strategy, style);
    if (choice->count == 1)
        fprintf(out, "%*s  %s", (int)(BAR_WIDTH - length), "", next[0] ? next : "no decision follows");
    fputc('\n', out);
}

void chart_print_actions(FILE *out, const struct spot *spot, const double frequency[], const struct chart_style *style)
{
    struct columns columns = columns_of(spot, style);
    double weighted[MENU_ACTIONS];
    for (unsigned a = 0; a < spot->actions; a++)
        weighted[a] = frequency ? frequency[a] : spot->action[a].weighted;
    fprintf(out, "     %-20s %-31s  %s\n", "action", frequency ? "this hand" : "all hands, by range", "leads to");
    for (unsigned i = 0; i < columns.count; i++) {
        const struct spot_choice *choice = &columns.choice[i];
        print_action(out, spot, choice, weighted, style, false);
        for (unsigned a = choice->first; choice->count > 1 && a < choice->first + choice->count; a++)
            print_action(out, spot, &(struct spot_choice){spot->action[a].letter, a, 1}, weighted, style, true);
    }
}

void chart_print_heading(FILE *out, const struct spot *spot, const struct chart_style *style)
{
    const struct game *game = &spot->blueprint->game;
    fprintf(out, "%s after %s iterations\n", game->name, text_thousands(spot->blueprint->iterations).text);
    struct amount_text to_call = amount_format(game, spot->to_call, style->unit);
    to_call.text[strcspn(to_call.text, " ")] = '\0'; /* the pot before it tells the unit */
    fprintf(out, "%s, %s%s: %s to act, pot %s, %s to call\n", game_round_name(game, spot->node->street),
            spot->sequence[0] ? "after " : "first decision", spot->sequence, spot->player.text,
            amount_format(game, spot->pot, style->unit).text, to_call.text);
    if (spot->board_cards) {
        fputs("board ", out);
        for (unsigned i = 0; i < spot->board_cards; i++)
            fputs(card_format(spot->board[i]).text, out);
        fputc('\n', out);
    }
    fputc('\n', out);
}
