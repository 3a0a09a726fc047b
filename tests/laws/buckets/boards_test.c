/* Boards and slots: each canonical hand once, weights that add up to all boards, hands that keep their place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "buckets/boards.h"
#include "cards/isomorphism.h"
#include "cards/subset.h"

#include <string.h>

static struct boards boards;
static struct game game;

static void open(const char *text, unsigned streets)
{
    struct failure failure = {.text = ""};
    evaluator_init();
    if (!game_parse("test", text, &game, &failure) ||
        !boards_init(&run_unattended, &boards, &game, streets, 10000000, &failure))
        fail_msg("%s", failure.text);
}

/* Cards of a hand on a board, hole cards first. */
static void cards_of(const struct board *board, unsigned hand, unsigned street, card cards[])
{
    memcpy(cards, board->hole[hand], game.hole_cards);
    memcpy(cards + game.hole_cards, board->cards, game_board_cards(&game, street));
}

/* Slots are the canonical hands: as many as Waugh's index has, and each index in exactly one slot. */
static void assert_slots_are_canonical(void)
{
    struct failure failure;
    uint8_t dealt[GAME_ROUNDS];
    for (unsigned s = 0; s < game.rounds; s++)
        dealt[s] = (uint8_t)(game.board_cards[s] + (s == 0 ? game.hole_cards : 0));
    struct indexer *indexer = indexer_new(game.deck, game.rounds, dealt, &failure);
    assert_non_null(indexer);
    for (unsigned s = 0; s < boards.streets; s++) {
        uint64_t size = indexer_size(indexer, s);
        assert_int_equal(boards.street[s].slots, size);
        uint32_t *slot_of = memory_allocate(size, sizeof *slot_of); /* slot + 1 */
        for (uint32_t b = 0; b < boards.street[s].count; b++) {
            const struct board *board = &boards.street[s].board[b];
            for (unsigned h = 0; h < board->hands; h++) {
                card cards[GAME_HOLE_CARDS + GAME_BOARD_CARDS];
                cards_of(board, h, s, cards);
                uint32_t *slot = &slot_of[indexer_index(indexer, s, cards)], own = board->first_slot + board->slot[h];
                assert_true(*slot == 0 || *slot == own + 1);
                *slot = own + 1;
            }
        }
        for (uint64_t i = 0; i < size; i++)
            assert_true(slot_of[i] != 0);
        memory_release(slot_of);
    }
    indexer_free(indexer);
}

static void assert_weights_add_up(void)
{
    unsigned left = (unsigned)deck_size(game.deck);
    for (unsigned s = 0; s + 1 < boards.streets; s++) {
        for (uint32_t b = 0; b < boards.street[s].count; b++) {
            const struct board *board = &boards.street[s].board[b];
            uint64_t weight = 0;
            for (uint32_t c = 0; c < board->children; c++)
                weight += boards.street[s + 1].board[board->first_child + c].weight;
            assert_true((double)weight == subset_count(left, game.board_cards[s + 1]));
        }
        left -= game.board_cards[s + 1];
    }
}

/* A hand's slot lies in the slot that the same cards have on the parent board. */
static void assert_hands_keep_their_place(void)
{
    for (unsigned s = 0; s + 1 < boards.streets; s++) {
        for (uint32_t b = 0; b < boards.street[s].count; b++) {
            const struct board *parent = &boards.street[s].board[b];
            for (uint32_t c = 0; c < parent->children; c++) {
                const struct board *child = &boards.street[s + 1].board[parent->first_child + c];
                unsigned found = 0;
                for (unsigned h = 0; h < child->hands; h++) {
                    for (unsigned g = 0; g < parent->hands; g++) {
                        if (memcmp(child->hole[h], parent->hole[g], sizeof child->hole[h]) != 0)
                            continue;
                        assert_int_equal(child->parent_slot[child->slot[h]], parent->slot[g]);
                        found++;
                    }
                }
                assert_int_equal(found, child->hands);
            }
        }
    }
}

static void assert_last_street_ascends(void)
{
    const struct boards_street *last = &boards.street[game.rounds - 1];
    for (uint32_t b = 0; b < last->count; b++) {
        for (unsigned h = 1; h < last->board[b].hands; h++)
            assert_true(last->board[b].rank[h - 1] <= last->board[b].rank[h]);
    }
}

