#include "play/stakes.h"

void stakes_start(struct stakes *stakes, const struct game *told)
{
    *stakes = (struct stakes){.told = told, .game = *told};
}

/* So large that the chips of all together are still counted in one number. */
static chips deepest(const struct game *game)
{
    return INT32_MAX / game->players;
}

/* The game that was told, with stacks of `stack`; blinds that are unknown keep only who posts them, and who the
 * larger. */
static void suppose(const struct stakes *stakes, chips stack, bool knows_blinds, struct game *game)
{
    chips big_blind = game_big_blind(stakes->told);
    *game = *stakes->told;
    for (unsigned p = 0; p < game->players; p++) {
        if (!knows_blinds)
            game->blind[p] = game->blind[p] == big_blind && big_blind > 0;
        game->stack[p] = stack > game->blind[p] ? stack : game->blind[p];
    }
}

/* Whoever is left shows when the hand is over, and nobody before: by that the end of an all-in hand is told from the
 * beginning of the last round. */
static bool is_plausible(const struct game *game, const struct acpc_hand *hand)
{
    uint16_t all = (uint16_t)((1U << game->players) - 1);
    uint16_t others = (uint16_t)(all & ~hand->state.folded & ~(1U << hand->position));
    if (!hand->state.finished)
        return (hand->known & others) == 0;
    return state_players_left(game, &hand->state) < 2 || (hand->known & others) == others;
}

/* Reads the line with stacks of the largest raise, of twice as much, and as deep as can be. */
static bool read_with(struct stakes *stakes, bool knows_blinds, const char *line, struct acpc_hand *hand)
{
    chips largest = acpc_largest_raise(line), most = deepest(stakes->told);
    const chips stacks[] = {largest, largest < most / 2 ? 2 * largest : most, most};
    for (unsigned i = 0; i < sizeof stacks / sizeof *stacks; i++) {
        struct game game;
        if (stacks[i] <= 0 || stacks[i] > most)
            continue;
        suppose(stakes, stacks[i], knows_blinds, &game);
        if (!(knows_blinds ? acpc_read : acpc_read_any_raise)(&game, line, hand, NULL) || !is_plausible(&game, hand))
            continue;
        stakes->game = game;
        stakes->changes++;
        stakes->is_contradicted = true;
        stakes->has_unknown_blinds |= !knows_blinds;
        return true;
    }
    return false;
}

static bool read(struct stakes *stakes, const char *line, struct acpc_hand *hand, struct failure *failure)
{
    bool knows = !stakes->has_unknown_blinds;
    bool (*const plainly)(const struct game *, const char *, struct acpc_hand *, struct failure *) =
        knows ? acpc_read : acpc_read_any_raise;
    bool is_read = plainly(&stakes->game, line, hand, failure);
    if (is_read && is_plausible(&stakes->game, hand))
        return true;
    if (is_read)
        failure_set(failure, "'%.100s': the cards that are shown do not fit", line);
    return (knows && read_with(stakes, true, line, hand)) || read_with(stakes, false, line, hand) ||
           (is_read && plainly(&stakes->game, line, hand, failure));
}

bool stakes_read(struct stakes *stakes, const char *line, struct acpc_hand *hand, struct failure *reason,
                 struct failure *failure)
{
    bool was_contradicted = stakes->is_contradicted;
    reason->text[0] = '\0';
    if (!read(stakes, line, hand, failure))
        return false;
    if (stakes->is_contradicted && !was_contradicted)
        *reason = *failure;
    stakes->seen = hand->state.max_spent > stakes->seen ? hand->state.max_spent : stakes->seen;
    return true;
}

struct action stakes_allow(const struct stakes *stakes, const struct state *state, struct action action)
{
    const struct action call = {ACTION_CALL, 0};
    chips low, high;
    if (action.kind != ACTION_RAISE || !stakes->is_contradicted)
        return action;
    if (stakes->has_unknown_blinds || !state_may_raise(&stakes->game, state, &low, &high))
        return call;
    if (stakes->game.no_limit && action.to > stakes->seen)
        action.to = stakes->seen;
    return action.to < low ? call : action;
}
