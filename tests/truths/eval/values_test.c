/* Values and lines against brute force: every pair of hands played out by itself, action by action. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "eval/best_response.h"
#include "eval/values.h"
#include "unit/eval/fixture.h"

#include <math.h>

enum { BOARDS = 4000, DEVIATIONS = 5 };

/* Two hands, by player, on a complete board. */
struct pairing {
    const struct blueprint *blueprint;
    card cards[2][GAME_HOLE_CARDS + GAME_BOARD_CARDS];
    hand_rank rank[2];
};

static void pairing_init(struct pairing *pairing, const struct spot *spot, unsigned mine, unsigned other,
                         const card board[])
{
    const struct game *game = &spot->blueprint->game;
    unsigned board_cards = game_board_cards(game, game->rounds - 1U);
    pairing->blueprint = spot->blueprint;
    for (unsigned p = 0; p < 2; p++) {
        const card *hole = spot->combo[p == spot->node->player ? mine : other].hole;
        cardset set = 0;
        memcpy(pairing->cards[p], hole, game->hole_cards);
        memcpy(pairing->cards[p] + game->hole_cards, board, board_cards);
        for (unsigned i = 0; i < game->hole_cards + board_cards; i++)
            set |= cardset_of(pairing->cards[p][i]);
        pairing->rank[p] = evaluate(set);
    }
}

/* What the first player wins from a place on. */
static double play_out(const struct pairing *pairing, node_ref at)
{
    const struct tree *tree = &pairing->blueprint->tree;
    double value[2], probability[MENU_ACTIONS], sum = 0;
    if (node_ref_is_terminal(at)) {
        const struct terminal *end = &tree->terminals[node_ref_terminal(at)];
        payoff(2, tree->spent + (size_t)node_ref_terminal(at) * 2, end->folded, pairing->rank, value);
        return value[0];
    }
    const struct node *node = &tree->nodes[at];
    struct policy policy = blueprint_as_policy(pairing->blueprint);
    policy.read(policy.context, node, pairing->cards[node->player], probability);
    for (unsigned a = 0; a < node->actions; a++)
        sum += probability[a] * play_out(pairing, tree->child[node->street][node->row + a]);
    return sum;
}

/* The probability that a player with these cards acts as the line to the spot says. */
static double reach_of(const struct spot *spot, unsigned combo, unsigned player)
{
    const struct blueprint *blueprint = spot->blueprint;
    const struct tree *tree = &blueprint->tree;
    struct policy policy = blueprint_as_policy(blueprint);
    card cards[GAME_HOLE_CARDS + GAME_BOARD_CARDS];
    struct tree_position before = {0}, after;
    struct failure failure;
    double reach = 1;
    char prefix[256] = "";
    memcpy(cards, spot->combo[combo].hole, blueprint->game.hole_cards);
    memcpy(cards + blueprint->game.hole_cards, spot->board, spot->board_cards);
    must(tree_follow(tree, "", &before, &failure), &failure);
    for (size_t i = 0; spot->sequence[i]; i++) {
        memcpy(prefix, spot->sequence, i + 1);
        if (!tree_follow(tree, prefix, &after, &failure) || after.at == before.at)
            continue; /* within a number, or nothing was decided */
        const struct node *node = &tree->nodes[before.at];
        double probability[MENU_ACTIONS];
        policy.read(policy.context, node, cards, probability);
        for (unsigned a = 0; node->player == player && a < node->actions; a++)
            reach *= tree->child[node->street][node->row + a] == after.at ? probability[a] : 1;
        before = after;
    }
    return reach;
}

static bool share(const struct game *game, const card a[], const card b[])
{
    for (unsigned i = 0; i < game->hole_cards; i++) {
        for (unsigned j = 0; j < game->hole_cards; j++) {
            if (a[i] == b[j])
                return true;
        }
    }
    return false;
}

static void check_reach(const struct spot *spot, const struct line *line)
{
    const struct game *game = &spot->blueprint->game;
    double *weight = memory_allocate(spot->combos, sizeof *weight);
    for (unsigned p = 0; p < 2; p++) {
        line_weigh(spot, line, p, weight);
        for (unsigned i = 0; i < spot->combos; i++) {
            double beside = 0;
            assert_true(fabs(line_reach(line, p)[i] - reach_of(spot, i, p)) < 1e-12);
            for (unsigned j = 0; j < spot->combos; j++)
                beside += share(game, spot->combo[i].hole, spot->combo[j].hole) ? 0 : reach_of(spot, j, 1 - p);
            assert_true(fabs(weight[i] - reach_of(spot, i, p) * beside) < 1e-9);
        }
    }
    memory_release(weight);
}

static bool holds(const struct game *game, const card hole[], card c)
{
    return share(game, hole, (card[]){c, c, c});
}

