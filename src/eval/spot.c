#include "eval/spot.h"

#include "base/memory.h"
#include "base/text.h"
#include "game/dealt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct player_name spot_player_name(const struct game *game, unsigned player)
{
    struct player_name name;
    chips big = game_big_blind(game);
    unsigned with_big = 0;
    for (unsigned p = 0; p < game->players; p++)
        with_big += game->blind[p] == big;
    snprintf(name.text, sizeof name.text, "player %u", player + 1);
    if (with_big == 1 && game->blind[player] == big)
        text_append(name.text, sizeof name.text, " (big blind)");
    else if (with_big == 1 && game->blind[player] > 0)
        text_append(name.text, sizeof name.text, " (small blind)");
    return name;
}

static void name_action(const struct spot *spot, struct action action, struct spot_action *out)
{
    const struct game *game = &spot->blueprint->game;
    out->words = action_words(game, &spot->state, spot->street_start, action);
    out->letter = out->words.letter;
    memcpy(out->name, out->words.text, sizeof out->name);
    out->text = action_format(game, action);
}

/* The sequence behind an action up to the next decision: points with one offered action are passed. */
static void find_next(const struct spot *spot, struct action action, char out[], size_t size)
{
    const struct tree *tree = &spot->blueprint->tree;
    struct state state = spot->state;
    struct action offered[MENU_ACTIONS] = {action};
    unsigned count = 1;
    snprintf(out, size, "%s", spot->sequence);
    while (count == 1) {
        unsigned round = state.round;
        text_append(out, size, "%s", action_format(tree->game, offered[0]).text);
        state_apply(tree->game, &state, offered[0]);
        if (state.finished) {
            out[0] = '\0';
            return;
        }
        if (state.round != round)
            text_append(out, size, "/");
        count = menu_actions(tree->menu, tree->game, &state, offered);
    }
}

/* Sizes are lettered a, b, d, e, g ...: c and f are what calls and folds are called in betting lines. */
static char letter_after(char letter)
{
    letter++;
    return letter == 'c' || letter == 'f' ? (char)(letter + 1) : letter;
}

static void name_actions(struct spot *spot)
{
    const struct tree *tree = &spot->blueprint->tree;
    const struct action *actions = tree->action[spot->node->street] + spot->node->row;
    unsigned sizes = 0;
    spot->actions = spot->node->actions;
    for (unsigned a = 0; a < spot->actions; a++) {
        name_action(spot, actions[a], &spot->action[a]);
        find_next(spot, actions[a], spot->action[a].next, sizeof spot->action[a].next);
        sizes += spot->action[a].letter == 'R' || spot->action[a].letter == 'B';
    }
    char letter = 'a';
    for (unsigned a = 0; sizes > 1 && a < spot->actions; a++) {
        if (spot->action[a].letter != 'R' && spot->action[a].letter != 'B')
            continue;
        spot->action[a].letter = letter;
        letter = letter_after(letter);
    }
}

static bool is_raise(const struct spot_action *action)
{
    return strchr("BRJ", action->words.letter) != NULL;
}

/* Raises stand behind fold and call, in ascending order (menu.h). */
static void gather_choices(struct spot *spot)
{
    for (unsigned a = 0; a < spot->actions; a++) {
        struct spot_choice *last = spot->choices ? &spot->choice[spot->choices - 1] : NULL;
        if (a > 0 && is_raise(&spot->action[a]) && is_raise(&spot->action[a - 1]))
            last->count++;
        else
            spot->choice[spot->choices++] =
                (struct spot_choice){.letter = spot->action[a].words.letter, .first = a, .count = 1};
    }
}

double spot_share(const struct spot_choice *choice, const double strategy[])
{
    double share = 0;
    for (unsigned a = choice->first; a < choice->first + choice->count; a++)
        share += strategy[a];
    return share;
}

double spot_raise_total(const struct spot *spot, const double strategy[])
{
    double total = 0;
    for (unsigned a = 0; a < spot->actions; a++)
        total += is_raise(&spot->action[a]) ? strategy[a] : 0;
    return total;
}

/* The action at `*at` of a sequence that can be followed, and *at behind it. */
static struct action take_action(const struct game *game, const struct state *state, const char **at)
{
    struct action action = {ACTION_CALL, 0};
    chips low, high;
    if (**at == 'f')
        action.kind = ACTION_FOLD;
    if (**at == 'r') {
        action = (struct action){ACTION_RAISE, (chips)strtol(*at + 1, NULL, 10)};
        if (!game->no_limit && state_may_raise(game, state, &low, &high))
            action.to = low;
    }
    *at += 1 + (**at == 'r' ? strspn(*at + 1, "0123456789") : 0);
    return action;
}

