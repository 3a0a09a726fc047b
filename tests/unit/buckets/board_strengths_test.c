/* Strengths that are looked up against strengths that are worked out, for boards in whatever order and suits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/random.h"
#include "buckets/board_strengths.h"
#include "cards/evaluator.h"

static void compare(struct deck deck, unsigned cards, unsigned boards)
{
    static struct strength_tables tables;
    static struct strength_scratch scratch;
    struct board_strengths strengths;
    struct progress progress;
    struct failure failure = {.text = ""};
    struct random_stream random = random_stream_at(1, cards, 0);
    evaluator_init();
    strength_tables_init(&tables, deck);
    progress_start(&progress, &run_unattended, "test", 1);
    if (!board_strengths_init(&strengths, &tables, deck, cards, 2, &progress, &failure))
        fail_msg("%s", failure.text);
    for (unsigned b = 0; b < boards; b++) {
        card shuffled[CARD_COUNT];
        struct board_strengths_view view;
        deck_cards(deck, shuffled);
        for (unsigned i = 0; i < cards; i++) {
            unsigned j = i + random_below(&random, tables.deck_cards - i);
            card drawn = shuffled[j];
            shuffled[j] = shuffled[i];
            shuffled[i] = drawn;
        }
        board_strengths_look(&strengths, shuffled, &view);
        strength_of_board(&tables, cardset_of_all(shuffled, cards), &scratch);
        for (unsigned i = 0; i < scratch.count; i++) {
            assert_int_equal(board_strengths_of(&view, scratch.low[i], scratch.high[i]), scratch.doubled[i]);
            assert_int_equal(board_strengths_of(&view, scratch.high[i], scratch.low[i]), scratch.doubled[i]);
        }
    }
    board_strengths_release(&strengths);
}

static void looking_up_is_working_out(void **state)
{
    (void)state;
    compare((struct deck){.ranks = 5, .suits = 4}, 5, 500);
    compare((struct deck){.ranks = 6, .suits = 2}, 3, 200);
    compare((struct deck){.ranks = 7, .suits = 3}, 4, 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(looking_up_is_working_out),
    };
    return cmocka_run_group_tests_name("board_strengths", tests, NULL, NULL);
}