/* The value of a hand, and the reach it faces, on one complete board. */
static void face_all(const struct spot *spot, node_ref at, unsigned mine, const card board[], double *weight,
                     double *value)
{
    const struct game *game = &spot->blueprint->game;
    unsigned player = spot->node->player;
    for (unsigned other = 0; other < spot->combos; other++) {
        bool blocked = share(game, spot->combo[mine].hole, spot->combo[other].hole);
        for (unsigned i = spot->board_cards; i < game_board_cards(game, game->rounds - 1U); i++)
            blocked = blocked || holds(game, spot->combo[mine].hole, board[i]) ||
                      holds(game, spot->combo[other].hole, board[i]);
        if (blocked)
            continue;
        struct pairing pairing;
        pairing_init(&pairing, spot, mine, other, board);
        double reach = reach_of(spot, other, 1 - player), first = play_out(&pairing, at);
        *weight += reach;
        *value += reach * ((player == 0 ? first : -first) + spot->state.spent[player]);
    }
}

static void open_spot(const struct blueprint *blueprint, const char *sequence, const char *board, struct spot *spot,
                      struct line *line)
{
    struct failure failure;
    must(spot_open(blueprint, sequence, board, spot, &failure), &failure);
    line_open(spot, line);
}

/* On the last street. */
static void check_exact(const struct blueprint *blueprint, const char *sequence, const char *board)
{
    struct spot spot;
    struct line line;
    struct values values;
    struct failure failure;
    struct tree_position position;
    open_spot(blueprint, sequence, board, &spot, &line);
    check_reach(&spot, &line);
    must(tree_follow(&blueprint->tree, sequence, &position, &failure), &failure);
    must(values_open(&spot, &line, &values, &failure), &failure);
    assert_true(values.exact);
    values_add(&values, 1, 0);
    for (unsigned i = 0; i < spot.combos; i++) {
        double weight = 0, value = 0, mean = 0;
        face_all(&spot, position.at, i, spot.board, &weight, &value);
        assert_true(fabs(values.weight[i] - weight) < 1e-6);
        assert_true(fabs(values.value[i] - value) < 1e-4 * (1 + fabs(value)));
        if (weight > 0)
            assert_true(fabs(values.square[i] * weight - value * value) < 1e-3 * (1 + value * value));
        for (unsigned a = 0; a < spot.actions; a++)
            mean += spot.combo[i].strategy[a] * values.action[a * spot.combos + i];
        assert_true(fabs(mean - values.value[i]) < 1e-4 * (1 + fabs(value)));
        if (spot.action[0].letter == 'F')
            assert_true(fabs(values.action[i]) < 1e-9);
    }
    values_close(&values);
    line_close(&line);
    spot_close(&spot);
}

/* Before the last street of a game with one board card in all: the sums over drawn boards against all boards. */
static void check_drawn(const struct blueprint *blueprint, const char *sequence)
{
    struct spot spot;
    struct line line;
    struct values values;
    struct failure failure;
    struct tree_position position;
    card deck[CARD_COUNT];
    open_spot(blueprint, sequence, NULL, &spot, &line);
    check_reach(&spot, &line);
    must(tree_follow(&blueprint->tree, sequence, &position, &failure), &failure);
    must(values_open(&spot, &line, &values, &failure), &failure);
    assert_false(values.exact);
    for (uint64_t n = 0; n < BOARDS; n++)
        values_add(&values, 1, n);
    deck_cards(blueprint->game.deck, deck);
    for (unsigned i = 0; i < spot.combos; i++) {
        double weight = 0, value = 0;
        for (size_t c = 0; c < deck_size(blueprint->game.deck); c++)
            face_all(&spot, position.at, i, &deck[c], &weight, &value);
        double mean = values.value[i] / values.weight[i];
        double variance = values.square[i] / values.weight[i] - mean * mean;
        double error = sqrt(variance > 0 ? variance : 0) / sqrt(BOARDS / 2.0);
        assert_true(fabs(mean - value / weight) < DEVIATIONS * error + 1e-6);
        assert_true(error < blueprint->game.stack[0] / 20.0);
    }
    values_close(&values);
    line_close(&line);
    spot_close(&spot);
}

static void open_filled(struct fixture *fixture, struct blueprint *blueprint, const char *name, const char *game)
{
    fixture_open(fixture, name, game);
    fixture_fill(fixture);
    fixture_blueprint(fixture, blueprint);
}

static void one_card_hands(void **state)
{
    (void)state;
    struct fixture fixture;
    struct blueprint blueprint;
    open_filled(&fixture, &blueprint, "leduc", LEDUC_TEXT);
    check_exact(&blueprint, "crc/", "Kh");
    check_exact(&blueprint, "crrc/cr", "As");
    check_drawn(&blueprint, "");
    check_drawn(&blueprint, "cr");
    blueprint_close(&blueprint);
    fixture_close(&fixture);
}

