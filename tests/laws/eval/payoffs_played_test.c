/* Everybody who plays hands out pays by definition, chip by chip: matches, plain and corrected, and local best response. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "eval/lbr.h"
#include "eval/match_hand.h"
#include "eval/translate.h"
#include "support/paying.h"

#include <math.h>

static struct paying paying;

static void assert_near(const char *what, double found, double expected, double error)
{
    if (!(fabs(found - expected) <= error))
        fail_msg("%s: %.9f, by definition %.9f", what, found, expected);
}

/* --- matches --- */

/* A listed deal as a match deals it. */
static struct match_deal match_deal_of(uint32_t d)
{
    const struct game *game = &paying.blueprint.game;
    struct match_deal deal = {.game = game, .seed = 5, .number = d};
    for (unsigned p = 0; p < 2; p++) {
        memcpy(deal.cards[p], paying_cards(&paying, d, p),
               game->hole_cards + game_board_cards(game, game->rounds - 1U));
        deal.rank[p] = paying.deals.rank[(size_t)d * 2 + p];
    }
    return deal;
}

static struct match_result play_match(uint32_t d, unsigned seat)
{
    const struct agent *const agents[2] = {&paying.agent, &paying.agent};
    struct match_deal deal = match_deal_of(d);
    struct match_result result;
    match_hand_play(&deal, agents, seat, true, &result);
    return result;
}

/* Where the hand ends when everybody has one action for each hand; *street: of the last decision. */
static uint32_t end_of(uint32_t d, unsigned *street)
{
    const struct tree *tree = &paying.blueprint.tree;
    node_ref at = tree->root;
    while (!node_ref_is_terminal(at)) {
        const struct node *node = &tree->nodes[at];
        double probability[MENU_ACTIONS];
        unsigned taken = 0;
        paying.policy.read(paying.policy.context, node, paying_cards(&paying, d, node->player), probability);
        while (probability[taken] == 0)
            taken++;
        *street = node->street;
        at = tree->child[node->street][node->row + taken];
    }
    return node_ref_terminal(at);
}

/* The mean payoff of an end over all boards that may come to the hole cards of a deal. */
static double mean_over_boards(uint32_t terminal, uint32_t deal, unsigned player)
{
    const struct all_deals *deals = &paying.deals;
    const uint32_t *first = deals->view[0], *second = deals->view[0] + deals->count;
    double sum = 0, count = 0;
    for (uint32_t d = 0; d < deals->count; d++) {
        if (first[d] != first[deal] || second[d] != second[deal])
            continue;
        sum += paying_at(&paying, terminal, d)[player];
        count++;
    }
    return sum / count;
}

/* One action for each hand: what is won is what the end pays; with all chips in before the board its luck is out; and over
 * all deals the luck is nothing. */
static void check_pure_match(unsigned seat)
{
    double luck = 0;
    for (uint32_t d = 0; d < paying.deals.count; d++) {
        unsigned street = 0;
        struct match_result result = play_match(d, seat);
        uint32_t end = end_of(d, &street);
        bool showdown = paying.blueprint.tree.terminals[end].showdown;
        assert_near("match", result.won, paying_at(&paying, end, d)[seat], 0);
        luck += result.corrected - result.won;
        if (street + 1U < paying.deals.streets)
            assert_near("match, corrected", result.corrected, showdown ? mean_over_boards(end, d, seat) : result.won,
                        1e-9);
    }
    assert_near("luck in a match", luck, 0, 1e-6);
}

static void check_pure_matches(const char *text, unsigned strategies)
{
    paying_open(&paying, text, "three-sizes");
    for (unsigned i = 0; i < strategies; i++) {
        paying_draw(&paying, PAYING_PURE, i);
        for (unsigned seat = 0; seat < 2; seat++)
            check_pure_match(seat);
    }
    paying_close(&paying);
}

static void matches_pay_what_ends_pay(void **state)
{
    (void)state;
    check_pure_matches(KUHN_TEXT, 100);
    check_pure_matches(LEDUC_TEXT, 100);
    check_pure_matches(PAYING_HOLDEM, 10);
}

/* The guess that takes out luck sees the whole of Kuhn poker, so that the cards alone decide what a hand is worth. */
static void guesses_are_what_ends_pay(void **state)
{
    (void)state;
    paying_open(&paying, KUHN_TEXT, "three-sizes");
    for (unsigned i = 0; i < 1000; i++) {
        double mean[2];
        paying_draw(&paying, PAYING_MIXED, i);
        double *value = paying_values(&paying, &paying.policy, mean);
        for (uint32_t d = 0; d < paying.deals.count; d++) {
            for (unsigned seat = 0; seat < 2; seat++)
                assert_near("guess", play_match(d, seat).corrected, value[(size_t)d * 2 + seat], 1e-9);
        }
        memory_release(value);
    }
    paying_close(&paying);
}