/* Sequences are shown with one '/' before every street that has begun, however the user wrote them. */
static void write_sequence(struct spot *spot, const char *sequence)
{
    const struct game *game = &spot->blueprint->game;
    struct state state;
    unsigned begun = 0;
    state_start(game, &state);
    spot->sequence[0] = '\0';
    while (sequence[strspn(sequence, "/")]) {
        sequence += strspn(sequence, "/");
        struct action action = take_action(game, &state, &sequence);
        text_append(spot->sequence, sizeof spot->sequence, "%s", action_format(game, action).text);
        state_apply(game, &state, action);
        for (; begun < state.round; begun++)
            text_append(spot->sequence, sizeof spot->sequence, "/");
    }
    for (; begun < spot->state.round; begun++)
        text_append(spot->sequence, sizeof spot->sequence, "/");
}

static bool find_node(struct spot *spot, const char *sequence, struct failure *failure)
{
    const struct tree *tree = &spot->blueprint->tree;
    struct tree_position position;
    sequence = sequence ? sequence : "";
    if (strlen(sequence) + GAME_ROUNDS >= sizeof spot->sequence)
        return failure_set(failure, "the sequence is too long");
    if (!tree_follow(tree, sequence, &position, failure))
        return false;
    if (node_ref_is_terminal(position.at))
        return failure_set(failure, "sequence '%s': no decision follows, the hand is over", sequence);
    spot->node = &tree->nodes[position.at];
    spot->state = position.state;
    write_sequence(spot, sequence);
    spot->street_start = position.street_start;
    chips reach = spot->state.max_spent, stack = tree->game->stack[spot->node->player];
    spot->to_call = (reach < stack ? reach : stack) - spot->state.spent[spot->node->player];
    spot->pot = state_pot(tree->game, &spot->state);
    return true;
}

static bool read_board(struct spot *spot, const char *board, struct failure *failure)
{
    const struct game *game = &spot->blueprint->game;
    unsigned street = spot->node->street, needed = game_board_cards(game, street);
    struct dealt dealt = {.count = 0};
    if (board && !dealt_add(&dealt, board, game, failure))
        return failure_context(failure, "board");
    if (dealt.count != needed)
        return failure_set(failure, "%s needs a board of %u card%s (--board), not %u", game_round_name(game, street),
                           needed, needed == 1 ? "" : "s", dealt.count);
    memcpy(spot->board, dealt.cards, needed * sizeof *dealt.cards);
    spot->board_cards = needed;
    return true;
}

static cardset board_set(const struct spot *spot)
{
    return cardset_of_all(spot->board, spot->board_cards);
}

void spot_read_combo(const struct spot *spot, struct spot_combo *combo)
{
    const struct blueprint *blueprint = spot->blueprint;
    unsigned hole_cards = blueprint->game.hole_cards;
    card cards[GAME_HOLE_CARDS + GAME_BOARD_CARDS];
    memcpy(cards, combo->hole, hole_cards * sizeof *cards);
    memcpy(cards + hole_cards, spot->board, spot->board_cards * sizeof *cards);
    combo->bucket = abstraction_bucket(&blueprint->abstraction, spot->node->street, cards);
    const uint16_t *row = blueprint_row(blueprint, spot->node, combo->bucket);
    struct policy policy = blueprint_as_policy(blueprint);
    policy.read_at(policy.context, spot->node, combo->bucket, combo->strategy);
    combo->visits = SPOT_VISITS_UNKNOWN;
    combo->uniform = true;
    for (unsigned a = 1; a < spot->actions; a++)
        combo->uniform = combo->uniform && row[a] == row[0];
    combo->doubtful = combo->uniform;
}

/* To a group, which the caller chooses by what the combination was read to be. */
static void add_combo(struct spot *spot, struct spot_combo *combo, unsigned group)
{
    struct spot_group *to = &spot->group[group];
    combo->group = (uint16_t)group;
    for (unsigned a = 0; a < spot->actions; a++)
        to->strategy[a] += combo->strategy[a];
    to->doubtful = to->uniform = (to->combos == 0 || to->uniform) && combo->uniform;
    to->visits = combo->visits;
    to->combos++;
    spot->combo[spot->combos++] = *combo;
}

static const char rank_letters[] = "23456789TJQKA";

