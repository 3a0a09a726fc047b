#include "api/holdem.h"

#include "base/memory.h"
#include "base/text.h"
#include "eval/agent_policy.h"
#include "eval/blueprint.h"
#include "game/dealt.h"
#include "game/words.h"
#include "play/answer.h"

#include <stdio.h>
#include <string.h>

_Static_assert((int)HOLDEM_ACTIONS == (int)MENU_ACTIONS, "room for every action of a decision");

struct holdem_blueprint {
    struct blueprint blueprint;
    struct agent agent; /* plays it */
};

const char *holdem_version(void)
{
    return HOLDEM_VERSION;
}

static void tell(const struct failure *failure, char *error, size_t error_size)
{
    if (error && error_size > 0)
        snprintf(error, error_size, "%s", failure->text);
}

holdem_blueprint *holdem_open(const char *name, const char *buckets, char *error, size_t error_size)
{
    struct failure failure;
    holdem_blueprint *opened = memory_allocate(1, sizeof *opened);
    if (!blueprint_open_filtered(name, &opened->blueprint, &failure)) {
        tell(&failure, error, error_size);
        memory_release(opened);
        return NULL;
    }
    if (!blueprint_verify(&opened->blueprint, &failure) ||
        !blueprint_open_buckets(&opened->blueprint, buckets, &failure)) {
        tell(&failure, error, error_size);
        holdem_close(opened);
        return NULL;
    }
    opened->agent = agent_of_policy(&opened->blueprint.tree, blueprint_as_policy(&opened->blueprint));
    return opened;
}

void holdem_close(holdem_blueprint *blueprint)
{
    if (!blueprint)
        return;
    blueprint_close(&blueprint->blueprint);
    memory_release(blueprint);
}

unsigned holdem_players(const holdem_blueprint *blueprint)
{
    return blueprint->blueprint.game.players;
}

/* Hole cards and board of a decision, distinct and of the deck. */
static bool read_cards(const struct game *game, unsigned street, const char *hand, const char *board, card cards[],
                       struct failure *failure)
{
    unsigned held = game->hole_cards, wanted = game_board_cards(game, street);
    struct dealt dealt = {.count = 0};
    if (strlen(hand) != 2U * held)
        return failure_set(failure, "'%.20s' is no hand of %u card%s", hand, held, held == 1 ? "" : "s");
    if (strlen(board) != 2U * wanted)
        return failure_set(failure, "%s needs a board of %u card%s, not '%.20s'", game_round_name(game, street), wanted,
                           wanted == 1 ? "" : "s", board);
    if (!dealt_add(&dealt, hand, game, failure))
        return failure_context(failure, "hand");
    if (!dealt_add(&dealt, board, game, failure))
        return failure_context(failure, "board");
    memcpy(cards, dealt.cards, dealt.count * sizeof *cards);
    return true;
}

static int read_strategy(const struct blueprint *blueprint, const char *sequence, const char *board, const char *hand,
                         holdem_action actions[], struct failure *failure)
{
    const struct tree *tree = &blueprint->tree;
    struct tree_position position;
    card cards[GAME_HOLE_CARDS + GAME_BOARD_CARDS];
    float probability[MENU_ACTIONS];
    if (!tree_follow(tree, sequence, &position, failure))
        return 0;
    if (node_ref_is_terminal(position.at))
        return (int)failure_set(failure, "sequence '%s': no decision follows, the hand is over", sequence);
    const struct node *node = &tree->nodes[position.at];
    if (!read_cards(&blueprint->game, node->street, hand, board, cards, failure))
        return 0;
    blueprint_policy(blueprint, node, abstraction_bucket(&blueprint->abstraction, node->street, cards), probability);
    for (unsigned a = 0; a < node->actions; a++) {
        struct action action = tree->action[node->street][node->row + a];
        memcpy(actions[a].text, action_format(&blueprint->game, action).text, sizeof actions[a].text);
        memcpy(actions[a].name, action_words(&blueprint->game, &position.state, position.street_start, action).text,
               sizeof actions[a].name);
        actions[a].probability = (double)probability[a];
    }
    return node->actions;
}

int holdem_strategy(const holdem_blueprint *blueprint, const char *sequence, const char *board, const char *hand,
                    holdem_action actions[HOLDEM_ACTIONS], char *error, size_t error_size)
{
    struct failure failure;
    int count = read_strategy(&blueprint->blueprint, sequence, board, hand, actions, &failure);
    if (count == 0)
        tell(&failure, error, error_size);
    return count;
}

static bool read_state(const struct game *game, const char *matchstate, struct acpc_hand *hand, struct failure *failure)
{
    return acpc_read(game, matchstate, hand, failure) &&
           (acpc_asks(hand) || failure_set(failure, "it is not this position's turn"));
}

int holdem_answer(const holdem_blueprint *blueprint, const char *matchstate, uint64_t seed, char action[16],
                  char *error, size_t error_size)
{
    struct failure failure;
    const struct game *game = &blueprint->blueprint.game;
    struct acpc_hand *hand = memory_allocate(1, sizeof *hand);
    bool read = read_state(game, matchstate, hand, &failure);
    if (read)
        memcpy(action, action_format(game, answer(&blueprint->agent, hand, seed)).text, sizeof(struct action_text));
    else
        tell(&failure, error, error_size);
    memory_release(hand);
    return read;
}
