/* What an agent answers to a matchstate: each thing that is random in a hand has a number of its own, so that neither how a
 * bet was read nor what was drawn before tells what is drawn now. Frequencies over many hands, against products worked out
 * by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "eval/agent_policy.h"
#include "eval/tables_policy.h"
#include "play/answer.h"
#include "unit/eval/fixture.h"

#include <math.h>

/* Three cards, one street, twenty big blinds. */
#define DEEP_KUHN_TEXT                                                                                                 \
    "GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 1\nstack = 2000 2000\nblind = 100 50\nfirstPlayer = 2\n"            \
    "numSuits = 1\nnumRanks = 3\nnumHoleCards = 1\nnumBoardCards = 0\nEND GAMEDEF\n"

enum { HANDS = 4000 };

static struct fixture fixture;
static struct tables_view view;
static struct agent agent;

static int open_agent(void **state)
{
    (void)state;
    fixture_open_with(&fixture, "deep", DEEP_KUHN_TEXT, "three-sizes");
    view = (struct tables_view){&fixture.abstraction, &fixture.tables};
    agent = agent_of_policy(&fixture.tree, tables_policy(&view));
    return 0;
}

static int close_agent(void **state)
{
    (void)state;
    fixture_close(&fixture);
    return 0;
}

/* Whatever the card, two actions of the decision are taken equally often, and no other. */
static void mix(const char *sequence, unsigned action, unsigned other)
{
    const struct node *node = fixture_node(&fixture, sequence);
    for (bucket_id b = 0; b < fixture.tables.street[0].buckets; b++) {
        for (unsigned a = 0; a < node->actions; a++)
            table_store(fixture_sum(&fixture, node, b, a), a == action || a == other ? 1 : 0);
    }
}

static struct action answer_of(const struct agent *who, unsigned position, unsigned number, const char *betting,
                               uint64_t seed)
{
    static struct acpc_hand hand;
    struct failure failure;
    char line[128];
    snprintf(line, sizeof line, "MATCHSTATE:%u:%u:%s:%s", position, number, betting, position == 0 ? "Ks|" : "|Ks");
    must(acpc_read(&fixture.game, line, &hand, &failure), &failure);
    return answer(who, &hand, seed);
}

static struct action answer_to(unsigned position, unsigned number, const char *betting, uint64_t seed)
{
    return answer_of(&agent, position, number, betting, seed);
}

/* Within five standard errors. */
static void assert_frequency(unsigned found, double probability)
{
    double error = sqrt(probability * (1 - probability) / HANDS);
    if (fabs((double)found / HANDS - probability) > 5 * error)
        fail_msg("%u of %u hands where %g of them are expected", found, HANDS, probability);
}

/* A raise to 225 is read as one to 200 with probability 6/13 (agent_test.c), else as one to 250. After the former the agent
 * folds or calls, after the latter it calls or goes all-in: calls are half of all answers only if the number that decides
 * between the readings does not decide between the actions as well. */
static void the_draw_does_not_depend_on_the_reading(void **state)
{
    (void)state;
    const double smaller = 6.0 / 13;
    unsigned found[3] = {0};
    mix("r200", 0, 1);
    mix("r250", 1, fixture_node(&fixture, "r250")->actions - 1u);
    for (unsigned hand = 0; hand < HANDS; hand++)
        found[answer_to(0, hand, "r225", 7).kind]++;
    assert_frequency(found[ACTION_FOLD], smaller / 2);
    assert_frequency(found[ACTION_CALL], 0.5);
    assert_frequency(found[ACTION_RAISE], (1 - smaller) / 2);
}

/* The small blind's two decisions: each pair of answers comes in a quarter of the hands. */
static void the_draws_of_a_hand_do_not_depend_on_each_other(void **state)
{
    (void)state;
    unsigned found[2][2] = {{0}};
    mix("", 1, 2);
    mix("cr200", 0, 1);
    for (unsigned hand = 0; hand < HANDS; hand++) {
        bool raises = answer_to(1, hand, "", 7).kind == ACTION_RAISE;
        bool calls = answer_to(1, hand, "cr200", 7).kind == ACTION_CALL;
        found[raises][calls]++;
    }
    for (unsigned i = 0; i < 4; i++)
        assert_frequency(found[i / 2][i % 2], 0.25);
}

static unsigned seen;
static double reading[8]; /* what decides how each action of the hand is read */

static void note(struct agent_hand *hand, const struct state *before, struct action action, double unit_random)
{
    (void)hand, (void)before, (void)action;
    reading[seen++] = unit_random;
}

static void call_or_raise(const struct agent_hand *hand, const struct state *real, struct agent_choice *choice)
{
    (void)hand, (void)real;
    agent_choice_add(choice, (struct action){ACTION_CALL, 0});
    agent_choice_add(choice, (struct action){ACTION_RAISE, 200});
}

/* Its own actions an agent reads, too: how one is read in the next answer says nothing of how it was drawn. */
static void the_reading_does_not_depend_on_the_draw(void **state)
{
    (void)state;
    static const struct agent_kind kind = {.choose = call_or_raise, .observe = note};
    const struct agent noting = {.kind = &kind, .game = &fixture.game};
    unsigned found[2][2] = {{0}};
    for (unsigned hand = 0; hand < HANDS; hand++) {
        bool raises = answer_of(&noting, 1, hand, "", 7).kind == ACTION_RAISE;
        seen = 0;
        answer_of(&noting, 1, hand, "cr200", 7);
        assert_int_equal(seen, 2);
        found[raises][reading[0] >= 0.5]++;
    }
    for (unsigned i = 0; i < 4; i++)
        assert_frequency(found[i / 2][i % 2], 0.25);
}

/* The same line and seed have the same answer; another seed or hand draws anew. */
static void answers_are_functions_of_line_and_seed(void **state)
{
    (void)state;
    unsigned other_seed = 0, other_hand = 0;
    mix("", 1, 2);
    for (unsigned hand = 0; hand < HANDS; hand++) {
        enum action_kind first = answer_to(1, hand, "", 7).kind;
        assert_int_equal(answer_to(1, hand, "", 7).kind, first);
        other_seed += answer_to(1, hand, "", 8).kind != first;
        other_hand += answer_to(1, hand + HANDS, "", 7).kind != first;
    }
    assert_frequency(other_seed, 0.5);
    assert_frequency(other_hand, 0.5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_draw_does_not_depend_on_the_reading),
        cmocka_unit_test(the_draws_of_a_hand_do_not_depend_on_each_other),
        cmocka_unit_test(the_reading_does_not_depend_on_the_draw),
        cmocka_unit_test(answers_are_functions_of_line_and_seed),
    };
    return cmocka_run_group_tests_name("answer", tests, open_agent, close_agent);
}
