/* A policy read through its buckets, all hands of a flop at once, against the policy asked hand by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/random.h"
#include "buckets/boards.h"
#include "eval/reading.h"

#include <string.h>

/* Two nodes of two and three actions, one for each player. */
static struct forest_node nodes[] = {{.row = 0, .first = 0, .actions = 2, .player = 0},
                                     {.row = 2, .first = 2, .actions = 3, .player = 1}};
static const struct forest_street forest = {.rows = 5, .nodes = 2, .node = nodes};

enum { KINDS = 100 };

/* Far apart and many of them: hands of one bucket are found again among a thousand hands. */
static bucket_id locate(const void *context, unsigned street, const card cards[])
{
    (void)context, (void)street;
    return (bucket_id)random_mix((cards[0] * 53u + cards[1]) % KINDS);
}

static void read_at(const void *context, const struct node *node, bucket_id bucket, double probability[])
{
    (void)context;
    for (unsigned a = 0; a < node->actions; a++)
        probability[a] = (double)(random_mix(bucket + 7 * node->row + a) % 1024) / 1024;
}

static void read(const void *context, const struct node *node, const card cards[], double probability[])
{
    read_at(context, node, locate(context, node->street, cards), probability);
}

static void check(const struct policy *policy, unsigned skipped)
{
    static float strategy[5 * READING_HANDS];
    static struct reading reading;
    struct game game = {.players = 2, .rounds = 2, .deck = {13, 4}, .hole_cards = 2, .board_cards = {0, 3}};
    struct boards boards;
    boards_init_below(&boards, &game, 2, cardset_of(8) | cardset_of(5) | cardset_of(2));
    const struct board *board = &boards.street[1].board[0];
    const struct vector_part part = {.forest = &forest, .board = board, .street = 1, .rows = 5, .nodes = 2};
    memset(strategy, 0, sizeof strategy);
    reading_init(&reading, policy, 2);
    reading.skipped = skipped;
    reading_strategy(&reading, &part, strategy);
    assert_int_equal(board->hands, 1176);
    for (unsigned h = 0; h < board->hands; h++) {
        for (unsigned n = 0; n < 2; n++) {
            const struct node node = {.row = nodes[n].row, .actions = nodes[n].actions, .player = nodes[n].player};
            double expected[MENU_ACTIONS];
            policy->read(policy->context, &node, board->hole[h], expected);
            for (unsigned a = 0; a < node.actions; a++) {
                float found = strategy[(nodes[n].first + a) * board->slots + board->slot[h]];
                assert_true(found == (nodes[n].player == skipped ? 0 : (float)expected[a]));
            }
        }
    }
    boards_release(&boards);
}

static void hands_of_a_bucket_are_read_once_and_right(void **state)
{
    (void)state;
    const struct policy policy = {.read = read, .locate = locate, .read_at = read_at};
    check(&policy, 2);
    check(&policy, 1);
}

static void a_policy_may_have_no_buckets(void **state)
{
    (void)state;
    const struct policy policy = {.read = read};
    check(&policy, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hands_of_a_bucket_are_read_once_and_right),
        cmocka_unit_test(a_policy_may_have_no_buckets),
    };
    return cmocka_run_group_tests_name("reading", tests, NULL, NULL);
}