/* --- local best response --- */

static struct equity equity;
static struct holding holding;
static struct responder_answers answers;

static cardset pair_of(const struct responder *responder, unsigned entry)
{
    return equity_cards(&equity, responder->range.pair[entry]);
}

/* The mean over the range, weighed by `likelihood` unless it is NULL, and over what may still come, of what the responder
 * is paid when the hand ends as it stands; *weight: of that part of the range. */
static double mean_end(const struct responder *responder, const chips spent[2], uint16_t folded,
                       const double likelihood[], double *weight)
{
    const struct strength_tables *tables = &equity.tables;
    cardset board = holding_board(&holding, responder->street);
    bool complete = responder->street + 1U == paying.deals.streets;
    double sum = 0, paid[2];
    *weight = 0;
    for (unsigned i = 0; i < responder->range.count; i++) {
        cardset other = pair_of(responder, i);
        double part = responder->range.weight[i] * (likelihood ? likelihood[i] : 1), of_pair = 0, boards = 0;
        for (unsigned c = 0; c < (complete ? 1 : tables->deck_cards); c++) {
            cardset all = complete ? board : cardset_of(tables->deck[c]);
            hand_rank rank[2];
            if (!complete && all & (other | holding.mine))
                continue;
            rank[responder->seat] = evaluate(all | holding.mine);
            rank[1 - responder->seat] = evaluate(all | other);
            chips_pay(2, spent, folded, rank, paid);
            of_pair += paid[responder->seat];
            boards++;
        }
        sum += part * of_pair / boards;
        *weight += part;
    }
    return *weight > 0 ? sum / *weight : 0;
}

/* A state's chips when whoever is to act calls. */
static struct state called(const struct state *state)
{
    struct state after = *state;
    state_apply(&paying.blueprint.game, &after, (struct action){ACTION_CALL, 0});
    return after;
}

/* What a raise is worth if the agent calls or folds and nobody bets any more. */
static double worth_of_raise(const struct responder *responder, chips to)
{
    struct responder next = *responder;
    double all, left, folds[STRENGTH_PAIRS], stays[STRENGTH_PAIRS];
    responder_act(&next, (struct action){ACTION_RAISE, to}, 0.5);
    responder_ask(&next, &answers);
    bool may_fold = answers.choice.action[0].kind == ACTION_FOLD;
    for (unsigned i = 0; i < next.range.count; i++) {
        folds[i] = may_fold ? answers.likelihood[0][i] : 0;
        stays[i] = 1 - folds[i];
    }
    struct state after = called(&next.state);
    uint16_t folded = (uint16_t)(1U << (1 - next.seat));
    double by_fold = mean_end(&next, next.state.spent, folded, folds, &all);
    double by_call = mean_end(&next, after.spent, 0, stays, &left);
    return (all * by_fold + left * by_call) / (all + left);
}

static void check_choice(const struct responder *responder)
{
    const struct game *game = &paying.blueprint.game;
    struct state after = called(&responder->state);
    chips low, high;
    double weight, best = mean_end(responder, after.spent, 0, NULL, &weight);
    if (state_may_fold(game, &responder->state))
        best =
            fmax(best, mean_end(responder, responder->state.spent, (uint16_t)(1U << responder->seat), NULL, &weight));
    if (state_effective_raise(game, &responder->state, &low, &high)) {
        best = fmax(best, worth_of_raise(responder, high));
        best = fmax(best, worth_of_raise(responder, translate_raise(game, &responder->state, 1)));
    }
    assert_near("responder's choice", responder_choose(responder, &answers).worth, best, 1e-3);
}

/* An action of the agent that some pair of the range takes, any of them; false when there is none. */
static bool draw_answer(const struct responder *responder, struct random_stream *stream, unsigned *drawn)
{
    unsigned possible[MENU_ACTIONS], count = 0;
    for (unsigned a = 0; a < answers.choice.count; a++) {
        bool taken = false;
        for (unsigned i = 0; i < responder->range.count; i++)
            taken = taken || answers.likelihood[a][i] > 0;
        if (taken)
            possible[count++] = a;
    }
    *drawn = count ? possible[random_below(stream, count)] : 0;
    return count > 0;
}

