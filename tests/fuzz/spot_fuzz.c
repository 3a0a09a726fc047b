/* Four lines: which blueprint, a betting sequence, a board, a hand. What has a strategy adds up to one. */
#include "api/holdem.h"
#include "blueprints.h"
#include "eval/line.h"

static struct blueprint blueprint[2];
static holdem_blueprint *opened[2];

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    struct failure failure;
    blueprints_write();
    for (unsigned i = 0; i < 2; i++) {
        fuzz_need(blueprint_open(blueprints_path[i], &blueprint[i], &failure), &failure);
        fuzz_need(blueprint_open_buckets(&blueprint[i], NULL, &failure), &failure);
        opened[i] = holdem_open(blueprints_path[i], NULL, failure.text, sizeof failure.text);
        fuzz_need(opened[i] != NULL, &failure);
    }
    return 0;
}

static void look(const struct blueprint *from, const char *sequence, const char *board, const char *hand)
{
    struct spot spot;
    struct line line;
    struct failure failure;
    struct spot_hand found;
    if (!spot_open(from, sequence, board, &spot, &failure))
        return;
    double *weight = memory_allocate(spot.combos + 1, sizeof *weight);
    line_open(&spot, &line);
    line_weigh(&spot, &line, spot.node->player, weight);
    line_tell(&spot, &line);
    line_close(&line);
    memory_release(weight);
    if (spot_find_hand(&spot, hand, &found, &failure)) {
        double sum = 0;
        for (unsigned i = 0; i < spot.choices; i++)
            sum += spot_share(&spot.choice[i], found.strategy);
        fuzz_must(sum > 1 - 1e-5 && sum < 1 + 1e-5, "the choices of a hand add up to one");
    }
    spot_close(&spot);
}

static void ask(const holdem_blueprint *of, const char *sequence, const char *board, const char *hand)
{
    char error[64];
    holdem_action actions[HOLDEM_ACTIONS];
    double sum = 0;
    int count = holdem_strategy(of, sequence, board, hand, actions, error, sizeof error);
    for (int a = 0; a < count; a++)
        sum += actions[a].probability;
    fuzz_must(count == 0 || (sum > 1 - 1e-5 && sum < 1 + 1e-5), "a strategy adds up to one");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = fuzz_text(data, size), *rest = text;
    unsigned which = fuzz_line(&rest)[0] & 1;
    const char *sequence = fuzz_line(&rest), *board = fuzz_line(&rest), *hand = fuzz_line(&rest);
    look(&blueprint[which], sequence, board, hand);
    ask(opened[which], sequence, board, hand);
    memory_release(text);
    return 0;
}