static void four_streets_of_a_small_deck(void **state)
{
    (void)state;
    open("GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 4\nstack = 20 20\nblind = 2 1\nfirstPlayer = 2 1 1 1\n"
         "numSuits = 4\nnumRanks = 3\nnumHoleCards = 2\nnumBoardCards = 0 3 1 1\nEND GAMEDEF\n",
         4);
    assert_slots_are_canonical();
    assert_weights_add_up();
    assert_hands_keep_their_place();
    assert_last_street_ascends();
    boards_release(&boards);
}

static void two_suits_and_one_hole_card(void **state)
{
    (void)state;
    open("GAMEDEF\nlimit\nnumPlayers = 2\nnumRounds = 2\nblind = 1 1\nraiseSize = 2 4\nfirstPlayer = 1 1\n"
         "maxRaises = 2 2\nnumSuits = 2\nnumRanks = 3\nnumHoleCards = 1\nnumBoardCards = 0 1\nEND GAMEDEF\n",
         2);
    assert_int_equal(boards.street[1].count, 3);
    assert_slots_are_canonical();
    assert_weights_add_up();
    assert_hands_keep_their_place();
    assert_last_street_ascends();
    boards_release(&boards);
}

/* The known numbers of hold'em: 1,755 flops, 1,286,792 hands on them. */
static void flops_of_the_full_deck(void **state)
{
    (void)state;
    open("GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 4\nstack = 20 20\nblind = 2 1\nfirstPlayer = 2 1 1 1\n"
         "numSuits = 4\nnumRanks = 13\nnumHoleCards = 2\nnumBoardCards = 0 3 1 1\nEND GAMEDEF\n",
         2);
    assert_int_equal(boards.street[0].slots, 169);
    assert_int_equal(boards.street[1].count, 1755);
    assert_int_equal(boards.street[1].slots, 1286792);
    assert_weights_add_up();
    assert_true(boards.completions[0] == 1225 && boards.completions[1] == 1225.0 * 17296);
    boards_release(&boards);
}

static void what_cannot_be_gone_over_is_refused(void **state)
{
    (void)state;
    struct failure failure;
    const char *three =
        "GAMEDEF\nlimit\nnumPlayers = 2\nnumRounds = 1\nblind = 1 2\nraiseSize = 2\nfirstPlayer = 1\n"
        "maxRaises = 2\nnumSuits = 4\nnumRanks = 13\nnumHoleCards = 3\nnumBoardCards = 0\nEND GAMEDEF\n";
    assert_true(game_parse("test", three, &game, &failure));
    assert_false(boards_init(&run_unattended, &boards, &game, 1, 1000, &failure));
    assert_non_null(strstr(failure.text, "hands of 3 cards"));
    open("GAMEDEF\nlimit\nnumPlayers = 2\nnumRounds = 1\nblind = 1 2\nraiseSize = 2\nfirstPlayer = 1\n"
         "maxRaises = 2\nnumSuits = 4\nnumRanks = 13\nnumHoleCards = 2\nnumBoardCards = 0\nEND GAMEDEF\n",
         1);
    boards_release(&boards);
    assert_false(boards_init(&run_unattended, &boards, &game, 1, 168, &failure));
    assert_non_null(strstr(failure.text, "169 hands that differ"));
}

/* Hold'em's later boards take minutes. */
static void nobody_waits_for_boards_that_are_not_wanted(void **state)
{
    (void)state;
    struct cancellation asked = {1};
    const struct run_context run = {.cancellation = &asked};
    struct failure failure = {.text = ""};
    assert_true(game_parse("test",
                           "GAMEDEF\nlimit\nnumPlayers = 2\nnumRounds = 2\nblind = 1 2\nraiseSize = 2 2\n"
                           "firstPlayer = 1 1\nmaxRaises = 2 2\nnumSuits = 4\nnumRanks = 4\nnumHoleCards = 2\n"
                           "numBoardCards = 0 3\nEND GAMEDEF\n",
                           &game, &failure));
    assert_false(boards_init(&run, &boards, &game, 2, 10000000, &failure));
    assert_string_equal(failure.text, "interrupted");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(four_streets_of_a_small_deck),
        cmocka_unit_test(two_suits_and_one_hole_card),
        cmocka_unit_test(flops_of_the_full_deck),
        cmocka_unit_test(what_cannot_be_gone_over_is_refused),
        cmocka_unit_test(nobody_waits_for_boards_that_are_not_wanted),
    };
    return cmocka_run_group_tests_name("boards", tests, NULL, NULL);
}