/* The responder chooses, and then checks, calls or raises to the most, so that all kinds of hands come up. */
static unsigned follow_hand(struct responder *responder, struct random_stream *stream)
{
    unsigned checked = 0;
    while (!responder->state.finished) {
        if (responder->state.player == responder->seat) {
            chips low, high;
            struct action action = {ACTION_CALL, 0};
            check_choice(responder);
            checked++;
            if (random_below(stream, 3) == 0 &&
                state_effective_raise(&paying.blueprint.game, &responder->state, &low, &high))
                action = (struct action){ACTION_RAISE, high};
            responder_act(responder, action, 0.5);
        } else {
            unsigned drawn;
            responder_ask(responder, &answers);
            if (!draw_answer(responder, stream, &drawn))
                break;
            responder_observe(responder, &answers, drawn, 0.5);
        }
        if (!responder->state.finished && responder->street < responder->state.round)
            responder_reveal(responder);
    }
    return checked;
}

/* "classic" offers the raises that the responder makes: none is translated. */
static void responders_choose_by_what_ends_pay(void **state)
{
    (void)state;
    static const struct responder_rules rules = {true, UINT16_MAX};
    struct failure failure;
    unsigned checked = 0;
    paying_open(&paying, PAYING_HOLDEM, "classic");
    must(equity_init(&run_unattended, &equity, &paying.blueprint.game, &failure), &failure);
    for (unsigned i = 0; i < 1000; i++) {
        struct random_stream stream = random_stream_at(i, 0, 1);
        struct responder responder;
        paying_draw(&paying, i % PAYING_KINDS, i);
        uint32_t deal = random_below(&stream, paying.deals.count);
        const card *cards = paying_cards(&paying, deal, 0);
        holding_deal(&holding, &equity, &paying.agent, cardset_of(cards[0]) | cardset_of(cards[1]), cards + 2);
        responder_start(&responder, rules, &holding, i % 2);
        checked += follow_hand(&responder, &stream);
    }
    assert_true(checked > 1000);
    equity_release(&equity);
    paying_close(&paying);
}

struct calling {
    const struct policy *policy;
    unsigned seat;
};

/* One seat checks and calls, the other plays the policy. */
static void read_calling(const void *context, const struct node *node, const card cards[], double probability[])
{
    const struct calling *calling = context;
    const struct action *action = paying.blueprint.tree.action[node->street] + node->row;
    if (node->player != calling->seat) {
        calling->policy->read(calling->policy->context, node, cards, probability);
        return;
    }
    for (unsigned a = 0; a < node->actions; a++)
        probability[a] = action[a].kind == ACTION_CALL;
}

/* A responder that has no street to respond on checks and calls, whose value is known: all strategies together within 4.5
 * standard errors of what the hands pay. */
static void local_best_response_counts_what_ends_pay(void **state)
{
    (void)state;
    enum { STRATEGIES = 30, DEALS = 1000 };
    static const struct responder_rules rules = {false, 0};
    struct failure failure;
    struct lbr lbr;
    double apart[2] = {0}, variance[2] = {0};
    paying_open(&paying, PAYING_HOLDEM, "classic");
    must(lbr_open(&run_unattended, &lbr, &paying.blueprint.game, rules, &failure), &failure);
    for (unsigned i = 0; i < STRATEGIES; i++) {
        struct lbr_result result;
        paying_draw(&paying, i % 2 ? PAYING_RANKED : i % PAYING_KINDS, i);
        lbr_face(&lbr, &paying.agent, i);
        must(lbr_run(&run_unattended, &lbr, DEALS, 1, &result, &failure), &failure);
        for (unsigned seat = 0; seat < 2; seat++) {
            double mean[2];
            struct calling calling = {&paying.policy, seat};
            struct policy policy = {.read = read_calling, .context = &calling};
            memory_release(paying_values(&paying, &policy, mean));
            apart[seat] += result.seat[seat].mean - mean[seat];
            variance[seat] += estimate_variance(&result.seat[seat]) / DEALS;
        }
    }
    for (unsigned seat = 0; seat < 2; seat++) {
        print_message("seat %u: %.3f chips apart, standard error %.3f\n", seat + 1, apart[seat] / STRATEGIES,
                      sqrt(variance[seat]) / STRATEGIES);
        assert_near("local best response", apart[seat], 0, 4.5 * sqrt(variance[seat]));
    }
    lbr_close(&lbr);
    paying_close(&paying);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matches_pay_what_ends_pay),
        cmocka_unit_test(guesses_are_what_ends_pay),
        cmocka_unit_test(responders_choose_by_what_ends_pay),
        cmocka_unit_test(local_best_response_counts_what_ends_pay),
    };
    return cmocka_run_group_tests_name("payoffs played", tests, NULL, NULL);
}
