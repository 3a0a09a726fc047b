/* A blueprint in words: shares of hands that were counted by hand, with the cards that the other player holds out of the way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "eval/in_words.h"
#include "unit/eval/fixture.h"

/* Three players, two of them with blinds: the one without opens. */
#define THREE_TEXT                                                                                                     \
    "GAMEDEF\nnolimit\nnumPlayers = 3\nnumRounds = 1\nstack = 2000 2000 2000\nblind = 50 100 0\nfirstPlayer = 3\n"     \
    "numSuits = 2\nnumRanks = 4\nnumHoleCards = 2\nnumBoardCards = 0\nEND GAMEDEF\n"
#define LIMIT_TEXT                                                                                                     \
    "GAMEDEF\nlimit\nnumPlayers = 2\nnumRounds = 1\nblind = 100 50\nraiseSize = 100\nfirstPlayer = 2\nmaxRaises = 3\n" \
    "numSuits = 2\nnumRanks = 4\nnumHoleCards = 2\nnumBoardCards = 0\nEND GAMEDEF\n"
#define THREE_CARDS_TEXT                                                                                               \
    "GAMEDEF\nlimit\nnumPlayers = 2\nnumRounds = 1\nblind = 100 50\nraiseSize = 100\nfirstPlayer = 2\nmaxRaises = 1\n" \
    "numSuits = 2\nnumRanks = 4\nnumHoleCards = 3\nnumBoardCards = 0\nEND GAMEDEF\n"

enum { FOLD, CALL, SMALLEST_RAISE };

/* The action that these hole cards take at a node of the test. */
typedef unsigned choice(const card hole[]);

static void put(struct fixture *fixture, const struct node *node, const card hole[], const float shares[])
{
    bucket_id bucket = abstraction_bucket(&fixture->abstraction, node->street, hole);
    for (unsigned a = 0; a < node->actions; a++)
        table_store(fixture_sum(fixture, node, bucket, a), shares[a]);
}

static void play(struct fixture *fixture, const char *sequence, choice *choose)
{
    const struct node *node = fixture_node(fixture, sequence);
    card cards[CARD_COUNT];
    size_t count = deck_size(fixture->game.deck);
    deck_cards(fixture->game.deck, cards);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = i + 1; j < count; j++) {
            const card hole[2] = {cards[j], cards[i]};
            float shares[MENU_ACTIONS] = {0};
            shares[choose(hole)] = 1;
            put(fixture, node, hole, shares);
        }
    }
}

static void assert_words(struct fixture *fixture, const char *expected)
{
    struct blueprint blueprint;
    struct failure failure;
    struct play_in_words words;
    fixture_blueprint(fixture, &blueprint);
    must(in_words(&blueprint, &words, &failure), &failure);
    assert_string_equal(words.text, expected);
    blueprint_close(&blueprint);
    fixture_close(fixture);
}

enum { KING = 11, ACE = 12 };

static bool holds(const card hole[], unsigned rank)
{
    return card_rank(hole[0]) == rank || card_rank(hole[1]) == rank;
}

static unsigned aces_raise_suited_limp(const card hole[])
{
    if (card_rank(hole[0]) == ACE && card_rank(hole[1]) == ACE)
        return SMALLEST_RAISE;
    return card_suit(hole[0]) == card_suit(hole[1]) ? CALL : FOLD;
}

static unsigned answer_by_rank(const card hole[])
{
    return holds(hole, ACE) ? SMALLEST_RAISE : holds(hole, KING) ? CALL : FOLD;
}

static unsigned everything_limps(const card hole[])
{
    (void)hole;
    return CALL;
}

static unsigned everything_raises(const card hole[])
{
    (void)hole;
    return SMALLEST_RAISE;
}

/* 312 of 1,326 hands are suited, 6 are aces. Beside two aces 97 hands of 1,225 hold an ace, 182 others a king. */
static void percentages_are_of_the_hands_that_can_be_held(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, "preflop", PREFLOP_TEXT);
    play(&fixture, "", aces_raise_suited_limp);
    play(&fixture, "r200", answer_by_rank);
    assert_words(&fixture, "small blind opens 24 %: raises 0, limps 24; "
                           "big blind against 2x: folds 77, calls 15, 3-bets 8");
}

