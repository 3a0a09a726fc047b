/* Bucket files of every version stay readable: Q K A in two suits, two hole cards, a board of one and one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "buckets/abstraction.h"
#include "support/cards.h"

static const struct game tiny = {
    .name = "tiny", .players = 2, .rounds = 3, .deck = {3, 2}, .hole_cards = 2, .board_cards = {0, 1, 1}};

static bucket_id bucket_of(const struct abstraction *a, unsigned street, const char *text)
{
    card cards[INDEXER_CARDS];
    size_t count;
    assert_true(cards_parse(text, cards, INDEXER_CARDS, &count));
    return abstraction_bucket(a, street, cards);
}

static void test_version_1(void **state)
{
    (void)state;
    struct abstraction a;
    struct failure failure = {.text = ""};
    if (!abstraction_open(HOLDEM_ROOT "/tests/golden/buckets/tiny.v1.holdem", &tiny, &a, &failure))
        fail_msg("%s", failure.text);
    assert_int_equal(a.streets, 3);
    assert_int_equal(a.street[0].buckets, 3);
    assert_int_equal(a.street[1].buckets, 2);
    assert_int_equal(a.street[2].buckets, 3);
    /* Two queens never win: whoever has no pair makes two with the board. Ace king loses to nothing once an ace lies
     * on the board. */
    assert_int_equal(bucket_of(&a, 0, "QhQs"), 0);
    assert_int_equal(bucket_of(&a, 0, "AhKs"), 2);
    assert_int_equal(bucket_of(&a, 1, "QhQsKh"), 0);
    assert_int_equal(bucket_of(&a, 1, "AhKsAs"), 1);
    assert_int_equal(bucket_of(&a, 2, "QhQsAhAs"), 0);
    assert_int_equal(bucket_of(&a, 2, "AhKsAsKh"), 2);
    abstraction_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_version_1)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