static void two_card_hands(void **state)
{
    (void)state;
    struct fixture fixture;
    struct blueprint blueprint;
    open_filled(&fixture, &blueprint, "small_flop", SMALL_FLOP_TEXT);
    check_exact(&blueprint, "cc/", "Qd");
    check_exact(&blueprint, "cc/c", "Ah");
    check_drawn(&blueprint, "c");
    blueprint_close(&blueprint);
    fixture_close(&fixture);
}

/* Kuhn from the first decision on: the mean over the deals is the game's value, which is worked out elsewhere. */
static void whole_game(void **state)
{
    (void)state;
    struct fixture fixture;
    struct blueprint blueprint;
    struct spot spot;
    struct line line;
    struct values values;
    struct failure failure;
    struct best_response result;
    open_filled(&fixture, &blueprint, "kuhn", KUHN_TEXT);
    struct policy policy = blueprint_as_policy(&blueprint);
    best_response_compute(&run_unattended, &blueprint.tree, &policy, &result);
    open_spot(&blueprint, "", NULL, &spot, &line);
    must(values_open(&spot, &line, &values, &failure), &failure);
    values_add(&values, 1, 0);
    double weight = 0, value = 0;
    for (unsigned i = 0; i < spot.combos; i++) {
        weight += values.weight[i];
        value += values.value[i];
    }
    assert_true(fabs(value / weight - 1 - result.value[0]) < 1e-6);
    assert_int_equal(line.steps, 0);
    values_close(&values);
    line_close(&line);
    spot_close(&spot);
    open_spot(&blueprint, "cr", NULL, &spot, &line);
    assert_int_equal(line.steps, 2);
    assert_string_equal(line.step[0].words.text, "check");
    assert_string_equal(line.step[1].words.text, "raise to 2");
    assert_string_equal(line.step[1].sequence, "c");
    line_close(&line);
    spot_close(&spot);
    blueprint_close(&blueprint);
    fixture_close(&fixture);
}

/* Kuhn: who checks everything, and is bet into by every king and a third of the jacks, has a jack with 3/8, a queen with
 * 1/2 and a king with 1/8. */
static void ranges_leave_out_what_the_other_holds(void **state)
{
    (void)state;
    static const double bets[] = {1, 0, 1.0 / 3}; /* of K, Q, J */
    static const double truth[] = {1.0 / 8, 1.0 / 2, 3.0 / 8};
    struct fixture fixture;
    struct blueprint blueprint;
    struct spot spot;
    struct line line;
    double weight[3], sum = 0;
    fixture_open(&fixture, "kuhn", KUHN_TEXT);
    for (unsigned rank = 0; rank < 3; rank++) {
        card hole = card_make(CARD_RANKS - 1 - rank, CARD_SUITS - 1);
        bucket_id bucket = abstraction_bucket(&fixture.abstraction, 0, &hole);
        table_store(fixture_sum(&fixture, fixture_node(&fixture, ""), bucket, 0), 1);
        table_store(fixture_sum(&fixture, fixture_node(&fixture, "c"), bucket, 0), (float)(1 - bets[rank]));
        table_store(fixture_sum(&fixture, fixture_node(&fixture, "c"), bucket, 1), (float)bets[rank]);
    }
    fixture_blueprint(&fixture, &blueprint);
    open_spot(&blueprint, "cr", NULL, &spot, &line);
    line_weigh(&spot, &line, 0, weight);
    for (unsigned i = 0; i < 3; i++)
        sum += weight[i];
    for (unsigned i = 0; i < 3; i++) {
        unsigned rank = CARD_RANKS - 1 - card_rank(spot.combo[i].hole[0]);
        assert_true(fabs(weight[i] / sum - truth[rank]) < 1e-4);
    }
    line_close(&line);
    spot_close(&spot);
    blueprint_close(&blueprint);
    fixture_close(&fixture);
}

static void three_players_are_refused(void **state)
{
    (void)state;
    struct fixture fixture;
    struct blueprint blueprint;
    struct spot spot;
    struct line line;
    struct values values;
    struct failure failure;
    fixture_open(&fixture, "kuhn.3p", KUHN_3P_TEXT);
    fixture_blueprint(&fixture, &blueprint);
    open_spot(&blueprint, "", NULL, &spot, &line);
    assert_false(values_open(&spot, &line, &values, &failure));
    assert_non_null(strstr(failure.text, "games for two"));
    line_close(&line);
    spot_close(&spot);
    blueprint_close(&blueprint);
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_card_hands),
        cmocka_unit_test(two_card_hands),
        cmocka_unit_test(whole_game),
        cmocka_unit_test(ranges_leave_out_what_the_other_holds),
        cmocka_unit_test(three_players_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
