/* Orders of hands that a player would know, of one to seven cards. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cards/evaluator.h"
#include "support/cards.h"

static hand_rank rank_of(const char *text)
{
    card cards[7];
    size_t count;
    cardset set = 0;
    if (!cards_parse(text, cards, 7, &count))
        fail_msg("%s is no hand", text);
    for (size_t i = 0; i < count; i++)
        set |= cardset_of(cards[i]);
    return evaluate(set);
}

static void better(const char *a, const char *b)
{
    if (rank_of(a) <= rank_of(b))
        fail_msg("%s should beat %s", a, b);
}

static void tied(const char *a, const char *b)
{
    if (rank_of(a) != rank_of(b))
        fail_msg("%s should tie %s", a, b);
}

static int start(void **state)
{
    (void)state;
    evaluator_init();
    return 0;
}

static void categories_are_ordered(void **state)
{
    (void)state;
    static const char *const hands[] = {"2c4d6h8sTc", "2c2d6h8sTc", "2c2d6h6sTc", "2c2d2h8sTc", "2c3d4h5s6c",
                                        "2c4c6c8cTc", "2c2d2h8s8c", "2c2d2h2sTc", "2c3c4c5c6c"};
    for (int c = HIGH_CARD; c <= STRAIGHT_FLUSH; c++) {
        assert_int_equal(hand_rank_category(rank_of(hands[c])), c);
        if (c > HIGH_CARD)
            better(hands[c], hands[c - 1]);
    }
}

static void kickers_and_counterfeits(void **state)
{
    (void)state;
    better("AcKd7h5s3c", "AcQd7h5s3d");
    better("AcAdKh5s3c", "AhAsQh5d3d");
    better("KcKdQhQsAc", "KhKsQcQdJc");
    tied("AcAdKhKs7c7d2h", "AcAdKhKs7c6d2h"); /* a third pair does not count but as a kicker */
    better("2c3d4h5s6c", "Ac2d3h4s5c");       /* the wheel is the lowest straight */
    better("Ac2d3h4s5c", "AcAdAhKsQc");
    better("TcJcQcKcAc", "9cTcJcQcKc");
    tied("2c7dAhKhQhJhTh", "3c8dAhKhQhJhTh"); /* the board plays */
    tied("AcKcQcJc9c2c3d", "AcKcQcJc9c4d5d"); /* five of six flush cards */
    better("2c2d2h3s3c3d4h", "2c2d2h3s3c4d5h");
    tied("3c3d3h2s2c2d4h", "3c3d3h2s2c5d4h");
}

static void small_hands(void **state)
{
    (void)state;
    better("Ks", "Qs"); /* Kuhn: the high card */
    better("Ah", "Ks");
    better("QhQs", "AhKs"); /* Leduc: a pair beats high cards */
    better("KhKs", "QhQs");
    better("AhQs", "KhQs");
    tied("AhKs", "AsKh");
    better("2c2d2h", "AcAdKh");
    better("AcKcQc", "KcQcJc"); /* neither straight nor flush below five cards */
    assert_int_equal(hand_rank_category(rank_of("AcKcQcJc")), HIGH_CARD);
    assert_int_equal(hand_rank_category(rank_of("2c2d2h2s")), FOUR_OF_A_KIND);
    assert_int_equal(hand_rank_category(rank_of("2c2d3h3s")), TWO_PAIR);
}

static void hands_add_up(void **state)
{
    (void)state;
    assert_true(sizeof evaluator_tables < 256 * 1000);
    struct hand a = hand_of(UINT64_C(0x1001001)), b = hand_of(UINT64_C(0x8000100000020));
    struct hand both = hand_merge(a, b);
    assert_int_equal(hand_evaluate(both), evaluate(UINT64_C(0x1001001) | UINT64_C(0x8000100000020)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(categories_are_ordered),
        cmocka_unit_test(kickers_and_counterfeits),
        cmocka_unit_test(small_hands),
        cmocka_unit_test(hands_add_up),
    };
    return cmocka_run_group_tests_name("evaluator", tests, start, NULL);
}