/* The chart's cell of two ranks counted from the highest: suited above the diagonal, where row < column. */
static void name_cells(struct spot *spot)
{
    for (unsigned row = 0; row < spot->ranks; row++) {
        for (unsigned column = 0; column < spot->ranks; column++) {
            unsigned high = row < column ? row : column, low = row < column ? column : row;
            snprintf(spot->group[row * spot->ranks + column].name, sizeof spot->group->name, "%c%c%s",
                     rank_letters[CARD_RANKS - 1 - high], rank_letters[CARD_RANKS - 1 - low],
                     row == column  ? ""
                     : row < column ? "s"
                                    : "o");
        }
    }
}

static void gather_grid(struct spot *spot)
{
    struct deck deck = spot->blueprint->game.deck;
    cardset blocked = board_set(spot);
    card cards[CARD_COUNT];
    size_t count = deck_size(deck);
    deck_cards(deck, cards);
    spot->is_grid = true;
    spot->ranks = deck.ranks;
    spot->groups = spot->ranks * spot->ranks;
    spot->group = memory_allocate(spot->groups, sizeof *spot->group);
    spot->combo = memory_allocate(count * (count - 1) / 2, sizeof *spot->combo);
    name_cells(spot);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = i + 1; j < count; j++) {
            if (blocked & (cardset_of(cards[i]) | cardset_of(cards[j])))
                continue;
            /* cards[j] is not lower, so it names the row of a suited hand. */
            unsigned high = CARD_RANKS - 1 - card_rank(cards[j]), low = CARD_RANKS - 1 - card_rank(cards[i]);
            bool suited = card_suit(cards[i]) == card_suit(cards[j]);
            struct spot_combo combo = {.hole = {cards[j], cards[i]}};
            spot_read_combo(spot, &combo);
            add_combo(spot, &combo, suited ? high * spot->ranks + low : low * spot->ranks + high);
        }
    }
}

/* One card: "K" when the whole rank is one group, else its cards, "KhKs". */
static void gather_ranks(struct spot *spot)
{
    struct deck deck = spot->blueprint->game.deck;
    cardset blocked = board_set(spot);
    spot->group = memory_allocate(deck_size(deck), sizeof *spot->group);
    spot->combo = memory_allocate(deck_size(deck), sizeof *spot->combo);
    for (unsigned rank = CARD_RANKS; rank-- > CARD_RANKS - (unsigned)deck.ranks;) {
        unsigned first = spot->groups;
        bucket_id buckets[CARD_SUITS] = {0};
        for (unsigned suit = CARD_SUITS - (unsigned)deck.suits; suit < CARD_SUITS; suit++) {
            struct spot_combo combo = {.hole = {card_make(rank, suit)}};
            if (blocked & cardset_of(combo.hole[0]))
                continue;
            spot_read_combo(spot, &combo);
            unsigned at = first;
            while (at < spot->groups && buckets[at - first] != combo.bucket)
                at++;
            if (at == spot->groups)
                spot->groups++;
            buckets[at - first] = combo.bucket;
            add_combo(spot, &combo, at);
            text_append(spot->group[at].name, sizeof spot->group[at].name, "%s", card_format(combo.hole[0]).text);
        }
        if (spot->groups == first + 1)
            snprintf(spot->group[first].name, sizeof spot->group[first].name, "%c", rank_letters[rank]);
    }
}

static void average_groups(struct spot *spot)
{
    unsigned combos = 0;
    for (unsigned g = 0; g < spot->groups; g++) {
        struct spot_group *group = &spot->group[g];
        combos += group->combos;
        for (unsigned a = 0; group->combos && a < spot->actions; a++) {
            spot->action[a].frequency += group->strategy[a];
            group->strategy[a] /= group->combos;
        }
    }
    for (unsigned a = 0; combos && a < spot->actions; a++)
        spot->action[a].weighted = spot->action[a].frequency /= combos;
}

bool spot_open(const struct blueprint *blueprint, const char *sequence, const char *board, struct spot *spot,
               struct failure *failure)
{
    memset(spot, 0, sizeof *spot);
    spot->blueprint = blueprint;
    if (!find_node(spot, sequence, failure) || !read_board(spot, board, failure) ||
        !blueprint_verify_streets(blueprint, (2U << spot->node->street) - 1, failure))
        return false;
    spot->player = spot_player_name(&blueprint->game, spot->node->player);
    name_actions(spot);
    gather_choices(spot);
    if (blueprint->game.hole_cards == 2)
        gather_grid(spot);
    else if (blueprint->game.hole_cards == 1)
        gather_ranks(spot);
    average_groups(spot);
    return true;
}

void spot_close(struct spot *spot)
{
    memory_release(spot->group);
    memory_release(spot->combo);
    memset(spot, 0, sizeof *spot);
}
