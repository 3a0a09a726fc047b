#include "eval/line.h"

#include "base/memory.h"
#include "buckets/facing.h"
#include "eval/visits.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* How many characters of the sequence are one action, or one '/'. */
static size_t token_length(const char *at)
{
    return 1 + (at[0] == 'r' ? strspn(at + 1, "0123456789") : 0);
}

static struct tree_position follow(const struct spot *spot, size_t length)
{
    char prefix[sizeof spot->sequence];
    struct tree_position position;
    struct failure failure;
    snprintf(prefix, sizeof prefix, "%.*s", (int)length, spot->sequence);
    bool followed = tree_follow(&spot->blueprint->tree, prefix, &position, &failure);
    assert(followed);
    (void)followed;
    return position;
}

/* The decision at the end of `before`, where `child` was chosen. */
static void add_step(struct line *line, const struct spot *spot, size_t length, const struct tree_position *before,
                     node_ref child)
{
    const struct tree *tree = &spot->blueprint->tree;
    struct line_step *step = &line->step[line->steps++];
    step->node = &tree->nodes[before->at];
    snprintf(step->sequence, sizeof step->sequence, "%.*s", (int)length, spot->sequence);
    while (tree->child[step->node->street][step->node->row + step->chosen] != child)
        step->chosen++;
    struct action action = tree->action[step->node->street][step->node->row + step->chosen];
    step->pot = state_pot(tree->game, &before->state);
    step->text = action_format(tree->game, action);
    step->words = action_words(tree->game, &before->state, before->street_start, action);
}

/* Where only one action is offered nobody decides, and the place in the tree stays. */
static void find_steps(struct line *line, const struct spot *spot)
{
    size_t length = strlen(spot->sequence);
    line->step = memory_allocate(length + 1, sizeof *line->step);
    struct tree_position before = follow(spot, 0);
    for (size_t at = 0; at < length;) {
        size_t next = at + token_length(spot->sequence + at);
        struct tree_position after = follow(spot, next);
        if (after.at != before.at)
            add_step(line, spot, at, &before, after.at);
        before = after;
        at = next;
    }
}

/* bucket[combo] on a street up to the spot's. */
static void find_buckets(const struct spot *spot, unsigned street, bucket_id bucket[])
{
    const struct blueprint *blueprint = spot->blueprint;
    unsigned hole_cards = blueprint->game.hole_cards;
    card cards[GAME_HOLE_CARDS + GAME_BOARD_CARDS];
    memcpy(cards + hole_cards, spot->board, game_board_cards(&blueprint->game, street) * sizeof *cards);
    for (unsigned i = 0; i < spot->combos; i++) {
        memcpy(cards, spot->combo[i].hole, hole_cards * sizeof *cards);
        bucket[i] = abstraction_bucket(&blueprint->abstraction, street, cards);
    }
}

static void multiply(struct line *line, const struct spot *spot, const struct line_step *step, const bucket_id bucket[])
{
    struct policy policy = blueprint_as_policy(spot->blueprint);
    double *reach = line->reach + (size_t)step->node->player * line->combos;
    for (unsigned i = 0; i < line->combos; i++) {
        double probability[MENU_ACTIONS];
        policy.read_at(policy.context, step->node, bucket[i], probability);
        reach[i] *= probability[step->chosen];
    }
}

void line_open(const struct spot *spot, struct line *line)
{
    unsigned players = spot->blueprint->game.players, street = GAME_ROUNDS;
    *line = (struct line){.combos = spot->combos};
    find_steps(line, spot);
    line->reach = memory_allocate((size_t)players * line->combos + 1, sizeof *line->reach);
    for (size_t i = 0; i < (size_t)players * line->combos; i++)
        line->reach[i] = 1;
    bucket_id *bucket = memory_allocate(line->combos + 1, sizeof *bucket);
    for (unsigned i = 0; i < line->steps; i++) {
        if (line->step[i].node->street != street)
            find_buckets(spot, line->step[i].node->street, bucket);
        street = line->step[i].node->street;
        multiply(line, spot, &line->step[i], bucket);
    }
    memory_release(bucket);
}

void line_weigh(const struct spot *spot, const struct line *line, unsigned player, double weight[])
{
    const struct game *game = &spot->blueprint->game;
    const double *own = line_reach(line, player);
    struct facing facing = {0};
    memcpy(weight, own, line->combos * sizeof *weight);
    if (game->players != 2 || game->hole_cards > 2)
        return;
    const double *other = line_reach(line, 1 - player);
    for (unsigned i = 0; i < line->combos; i++)
        facing_add(&facing, spot->combo[i].hole, game->hole_cards, other[i]);
    for (unsigned i = 0; i < line->combos; i++) {
        double beside = facing_part(&facing, spot->combo[i].hole, game->hole_cards, other[i]);
        weight[i] *= beside > 0 ? beside : 0;
    }
}

double line_shares(const struct spot *spot, const struct line *line, double share[])
{
    double *weight = memory_allocate(spot->combos + 1, sizeof *weight), sum = 0;
    line_weigh(spot, line, spot->node->player, weight);
    for (unsigned a = 0; a < spot->actions; a++)
        share[a] = 0;
    for (unsigned i = 0; i < spot->combos; i++) {
        sum += weight[i];
        for (unsigned a = 0; a < spot->actions; a++)
            share[a] += weight[i] * spot->combo[i].strategy[a];
    }
    for (unsigned a = 0; sum > 0 && a < spot->actions; a++)
        share[a] /= sum;
    memory_release(weight);
    return sum;
}

void line_tell(struct spot *spot, const struct line *line)
{
    double share[MENU_ACTIONS];
    bool comes = line_shares(spot, line, share) > 0;
    for (unsigned a = 0; a < spot->actions; a++)
        spot->action[a].weighted = comes ? share[a] : spot->action[a].frequency;
    visits_estimate(spot, line->reach);
}

void line_close(struct line *line)
{
    memory_release(line->step);
    memory_release(line->reach);
    *line = (struct line){0};
}
