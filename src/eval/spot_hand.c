#include "eval/spot.h"

#include "base/text.h"
#include "game/dealt.h"

#include <stdio.h>
#include <string.h>

static bool refuse(const struct spot *spot, const char *text, struct failure *failure)
{
    unsigned cards = spot->blueprint->game.hole_cards;
    const char *examples = spot->is_grid ? "AhKs, or as a class of hands: AA, AKs for suited, AKo for offsuit"
                           : cards == 1  ? "Ah, or as the table names them"
                                         : "AhKs";
    return failure_set(failure, "'%.40s' is no hand of %u card%s (written as in %s)", text, cards,
                       cards == 1 ? "" : "s", examples);
}

static void add_combo(struct spot_hand *hand, const struct spot_combo *combo, unsigned actions)
{
    hand->one_bucket = hand->combos == 0 || (hand->one_bucket && combo->bucket == hand->bucket);
    hand->uniform = combo->uniform && (hand->combos == 0 || hand->uniform);
    hand->doubtful = combo->doubtful;
    hand->bucket = combo->bucket;
    hand->visits = combo->visits;
    hand->combos++;
    for (unsigned a = 0; a < actions; a++)
        hand->strategy[a] += combo->strategy[a];
}

/* The text has the form of as many cards as a hand has; not yet that they can be one. */
static bool names_cards(const struct spot *spot, const char *text)
{
    card ignored;
    unsigned count = 0;
    while (card_parse(text + 2 * count, &ignored))
        count++;
    return text[2 * count] == '\0' && count == spot->blueprint->game.hole_cards;
}

/* The cards themselves, which are some of the game, each once, and not on the board. */
static bool find_combo(const struct spot *spot, const char *text, struct spot_hand *hand, struct failure *failure)
{
    const struct game *game = &spot->blueprint->game;
    struct spot_combo combo = {.visits = SPOT_VISITS_UNKNOWN};
    struct dealt dealt = {.count = 0};
    if (!dealt_add(&dealt, text, game, failure))
        return failure_context(failure, "'%.40s' is no hand", text);
    for (unsigned i = 0; i < dealt.count; i++) {
        if (cardset_of_all(spot->board, spot->board_cards) & cardset_of(dealt.cards[i]))
            return failure_set(failure, "'%.40s' is no hand: %s is on the board", text,
                               card_format(dealt.cards[i]).text);
    }
    memcpy(combo.hole, dealt.cards, dealt.count * sizeof *dealt.cards);
    spot_read_combo(spot, &combo);
    for (unsigned i = 0; i < spot->combos; i++) {
        if (cardset_of_all(spot->combo[i].hole, game->hole_cards) == dealt.set)
            combo = spot->combo[i];
    }
    snprintf(hand->name, sizeof hand->name, "%.23s", text);
    add_combo(hand, &combo, spot->actions);
    return true;
}

/* Classes are written with the higher rank first; people may do it the other way round. */
static bool is_named(const struct spot *spot, const char *name, const char *text)
{
    char turned[sizeof((struct spot_group *)0)->name];
    snprintf(turned, sizeof turned, "%s", name);
    if (text_equal_ignoring_case(name, text))
        return true;
    if (!spot->is_grid)
        return false;
    turned[0] = name[1];
    turned[1] = name[0];
    return text_equal_ignoring_case(turned, text);
}

static bool find_group(const struct spot *spot, const char *text, struct spot_hand *hand, struct failure *failure)
{
    unsigned g = 0;
    while (g < spot->groups && !is_named(spot, spot->group[g].name, text))
        g++;
    if (g == spot->groups)
        return refuse(spot, text, failure);
    const struct spot_group *group = &spot->group[g];
    if (group->combos == 0)
        return failure_set(failure, "the board leaves no combination of %s", group->name);
    hand->is_group = true;
    hand->group = g;
    snprintf(hand->name, sizeof hand->name, "%s", group->name);
    for (unsigned i = 0; i < spot->combos; i++) {
        if (spot->combo[i].group == g)
            add_combo(hand, &spot->combo[i], spot->actions);
    }
    memcpy(hand->strategy, group->strategy, sizeof hand->strategy);
    hand->visits = group->visits;
    hand->doubtful = group->doubtful;
    return true;
}

bool spot_find_hand(const struct spot *spot, const char *text, struct spot_hand *hand, struct failure *failure)
{
    *hand = (struct spot_hand){.visits = SPOT_VISITS_UNKNOWN};
    return names_cards(spot, text) ? find_combo(spot, text, hand, failure) : find_group(spot, text, hand, failure);
}
