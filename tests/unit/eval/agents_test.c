/* The table of built-in players: each is found by its name alone, and at any point of any game does what is legal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/random.h"
#include "eval/agents.h"
#include "support/games.h"

#include <math.h>
#include <string.h>

static const char *const names[] = {"holdem.nolimit.2p.game", "holdem.nolimit.6p.game", "holdem.limit.2p.game",
                                    "leduc.game", "kuhn.3p.game"};

enum { GAMES = sizeof names / sizeof *names, HANDS = 200 };

static struct game games[GAMES];

static int load(void **state)
{
    (void)state;
    for (unsigned g = 0; g < GAMES; g++)
        games_load(names[g], &games[g]);
    return 0;
}

static void players_are_found_by_their_names(void **state)
{
    (void)state;
    struct agent agent;
    for (size_t i = 0; agents[i]; i++) {
        assert_true(agents[i]->help[0] != '\0');
        assert_true(agent_named(agents[i]->name, &games[0], &agent));
        assert_ptr_equal(agent.kind, agents[i]);
        assert_ptr_equal(agent.game, &games[0]);
        assert_false(agent_looks_at_cards(&agent));
    }
    assert_false(agent_named("Random", &games[0], &agent)); /* a folder may be called so */
    assert_false(agent_named("policy", &games[0], &agent));
    assert_false(agent_named("", &games[0], &agent));
}

/* The actions are legal, each there once, and have probabilities. */
static unsigned expect_sound(const struct agent_hand *hand, const struct state *real, struct agent_choice *choice,
                             double unit_random)
{
    double probability[MENU_ACTIONS], sum = 0;
    agent_choose(hand, real, choice);
    assert_true(choice->count >= 1 && choice->count <= MENU_ACTIONS);
    agent_strategy(hand, choice, agent_bucket(hand->agent, real->round, NULL), probability);
    for (unsigned a = 0; a < choice->count; a++) {
        assert_true(state_is_legal(hand->agent->game, real, choice->action[a]));
        assert_true(probability[a] >= 0);
        sum += probability[a];
        for (unsigned b = 0; b < a; b++)
            assert_false(agent_same_action(choice->action[a], choice->action[b]));
    }
    assert_true(fabs(sum - 1) < 1e-12);
    return agent_draw(choice, probability, unit_random);
}

/* Every player sits in every seat of hands that the random one plays, so that all kinds of points are met. */
static void whoever_plays_plays_legally(void **state)
{
    (void)state;
    for (unsigned g = 0; g < GAMES; g++) {
        struct agent random;
        assert_true(agent_named("random", &games[g], &random));
        for (unsigned h = 0; h < HANDS; h++) {
            struct random_stream stream = random_stream_at(23, h, g);
            struct state real;
            state_start(&games[g], &real);
            while (!real.finished) {
                struct agent_choice choice;
                struct agent_hand hand;
                for (size_t i = 0; agents[i]; i++) {
                    struct agent agent;
                    assert_true(agent_named(agents[i]->name, &games[g], &agent));
                    agent_start(&agent, real.player, &hand);
                    expect_sound(&hand, &real, &choice, 0.5);
                }
                agent_start(&random, real.player, &hand);
                unsigned drawn = expect_sound(&hand, &real, &choice, random_unit(&stream));
                state_apply(&games[g], &real, choice.action[drawn]);
            }
        }
    }
}

/* Built-in players sit at any table, and know no seats. */
static void any_table_will_do(void **state)
{
    (void)state;
    for (size_t i = 0; agents[i]; i++) {
        struct agent agent;
        struct agent_table how;
        struct failure failure = {.text = ""};
        assert_true(agent_named(agents[i]->name, &games[0], &agent));
        assert_true(agent_sit(&agent, &games[3], &how, &failure));
        assert_ptr_equal(agent.game, &games[3]);
        assert_true(how.fits_seats && !how.is_other);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(players_are_found_by_their_names),
        cmocka_unit_test(whoever_plays_plays_legally),
        cmocka_unit_test(any_table_will_do),
    };
    return cmocka_run_group_tests(tests, load, NULL);
}
