#include "game/tree.h"

#include "base/memory.h"
#include "base/text.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

struct builder {
    const struct game *game;
    const struct menu *menu;
    uint64_t most_nodes;
    struct tree_size size; /* so far; in the second pass the cursors */
    struct tree *tree;     /* NULL in the first pass, which only counts */
};

/* Goes to the next point with a choice; true when there is one, false when the hand has ended. */
static bool find_choice(const struct builder *builder, struct state *state, struct action actions[MENU_ACTIONS],
                        unsigned *count)
{
    while (!state->finished) {
        *count = menu_actions(builder->menu, builder->game, state, actions);
        if (*count > 1)
            return true;
        state_apply(builder->game, state, actions[0]);
    }
    return false;
}

static node_ref add_terminal(struct builder *builder, const struct state *state)
{
    uint32_t number = (uint32_t)builder->size.terminals++;
    unsigned players = builder->game->players;
    if (builder->tree) {
        builder->tree->terminals[number] = (struct terminal){
            .folded = state->folded,
            .showdown = state_players_left(builder->game, state) > 1,
        };
        memcpy(builder->tree->spent + (size_t)number * players, state->spent, players * sizeof *state->spent);
    }
    return NODE_REF_TERMINAL | number;
}

static node_ref add_point(struct builder *builder, struct state state)
{
    struct action actions[MENU_ACTIONS];
    unsigned count;
    if (!find_choice(builder, &state, actions, &count))
        return add_terminal(builder, &state);
    unsigned street = state.round;
    node_id number = (node_id)builder->size.nodes++;
    uint32_t row = (uint32_t)builder->size.street_rows[street];
    builder->size.street_nodes[street]++;
    builder->size.street_rows[street] += count;
    struct node *node = builder->tree ? &builder->tree->nodes[number] : NULL;
    if (node)
        *node = (struct node){.row = row, .actions = (uint8_t)count, .player = state.player, .street = (uint8_t)street};
    for (unsigned a = 0; a < count && builder->size.nodes <= builder->most_nodes; a++) {
        struct state next = state;
        state_apply(builder->game, &next, actions[a]);
        node_ref child = add_point(builder, next);
        if (node) {
            builder->tree->child[street][row + a] = child;
            builder->tree->action[street][row + a] = actions[a];
        }
    }
    return number;
}

static uint64_t tree_bytes(const struct game *game, const struct tree_size *size)
{
    uint64_t rows = 0;
    for (unsigned s = 0; s < game->rounds; s++)
        rows += size->street_rows[s];
    return size->nodes * sizeof(struct node) + rows * (sizeof(node_ref) + sizeof(struct action)) +
           size->terminals * (sizeof(struct terminal) + game->players * sizeof(chips));
}

bool tree_measure(const struct game *game, const struct menu *menu, uint64_t most_nodes, struct tree_size *size,
                  struct failure *failure)
{
    struct builder builder = {.game = game, .menu = menu, .most_nodes = most_nodes};
    struct state state;
    state_start(game, &state);
    add_point(&builder, state);
    builder.size.bytes = tree_bytes(game, &builder.size);
    *size = builder.size;
    if (size->nodes > most_nodes || size->terminals >= NODE_REF_TERMINAL)
        return failure_set(failure,
                           "the betting tree has more than %" PRIu64
                           " decision nodes: use fewer bet sizes or a lower cap on raises",
                           most_nodes);
    return true;
}

const char *tree_hint_of_other_rows(const struct game *game)
{
    for (unsigned p = 1; p < game->players; p++) {
        if (game->stack[p] != game->stack[0])
            return "; stacks differ, and raises that nobody can call are no longer offered one by one: train it anew";
    }
    return "";
}

bool tree_build(const struct game *game, const struct menu *menu, struct tree *tree, struct failure *failure)
{
    struct tree_size size;
    memset(tree, 0, sizeof *tree);
    if (!tree_measure(game, menu, NODE_REF_TERMINAL - 1, &size, failure))
        return false;
    tree->game = game;
    tree->menu = menu;
    tree->nodes_count = (uint32_t)size.nodes;
    tree->terminals_count = (uint32_t)size.terminals;
    tree->nodes = memory_allocate(size.nodes, sizeof *tree->nodes);
    tree->terminals = memory_allocate(size.terminals, sizeof *tree->terminals);
    tree->spent = memory_allocate(size.terminals * game->players, sizeof *tree->spent);
    for (unsigned s = 0; s < game->rounds; s++) {
        tree->street_nodes[s] = (uint32_t)size.street_nodes[s];
        tree->street_rows[s] = (uint32_t)size.street_rows[s];
        tree->child[s] = memory_allocate(size.street_rows[s], sizeof *tree->child[s]);
        tree->action[s] = memory_allocate(size.street_rows[s], sizeof *tree->action[s]);
    }
    struct builder builder = {.game = game, .menu = menu, .most_nodes = size.nodes, .tree = tree};
    struct state state;
    state_start(game, &state);
    tree->root = add_point(&builder, state);
    return true;
}

