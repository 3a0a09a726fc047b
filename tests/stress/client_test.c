/* The ACPC client plays whole matches at a strict dealer's table: a thousand hands of limit and of no-limit hold'em against
 * somebody who makes any legal bet, and a game of three, also with stacks, blinds and seats that its strategy was not made for.
 * Nothing it says is illegal, and both sides count the same chips. At a table that it was told wrongly of it stays to the end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "eval/agent_policy.h"
#include "eval/agents.h"
#include "game/tree.h"
#include "platform/interrupt.h"
#include "platform/socket.h"
#include "play/client.h"
#include "support/dealer.h"
#include "support/games.h"
#include "sync/pool.h"

#include <math.h>
#include <signal.h>
#include <string.h>

/* Strategies that are made up: a few classes of hands, and probabilities by the node and the class, some of them 0. */
static bucket_id locate(const void *context, unsigned street, const card cards[])
{
    (void)context;
    return (bucket_id)((cards[0] + 3U * cards[1] + street) % 5);
}

static void read_at(const void *context, const struct node *node, bucket_id bucket, double probability[])
{
    struct random_stream random = random_stream_at(3, node->row, 8 * node->street + bucket);
    double total = 0;
    (void)context;
    for (unsigned a = 0; a < node->actions; a++) {
        probability[a] = random_below(&random, 3) * random_unit(&random) + (a == 1 ? 0.01 : 0);
        total += probability[a];
    }
    for (unsigned a = 0; a < node->actions; a++)
        probability[a] /= total;
}

static void read_policy(const void *context, const struct node *node, const card cards[], double probability[])
{
    read_at(context, node, locate(context, node->street, cards), probability);
}

/* A match of the agent, who is told that its own game is played, at a table of `dealt`; NULL: it is. */
static void play_at(const struct agent *agent, const struct game *dealt, unsigned hands, bool is_mild)
{
    struct dealer_table dealer;
    struct client_result result;
    struct failure failure = {.text = ""};
    struct history_file history;
    const char path[] = "client_test.log";
    remove(path);
    assert_true(history_file_open(NULL, &history, path, agent->game, 0, &failure));
    dealer_open(&dealer, dealt ? dealt : agent->game, hands, is_mild);
    struct client_plan plan = {.run = &run_unattended,
                               .agent = agent,
                               .host = "127.0.0.1",
                               .port = dealer.port,
                               .seed = 5,
                               .history = &history};
    bool played = client_play(&plan, &result, &failure);
    dealer_close(&dealer);
    print_message("%s: %u hands, %u answers, %u raises, %u mended %s\n", agent->game->name, dealer.finished,
                  dealer.answers, dealer.raises, dealer.mended, dealer.fault);
    assert_string_equal(dealer.fault, "");
    if (!played)
        fail_msg("%s", failure.text);
    assert_int_equal(result.hands, hands);
    assert_int_equal(result.actions, dealer.answers);
    assert_int_equal(result.won.count, hands);
    if (!dealt) {
        assert_true(fabs(result.won.mean * hands - dealer.won) < 1e-6 * (1 + fabs(dealer.won)));
        assert_true(dealer.raises > hands / 10);
    }
    unsigned lines = 0;
    assert_true(history_file_close(&history, true, &failure));
    FILE *file = fopen(path, "r");
    for (int c; (c = fgetc(file)) != EOF;)
        lines += c == '\n';
    assert_int_equal(lines, hands);
    fclose(file);
    remove(path);
}

static void play(const struct agent *agent, unsigned hands)
{
    play_at(agent, NULL, hands, false);
}

/* A strategy of a game of games/, which lasts until the next one. */
static struct agent *make_policy(const char *name)
{
    static struct game game;
    static struct menu menu;
    static struct tree tree;
    static struct agent agent;
    struct failure failure;
    if (tree.game)
        tree_release(&tree);
    games_load(name, &game);
    assert_true(menu_named("three-sizes", &game, &menu, &failure));
    assert_true(tree_build(&game, &menu, &tree, &failure));
    agent = agent_of_policy(&tree, (struct policy){.read = read_policy, .locate = locate, .read_at = read_at});
    return &agent;
}

static void play_policy(const char *name)
{
    play(make_policy(name), 1000);
}

/* Hold'em with these stacks, blinds and first players. */
static void parse_table(unsigned players, const char *rest, struct game *table)
{
    struct failure failure;
    char text[512];
    snprintf(text, sizeof text,
             "GAMEDEF\nnolimit\nnumPlayers = %u\nnumRounds = 4\nnumSuits = 4\nnumRanks = 13\nnumHoleCards = 2\n"
             "numBoardCards = 0 3 1 1\n%sEND GAMEDEF\n",
             players, rest);
    if (!game_parse("table.game", text, table, &failure))
        fail_msg("%s", failure.text);
}

static void a_thousand_hands_of_no_limit(void **state)
{
    (void)state;
    play_policy("holdem.nolimit.2p.game");
}

static void a_thousand_hands_of_limit(void **state)
{
    (void)state;
    play_policy("holdem.limit.2p.game");
}

