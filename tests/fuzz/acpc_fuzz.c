/* A dealer's line, after a digit that says which game is played: what is read has the betting that it had, and every seat that
 * is asked answers with a legal action, whoever plays it. */
#include "fuzz.h"
#include "play/answer.h"
#include "support/games.h"

static const char *const names[] = {"holdem.nolimit.2p.game", "holdem.limit.2p.game",   "leduc.game",
                                    "kuhn.3p.game",           "holdem.nolimit.3p.game", "holdem.nolimit.6p.game"};

enum { GAMES = sizeof names / sizeof *names };

static struct game games[GAMES];

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    for (unsigned i = 0; i < GAMES; i++)
        games_load(names[i], &games[i]);
    return 0;
}

static void play(const struct game *game, const struct acpc_hand *hand)
{
    unsigned count;
    const char *const *players = agent_names(&count);
    for (unsigned i = 0; i < count; i++) {
        struct agent agent;
        fuzz_must(agent_named(players[i], game, &agent), "a built-in player has its name");
        fuzz_must(state_is_legal(game, &hand->state, answer(&agent, hand, 7)), "an answer is legal");
    }
}

/* Its own words for the betting mean the same. */
static void check_betting(const struct game *game, const struct acpc_hand *hand, const char *line)
{
    static struct acpc_hand again;
    struct failure failure;
    char written[2 * ACPC_LINE] = "";
    snprintf(written, sizeof written, "MATCHSTATE:%u:%llu:", hand->position, (unsigned long long)hand->number);
    acpc_append_betting(game, hand->action, hand->actions, written, sizeof written);
    snprintf(written + strlen(written), sizeof written - strlen(written), "%s", strrchr(line, ':'));
    fuzz_need(acpc_read(game, written, &again, &failure), &failure);
    fuzz_must(again.actions == hand->actions && again.known == hand->known &&
                  memcmp(&again.state, &hand->state, sizeof again.state) == 0,
              "the betting written again is the betting");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct acpc_hand hand;
    struct failure failure;
    if (size == 0 || size > ACPC_LINE)
        return 0;
    char *text = fuzz_text(data, size);
    const struct game *game = &games[(unsigned char)text[0] % GAMES];
    if (acpc_read(game, text + 1, &hand, &failure)) {
        check_betting(game, &hand, text + 1);
        if (acpc_asks(&hand))
            play(game, &hand);
    }
    memory_release(text);
    return 0;
}
