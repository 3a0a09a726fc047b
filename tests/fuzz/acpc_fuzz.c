/* A dealer's line, after a digit that says which game is played: what is read has the betting that it had, and every seat that
 * is asked answers with a legal action, whoever plays it. The same of tables with other stakes than those that were told. */
#include "base/builder.h"
#include "eval/agents.h"
#include "fuzz.h"
#include "play/answer.h"
#include "play/stakes.h"
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
    for (size_t i = 0; agents[i]; i++) {
        struct agent agent;
        fuzz_must(agent_named(agents[i]->name, game, &agent), "a built-in player has its name");
        fuzz_must(state_is_legal(game, &hand->state, answer(&agent, hand, 7)), "an answer is legal");
    }
}

/* As at a dealer's table whose game is not known. */
static void guess(const struct game *told, const char *line)
{
    static struct acpc_hand hand;
    struct stakes stakes;
    struct failure reason, failure;
    struct agent agent;
    stakes_start(&stakes, told);
    if (!stakes_read(&stakes, line, &hand, &reason, &failure) || !acpc_asks(&hand))
        return;
    fuzz_must(agent_named("random", &stakes.game, &agent), "a built-in player has its name");
    struct action action = stakes_allow(&stakes, &hand.state, answer(&agent, &hand, 7));
    fuzz_must(state_is_legal(&stakes.game, &hand.state, action), "an action that is allowed is legal");
}

/* Its own words for the betting mean the same. */
static void check_betting(const struct game *game, const struct acpc_hand *hand, const char *line)
{
    static struct acpc_hand again;
    struct failure failure;
    struct builder written = {0};
    builder_append(&written, "MATCHSTATE:%u:%llu:", hand->position, (unsigned long long)hand->number);
    acpc_append_betting(game, hand->action, hand->actions, &written);
    builder_append(&written, "%s", strrchr(line, ':'));
    fuzz_need(acpc_read(game, written.text, &again, &failure), &failure);
    builder_release(&written);
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
    guess(game, text + 1);
    memory_release(text);
    return 0;
}
