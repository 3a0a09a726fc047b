/* A dealer of the ACPC protocol for tests, in a thread of its own, with one seat for a client. It keeps the other seats
 * itself, whose actions are any legal ones; it lets no reply pass that is not the line it sent, a colon and a legal action. A mild
 * dealer does as the ACPC's: it moves a raise into the legal range, and takes what is not legal for a call. */
#ifndef SUPPORT_DEALER_H
#define SUPPORT_DEALER_H

#include "base/random.h"
#include "game/payoff.h"
#include "platform/socket.h"
#include "platform/thread.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct dealer_table {
    const struct game *game;
    unsigned hands;
    bool is_mild;
    uint16_t port;
    struct socket listener, seat;
    struct thread thread;
    struct random_stream random;
    /* results */
    unsigned finished, answers, raises, mended;
    double won; /* chips of the client */
    char fault[5000];
};

struct dealer_hand {
    unsigned number, position;
    struct state state;
    char betting[4096];
    card cards[CARD_COUNT]; /* shuffled: hole cards by player, then the board */
};

static inline bool dealer_fault(struct dealer_table *dealer, const char *what, const char *about)
{
    if (!dealer->fault[0])
        snprintf(dealer->fault, sizeof dealer->fault, "%s: %s", what, about);
    return false;
}

static inline unsigned dealer_shown_round(const struct dealer_hand *hand)
{
    unsigned round = 0;
    for (const char *c = hand->betting; *c; c++)
        round += *c == '/';
    return round;
}

static inline void dealer_add_cards(char *line, const card cards[], unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        strcat(line, card_format(cards[i]).text);
}

/* Its line for the client's position, without its end. */
static inline void dealer_line(const struct dealer_table *dealer, const struct dealer_hand *hand, char line[])
{
    const struct game *game = dealer->game;
    bool shows = hand->state.finished && state_players_left(game, &hand->state) > 1;
    unsigned board = game->players * game->hole_cards;
    sprintf(line, "MATCHSTATE:%u:%u:%s:", hand->position, hand->number, hand->betting);
    for (unsigned p = 0; p < game->players; p++) {
        strcat(line, p ? "|" : "");
        if (p == hand->position || (shows && !(hand->state.folded >> p & 1)))
            dealer_add_cards(line, hand->cards + p * game->hole_cards, game->hole_cards);
    }
    for (unsigned r = 1; r <= dealer_shown_round(hand); r++) {
        strcat(line, "/");
        dealer_add_cards(line, hand->cards + board, game->board_cards[r]);
        board += game->board_cards[r];
    }
}

/* Lines end either way, come in pieces, and comments stand between them. */
static inline bool dealer_send(struct dealer_table *dealer, const char *line)
{
    struct failure failure;
    char text[4200];
    unsigned way = random_below(&dealer->random, 4);
    size_t length =
        (size_t)snprintf(text, sizeof text, "%s%s%s", way == 0 ? "# a remark\r\n" : "", line, way == 1 ? "\n" : "\r\n");
    size_t first = way == 2 ? random_below(&dealer->random, (uint32_t)length) : length;
    return (socket_write(&dealer->seat, text, first, &failure) &&
            socket_write(&dealer->seat, text + first, length - first, &failure)) ||
           dealer_fault(dealer, "sending", failure.text);
}

/* Reads up to CRLF. */
static inline bool dealer_receive(struct dealer_table *dealer, char out[], size_t size)
{
    struct failure failure;
    size_t used = 0;
    for (;;) {
        size_t count;
        if (used + 1 >= size)
            return dealer_fault(dealer, "the reply is too long", "");
        if (!socket_read(&dealer->seat, out + used, 1, &count, &failure))
            return dealer_fault(dealer, "receiving", failure.text);
        if (count == 0)
            return dealer_fault(dealer, "the client left", "");
        used++;
        if (used >= 2 && out[used - 2] == '\r' && out[used - 1] == '\n') {
            out[used - 2] = '\0';
            return true;
        }
    }
}

static inline bool dealer_read_action(struct dealer_table *dealer, const struct dealer_hand *hand, const char *line,
                                      const char *reply, struct action *action)
{
    size_t length = strlen(line);
    chips low, high;
    char *end;
    if (strncmp(reply, line, length) != 0 || reply[length] != ':')
        return dealer_fault(dealer, "the reply does not repeat the line", reply);
    const char *text = reply + length + 1;
    if (strcmp(text, "f") == 0) {
        *action = (struct action){ACTION_FOLD, 0};
        return dealer->is_mild || state_may_fold(dealer->game, &hand->state) ||
               dealer_fault(dealer, "an illegal fold", reply);
    }
    if (strcmp(text, "c") == 0) {
        *action = (struct action){ACTION_CALL, 0};
        return true;
    }
    bool may_raise = state_may_raise(dealer->game, &hand->state, &low, &high);
    if (text[0] != 'r' || !(may_raise || dealer->is_mild))
        return dealer_fault(dealer, "an illegal action", reply);
    dealer->raises++;
    if (!dealer->game->no_limit) {
        *action = (struct action){ACTION_RAISE, low};
        return text[1] == '\0' || dealer_fault(dealer, "a raise with a size in a limit game", reply);
    }
    long to = strtol(text + 1, &end, 10);
    *action = (struct action){ACTION_RAISE, (chips)to};
    return (end != text + 1 && *end == '\0' && (dealer->is_mild || (to >= low && to <= high))) ||
           dealer_fault(dealer, "a raise to what is not legal", reply);
}