unsigned tree_streets(const struct tree *tree)
{
    unsigned streets = 0;
    for (unsigned s = 0; s < tree->game->rounds; s++) {
        if (tree->street_rows[s] > 0)
            streets = s + 1;
    }
    return streets;
}

void tree_release(struct tree *tree)
{
    memory_release(tree->nodes);
    memory_release(tree->terminals);
    memory_release(tree->spent);
    for (unsigned s = 0; s < GAME_ROUNDS; s++) {
        memory_release(tree->child[s]);
        memory_release(tree->action[s]);
    }
    memset(tree, 0, sizeof *tree);
}

struct action_text action_format(const struct game *game, struct action action)
{
    struct action_text result;
    if (action.kind != ACTION_RAISE)
        snprintf(result.text, sizeof result.text, "%c", action.kind == ACTION_FOLD ? 'f' : 'c');
    else if (game->no_limit)
        snprintf(result.text, sizeof result.text, "r%d", action.to);
    else
        snprintf(result.text, sizeof result.text, "r");
    return result;
}

/* Reads one action at `text`; returns its length, 0 when it is none. */
static size_t read_action(const char *text, struct action *action)
{
    size_t length = 1;
    *action = (struct action){ACTION_CALL, 0};
    switch (text[0]) {
    case 'f':
        action->kind = ACTION_FOLD;
        return length;
    case 'c':
        return length;
    case 'r':
        action->kind = ACTION_RAISE;
        while (isdigit((unsigned char)text[length]) && length < 10)
            action->to = 10 * action->to + (text[length++] - '0');
        return length;
    default:
        return 0;
    }
}

static bool same_action(const struct game *game, struct action offered, struct action read)
{
    return offered.kind == read.kind &&
           (read.kind != ACTION_RAISE || offered.to == read.to || (!game->no_limit && read.to == 0));
}

static bool fail_offered(const struct tree *tree, const char *sequence, size_t at, const struct action actions[],
                         unsigned count, struct failure *failure)
{
    char offered[256] = "";
    for (unsigned a = 0; a < count; a++)
        text_append(offered, sizeof offered, "%s%s", a ? ", " : "", action_format(tree->game, actions[a]).text);
    return failure_set(failure, "betting '%s': character %zu ('%s') is not offered there; offered: %s", sequence,
                       at + 1, sequence + at, count ? offered : "nothing, the hand is over");
}

bool tree_follow(const struct tree *tree, const char *sequence, struct tree_position *position, struct failure *failure)
{
    const struct builder view = {.game = tree->game, .menu = tree->menu};
    struct state *state = &position->state;
    struct action actions[MENU_ACTIONS], action;
    unsigned count, round;
    state_start(tree->game, state);
    position->at = tree->root;
    position->street_start = 0;
    for (size_t at = 0; sequence[at];) {
        bool round_began = !state->finished && state->round > 0 && state->raises == 0 && state->acted == 0;
        if (sequence[at] == '/' && (round_began || state->finished)) {
            at++;
            continue;
        }
        count = state->finished ? 0 : menu_actions(tree->menu, tree->game, state, actions);
        size_t length = read_action(sequence + at, &action);
        unsigned chosen = 0;
        while (chosen < count && !(length && same_action(tree->game, actions[chosen], action)))
            chosen++;
        if (chosen == count)
            return fail_offered(tree, sequence, at, actions, count, failure);
        if (count > 1) {
            const struct node *node = &tree->nodes[position->at];
            position->at = tree->child[node->street][node->row + chosen];
        }
        round = state->round;
        state_apply(tree->game, state, actions[chosen]);
        if (state->round != round)
            position->street_start = state->max_spent;
        at += length;
    }
    round = state->round;
    find_choice(&view, state, actions, &count);
    if (state->round != round)
        position->street_start = state->max_spent;
    return true;
}
