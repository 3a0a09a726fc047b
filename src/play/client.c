#include "play/client.h"

#include "base/memory.h"
#include "game/tree.h"
#include "platform/socket.h"
#include "play/answer.h"
#include "play/stakes.h"

#include <string.h>

static const char GREETING[] = "VERSION:2.0.0\r\n";

struct client {
    const struct client_plan *plan;
    struct stakes stakes;
    struct agent agent; /* the plan's, at the table as its lines show it */
    unsigned seated;    /* as many changes of the stakes the agent knows */
    struct socket socket;
    char line[ACPC_LINE + 1]; /* zero-terminated, without its end */
    char waiting[ACPC_LINE];  /* read, and not yet looked at */
    size_t waits;
    struct acpc_hand hand;
    struct client_result *result;
    bool unwritten; /* a hand could not be written down */
    struct failure why;
};

/* --- lines --- */

/* Takes a whole line out of what waits; false when there is none. */
static bool take_line(struct client *client)
{
    const char *end = memchr(client->waiting, '\n', client->waits);
    if (!end)
        return false;
    size_t used = (size_t)(end - client->waiting), length = used;
    if (length > 0 && client->waiting[length - 1] == '\r')
        length--;
    memcpy(client->line, client->waiting, length);
    client->line[length] = '\0';
    client->waits -= used + 1;
    memmove(client->waiting, end + 1, client->waits);
    return true;
}

/* The next line; *ended when the dealer has closed the connection. */
static bool next_line(struct client *client, bool *ended, struct failure *failure)
{
    *ended = false;
    while (!take_line(client)) {
        size_t count;
        if (client->waits == sizeof client->waiting)
            return failure_set(failure, "the dealer sent a line of more than %d bytes", ACPC_LINE);
        if (!socket_read(&client->socket, client->waiting + client->waits, sizeof client->waiting - client->waits,
                         &count, failure))
            return false;
        client->waits += count;
        if (count == 0) {
            *ended = true;
            return client->waits == 0 ||
                   failure_set(failure, "the dealer closed the connection in the middle of a line");
        }
    }
    return true;
}

/* --- the match --- */

static bool send_answer(struct client *client, double since, struct failure *failure)
{
    char text[ACPC_LINE + 32];
    size_t length = strlen(client->line);
    const struct game *game = &client->stakes.game;
    struct action wanted = answer(&client->agent, &client->hand, client->plan->seed);
    struct action_text action = action_format(game, stakes_allow(&client->stakes, &client->hand.state, wanted));
    memcpy(text, client->line, length);
    length += (size_t)snprintf(text + length, sizeof text - length, ":%s\r\n", action.text);
    if (!socket_write(&client->socket, text, length, failure))
        return false;
    double seconds = run_seconds(client->plan->run) - since;
    client->result->slowest = seconds > client->result->slowest ? seconds : client->result->slowest;
    client->result->actions++;
    return true;
}

/* A history that cannot be written is no reason to leave the table: the match ends with the failure. */
static void write_down(struct client *client, const struct history_hand *hand)
{
    if (client->unwritten || history_file_write(client->plan->history, hand, &client->why))
        return;
    client->unwritten = true;
    log_warning(client->plan->run->log, "%s; playing on without a history", client->why.text);
}

static void finish_hand(struct client *client)
{
    const struct acpc_hand *hand = &client->hand;
    struct history_hand history = {.game = &client->stakes.game,
                                   .number = hand->number,
                                   .actions = hand->actions,
                                   .action = hand->action,
                                   .known = hand->known,
                                   .board_cards = hand->board_cards};
    double value[GAME_PLAYERS];
    memcpy(history.hole, hand->hole, sizeof history.hole);
    memcpy(history.board, hand->board, sizeof history.board);
    for (unsigned p = 0; p < client->stakes.game.players; p++)
        history.name[p] = p == hand->position ? "holdem" : "opponent";
    client->result->hands++;
    if (history_value(&history, value))
        estimate_add(&client->result->won, value[hand->position]);
    write_down(client, &history);
}

/* The agent takes its seat anew when the stakes have turned out to be others. */
static bool follow_stakes(struct client *client, struct failure *failure)
{
    struct agent_table how;
    if (client->seated == client->stakes.changes)
        return true;
    client->seated = client->stakes.changes;
    return agent_sit(&client->agent, &client->stakes.game, &how, failure);
}

static bool read_hand(struct client *client, struct failure *failure)
{
    struct failure reason;
    bool knew_blinds = !client->stakes.has_unknown_blinds;
    if (!stakes_read(&client->stakes, client->line, &client->hand, &reason, failure))
        return failure_context(failure, "the dealer said");
    if (reason.text[0])
        log_warning(
            client->plan->run->log,
            "the dealer's game is not %s: %s; playing on with the stacks that its lines show, and with no raise that "
            "may be too large (play --game FILE names its game)",
            client->stakes.told->name, reason.text);
    if (knew_blinds && client->stakes.has_unknown_blinds)
        log_warning(client->plan->run->log,
                    "the dealer's blinds are not those of %s either: from now on only folding and calling",
                    client->stakes.told->name);
    return follow_stakes(client, failure);
}

static bool play_line(struct client *client, struct failure *failure)
{
    double since = run_seconds(client->plan->run);
    if (client->line[0] == '#' || client->line[0] == ';')
        return true;
    if (!read_hand(client, failure))
        return false;
    if (client->hand.state.finished)
        finish_hand(client);
    return !acpc_asks(&client->hand) || send_answer(client, since, failure);
}

static bool play_match(struct client *client, struct failure *failure)
{
    bool ended = false;
    if (client->plan->reached)
        client->plan->reached(client->plan->context);
    if (!socket_write(&client->socket, GREETING, sizeof GREETING - 1, failure))
        return false;
    while (run_goes_on(client->plan->run, failure)) {
        if (!next_line(client, &ended, failure))
            return false;
        if (ended)
            return true;
        if (!play_line(client, failure))
            return false;
    }
    return false;
}

bool client_play(const struct client_plan *plan, struct client_result *result, struct failure *failure)
{
    struct client *client = memory_allocate(1, sizeof *client);
    client->plan = plan;
    client->agent = *plan->agent;
    stakes_start(&client->stakes, plan->agent->game);
    client->result = result;
    *result = (struct client_result){0};
    bool played = socket_connect(&client->socket, plan->host, plan->port, plan->run->cancellation, failure) &&
                  play_match(client, failure);
    socket_close(&client->socket);
    if (played && client->unwritten) {
        *failure = client->why;
        played = false;
    }
    memory_release(client);
    return played;
}