static const char *const tables_for_two[] = {
    "stack = 20000 20000\nblind = 100 50\nfirstPlayer = 2 1 1 1\n", /* 200 big blinds, as in the ACPC */
    "stack = 700 700\nblind = 100 50\nfirstPlayer = 2 1 1 1\n",
    "stack = 2000 2000\nblind = 2 1\nfirstPlayer = 2 1 1 1\n",
    "stack = 900 900\nblind = 5 10\nfirstPlayer = 1 2 2 2\n",     /* turned */
    "stack = 700 20000\nblind = 100 50\nfirstPlayer = 2 1 1 1\n", /* uneven */
    "stack = 3000 3000\nblind = 50 100\nfirstPlayer = 2 1 1 1\n", /* crossed: not the same seats, however turned */
    "stack = 3000 3000\nblind = 0 0\nfirstPlayer = 2 1 1 1\nmaxRaises = 2 2 2 2\n",
};

static void a_thousand_hands_at_each_of_other_tables(void **state)
{
    (void)state;
    struct failure failure;
    for (size_t i = 0; i < sizeof tables_for_two / sizeof *tables_for_two; i++) {
        struct game table;
        struct agent_table how;
        struct agent agent = *make_policy("holdem.nolimit.2p.100bb.game");
        parse_table(2, tables_for_two[i], &table);
        assert_true(agent_sit(&agent, &table, &how, &failure));
        assert_true(how.is_other);
        assert_true(how.fits_seats == (i < 5));
        play(&agent, 1000);
    }
}

static void three_players_at_another_table(void **state)
{
    (void)state;
    struct failure failure;
    struct game table;
    struct agent_table how;
    struct agent agent;
    games_load("holdem.nolimit.3p.game", &table);
    assert_true(agent_named("random", &table, &agent));
    parse_table(3, "stack = 900 350 1500\nblind = 0 5 10\nfirstPlayer = 1 2 2 2\n", &table);
    assert_true(agent_sit(&agent, &table, &how, &failure));
    play(&agent, 300);
}

/* Nothing names the dealer's game. Deeper stacks: every action is legal all the same. Stacks that are smaller and other
 * blinds: the dealer mends what cannot be known, as the ACPC's does. */
static void tables_that_were_named_wrongly_are_played_to_the_end(void **state)
{
    (void)state;
    const struct agent *agent = make_policy("holdem.nolimit.2p.100bb.game");
    for (size_t i = 0; i < 5; i++) {
        struct game table;
        if (i == 3)
            continue; /* whose turn it is cannot be known */
        parse_table(2, tables_for_two[i], &table);
        play_at(agent, &table, 1000, i > 0);
    }
}

static void a_game_of_three(void **state)
{
    (void)state;
    struct game game;
    struct agent agent;
    games_load("holdem.nolimit.3p.game", &game);
    assert_true(agent_named("random", &game, &agent));
    play(&agent, 300);
}

/* Nobody listens there. */
static void a_closed_port_is_named(void **state)
{
    (void)state;
    struct failure failure;
    struct socket listener;
    struct game game;
    struct agent agent;
    struct client_result result;
    uint16_t port;
    games_load("holdem.limit.2p.game", &game);
    assert_true(agent_named("always-call", &game, &agent));
    struct history_file none = {0};
    struct client_plan plan = {.run = &run_unattended, .agent = &agent, .host = "127.0.0.1", .history = &none};
    assert_true(socket_listen(&listener, NULL, &port, &failure));
    plan.port = port;
    socket_close(&listener);
    assert_false(client_play(&plan, &result, &failure));
    assert_non_null(strstr(failure.text, "127.0.0.1"));
}

struct silent_dealer {
    struct socket listener, player;
};

/* Takes the greeting and says nothing; then somebody wants the program to end. */
static void be_silent(void *argument, unsigned worker)
{
    struct silent_dealer *dealer = argument;
    struct failure failure;
    char greeting[64];
    size_t count;
    (void)worker;
    if (socket_accept(&dealer->listener, &dealer->player, &failure))
        socket_read(&dealer->player, greeting, sizeof greeting, &count, &failure);
    raise(SIGTERM);
}

static void an_interrupt_ends_the_wait_for_a_silent_dealer(void **state)
{
    (void)state;
    struct failure failure;
    struct silent_dealer dealer;
    struct pool pool;
    struct game game;
    struct agent agent;
    struct client_result result;
    uint16_t port = 0;
    games_load("holdem.limit.2p.game", &game);
    assert_true(agent_named("always-call", &game, &agent));
    assert_true(socket_listen(&dealer.listener, NULL, &port, &failure));
    struct cancellation cancellation = {0};
    const struct run_context run = {.cancellation = &cancellation};
    interrupt_watch(&cancellation);
    assert_true(pool_start(&pool, 1, "dealer", be_silent, &dealer, &failure));
    struct history_file none = {0};
    struct client_plan plan = {.run = &run, .agent = &agent, .host = "127.0.0.1", .port = port, .history = &none};
    assert_false(client_play(&plan, &result, &failure));
    assert_non_null(strstr(failure.text, "interrupted"));
    pool_join(&pool);
    socket_close(&dealer.player);
    socket_close(&dealer.listener);
    interrupt_watch(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_thousand_hands_of_no_limit),
        cmocka_unit_test(a_thousand_hands_of_limit),
        cmocka_unit_test(a_thousand_hands_at_each_of_other_tables),
        cmocka_unit_test(three_players_at_another_table),
        cmocka_unit_test(tables_that_were_named_wrongly_are_played_to_the_end),
        cmocka_unit_test(a_game_of_three),
        cmocka_unit_test(a_closed_port_is_named),
        cmocka_unit_test(an_interrupt_ends_the_wait_for_a_silent_dealer),
    };
    return cmocka_run_group_tests_name("client", tests, NULL, NULL);
}