/* What the ACPC's dealer makes of an action. */
static inline struct action dealer_mend(struct dealer_table *dealer, const struct state *state, struct action action)
{
    chips low, high;
    if (state_is_legal(dealer->game, state, action))
        return action;
    dealer->mended++;
    if (action.kind != ACTION_RAISE || !state_may_raise(dealer->game, state, &low, &high))
        return (struct action){ACTION_CALL, 0};
    action.to = action.to < low ? low : high;
    return action;
}

static inline struct action dealer_other(struct dealer_table *dealer, const struct dealer_hand *hand)
{
    chips low, high;
    unsigned way = random_below(&dealer->random, 8);
    if (way == 0 && state_may_fold(dealer->game, &hand->state))
        return (struct action){ACTION_FOLD, 0};
    if (way >= 5 && state_may_raise(dealer->game, &hand->state, &low, &high)) {
        uint32_t range = (uint32_t)(high - low) + 1, most = way == 7 ? range : range / 16 + 1;
        return (struct action){ACTION_RAISE, low + (chips)random_below(&dealer->random, most)};
    }
    return (struct action){ACTION_CALL, 0};
}

static inline void dealer_apply(struct dealer_table *dealer, struct dealer_hand *hand, struct action action)
{
    const struct game *game = dealer->game;
    char text[16];
    unsigned round = hand->state.round;
    snprintf(text, sizeof text, action.kind == ACTION_RAISE && game->no_limit ? "r%d" : "%c",
             action.kind == ACTION_RAISE && game->no_limit ? (int)action.to
             : action.kind == ACTION_FOLD                  ? 'f'
             : action.kind == ACTION_CALL                  ? 'c'
                                                           : 'r');
    strcat(hand->betting, text);
    state_apply(game, &hand->state, action);
    if (hand->state.finished && state_players_left(game, &hand->state) > 1) {
        for (; round + 1 < game->rounds; round++)
            strcat(hand->betting, "/");
    } else if (!hand->state.finished && hand->state.round != round) {
        strcat(hand->betting, "/");
    }
}

static inline void dealer_settle(struct dealer_table *dealer, const struct dealer_hand *hand)
{
    const struct game *game = dealer->game;
    hand_rank rank[GAME_PLAYERS];
    double value[GAME_PLAYERS];
    unsigned hole = game->hole_cards, board = game->players * hole;
    for (unsigned p = 0; p < game->players; p++) {
        cardset set = 0;
        for (unsigned i = 0; i < hole; i++)
            set |= cardset_of(hand->cards[p * hole + i]);
        for (unsigned i = 0; i < game_board_cards(game, game->rounds - 1u); i++)
            set |= cardset_of(hand->cards[board + i]);
        rank[p] = evaluate(set);
    }
    payoff(game->players, hand->state.spent, hand->state.folded, rank, value);
    dealer->won += value[hand->position];
    dealer->finished++;
}

static inline bool dealer_play_hand(struct dealer_table *dealer, unsigned number)
{
    const struct game *game = dealer->game;
    struct dealer_hand hand = {.number = number, .position = (game->players - number % game->players) % game->players};
    unsigned size = (unsigned)deck_size(game->deck);
    char line[4096 + 64], reply[4200];
    deck_cards(game->deck, hand.cards);
    for (unsigned i = 0; i < size; i++) {
        unsigned j = i + random_below(&dealer->random, size - i);
        card other = hand.cards[j];
        hand.cards[j] = hand.cards[i];
        hand.cards[i] = other;
    }
    state_start(game, &hand.state);
    while (!hand.state.finished) {
        struct action action;
        dealer_line(dealer, &hand, line);
        if (!dealer_send(dealer, line))
            return false;
        if (hand.state.player == hand.position) {
            if (!dealer_receive(dealer, reply, sizeof reply) ||
                !dealer_read_action(dealer, &hand, line, reply, &action))
                return false;
            dealer->answers++;
            action = dealer_mend(dealer, &hand.state, action);
        } else {
            action = dealer_other(dealer, &hand);
        }
        dealer_apply(dealer, &hand, action);
    }
    dealer_line(dealer, &hand, line);
    dealer_settle(dealer, &hand);
    return dealer_send(dealer, line);
}

static inline void dealer_run(void *argument)
{
    struct dealer_table *dealer = argument;
    struct failure failure;
    char greeting[64];
    if (!socket_accept(&dealer->listener, &dealer->seat, &failure)) {
        dealer_fault(dealer, "accepting", failure.text);
        return;
    }
    bool sound = dealer_receive(dealer, greeting, sizeof greeting);
    if (sound && strcmp(greeting, "VERSION:2.0.0") != 0)
        sound = dealer_fault(dealer, "not the version", greeting);
    for (unsigned h = 0; sound && h < dealer->hands; h++)
        sound = dealer_play_hand(dealer, h);
    socket_close(&dealer->seat);
}

/* Starts the dealer; the client connects to dealer->port. */
static inline void dealer_open(struct dealer_table *dealer, const struct game *game, unsigned hands, bool is_mild)
{
    struct failure failure;
    *dealer = (struct dealer_table){
        .game = game, .hands = hands, .is_mild = is_mild, .random = random_stream_at(7, hands, game->players)};
    if (!socket_listen(&dealer->listener, NULL, &dealer->port, &failure) ||
        !thread_start(&dealer->thread, "dealer", dealer_run, dealer, &failure)) {
        fprintf(stderr, "%s\n", failure.text);
        abort();
    }
}

static inline void dealer_close(struct dealer_table *dealer)
{
    thread_join(&dealer->thread);
    socket_close(&dealer->listener);
}

#endif
