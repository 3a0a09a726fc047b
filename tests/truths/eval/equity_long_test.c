/* Hold'em before the flop: the known mean equities of classes, and what built-in players lose. Seconds for all boards. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "eval/agents.h"
#include "eval/lbr.h"
#include "support/cards.h"

#include <math.h>

static struct game game;

static cardset parse(const char *text)
{
    card cards[2];
    size_t count;
    assert_true(cards_parse(text, cards, 2, &count));
    return cardset_of(cards[0]) | cardset_of(cards[1]);
}

/* Per cent of the pots that `mine` wins from the class of `other`, over the combinations that share no card. */
static double equity_percent(const struct equity *equity, const char *mine, const char *other)
{
    double edge[STRENGTH_PAIRS];
    equity_edges(equity, parse(mine), 0, edge);
    return 50 * (1 + edge[equity_pair(equity, parse(other))]);
}

static void classes_have_the_known_equities(void **state)
{
    (void)state;
    struct equity equity;
    struct failure failure;
    if (!equity_init(&run_unattended, &equity, &game, &failure))
        fail_msg("%s", failure.text);
    assert_int_equal(equity.classes, 169);
    assert_true(fabs(equity_percent(&equity, "AcAd", "KhKs") - 81.946050) < 5e-6);
    assert_true(fabs(equity_percent(&equity, "AcKc", "QhQs") - 46.048526) < 5e-6);
    assert_true(fabs(equity_percent(&equity, "2c2d", "AhKs") - 52.649165) < 5e-6);
    equity_release(&equity);
}

static double won_against(const char *name, bool raises, double *interval)
{
    struct agent agent;
    struct lbr lbr;
    struct lbr_result result;
    struct failure failure;
    assert_true(agent_named(name, &game, &agent));
    if (!lbr_open(&run_unattended, &lbr, &game, (struct responder_rules){raises, UINT16_MAX}, &failure))
        fail_msg("%s", failure.text);
    lbr_face(&lbr, &agent, 1);
    if (!lbr_run(&run_unattended, &lbr, 100, 1, &result, &failure))
        fail_msg("%s", failure.text);
    lbr_close(&lbr);
    *interval = estimate_interval(&result.both);
    return result.both.mean;
}

static void built_in_players_lose_what_is_known(void **state)
{
    (void)state;
    double interval;
    assert_true(won_against("always-fold", true, &interval) == 75 && interval == 0);
    assert_true(fabs(won_against("always-call", false, &interval)) < 1e-9 && interval < 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(classes_have_the_known_equities),
        cmocka_unit_test(built_in_players_lose_what_is_known),
    };
    struct failure failure;
    evaluator_init();
    if (!game_load(HOLDEM_ROOT "/games/holdem.nolimit.2p.game", &game, &failure))
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