static void the_most_usual_raise_is_answered(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, "preflop", PREFLOP_TEXT);
    const struct node *root = fixture_node(&fixture, "");
    float shares[MENU_ACTIONS] = {0, 0, 1};
    shares[root->actions - 1] = 3;
    for (bucket_id bucket = 0; bucket < fixture.abstraction.street[0].buckets; bucket++)
        for (unsigned a = 0; a < root->actions; a++)
            table_store(fixture_sum(&fixture, root, bucket, a), shares[a]);
    play(&fixture, "r2000", everything_limps);
    assert_words(&fixture,
                 "small blind opens 100 %: raises 100, limps 0; big blind against all-in: folds 0, calls 100");
}

static void without_a_raise_nothing_is_answered(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, "preflop", PREFLOP_TEXT);
    play(&fixture, "", everything_limps);
    assert_words(&fixture, "small blind opens 100 %: raises 0, limps 100");
}

static unsigned aces_are_played(const card hole[])
{
    return holds(hole, ACE);
}

/* 198 of 1,326 hands hold an ace. Beside one, 144 hands of 1,225 hold another, three times in 198 beside two 97. */
static void where_opening_is_raising_it_is_said_once(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open_with(&fixture, "preflop", PREFLOP_TEXT, "jamfold");
    play(&fixture, "", aces_are_played);
    play(&fixture, "r2000", aces_are_played);
    assert_words(&fixture, "small blind raises 15 %; big blind against all-in: folds 88, calls 12");
}

/* Aces bet, queens bet once in three times. Against that bet a king is held half of the time, an ace an eighth. */
static void without_blinds_a_player_bets(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, "kuhn", KUHN_TEXT);
    const struct node *root = fixture_node(&fixture, ""), *bet = fixture_node(&fixture, "r");
    const card queen = card_make(10, CARD_SUITS - 1), king = card_make(KING, CARD_SUITS - 1);
    const card ace = card_make(ACE, CARD_SUITS - 1);
    put(&fixture, root, &queen, (float[]){2, 1});
    put(&fixture, root, &king, (float[]){1, 0});
    put(&fixture, root, &ace, (float[]){0, 1});
    put(&fixture, bet, &queen, (float[]){1, 0});
    put(&fixture, bet, &king, (float[]){2, 1});
    put(&fixture, bet, &ace, (float[]){0, 1});
    assert_words(&fixture, "player 1 bets 44 %, checks 56; player 2 against the bet: folds 71, calls 29");
}

static void limit_has_no_sizes(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, "limit", LIMIT_TEXT);
    play(&fixture, "", everything_raises);
    play(&fixture, "r", everything_raises);
    assert_words(&fixture, "small blind opens 100 %: raises 100, limps 0; "
                           "big blind against the raise: folds 0, calls 0, 3-bets 100");
}

static void others_fold_to_the_big_blind(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, "three", THREE_TEXT);
    play(&fixture, "", everything_raises);
    play(&fixture, "r225", everything_raises);
    play(&fixture, "r225f", everything_limps);
    assert_words(&fixture, "player 3 opens 100 %: raises 100, limps 0; "
                           "big blind against 2.25x: folds 0, calls 100, 3-bets 0");
}

static void three_cards_are_too_many(void **state)
{
    (void)state;
    struct fixture fixture;
    struct blueprint blueprint;
    struct failure failure;
    struct play_in_words words;
    fixture_open(&fixture, "three_cards", THREE_CARDS_TEXT);
    fixture_blueprint(&fixture, &blueprint);
    assert_false(in_words(&blueprint, &words, &failure));
    assert_non_null(strstr(failure.text, "hands of 3 cards"));
    blueprint_close(&blueprint);
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(percentages_are_of_the_hands_that_can_be_held),
        cmocka_unit_test(the_most_usual_raise_is_answered),
        cmocka_unit_test(without_a_raise_nothing_is_answered),
        cmocka_unit_test(where_opening_is_raising_it_is_said_once),
        cmocka_unit_test(without_blinds_a_player_bets),
        cmocka_unit_test(limit_has_no_sizes),
        cmocka_unit_test(others_fold_to_the_big_blind),
        cmocka_unit_test(three_cards_are_too_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
