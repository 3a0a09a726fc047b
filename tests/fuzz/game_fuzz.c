/* A .game file: what is read can be written, is read again as the same game, and has a tree. */
#include "fuzz.h"
#include "game/tree.h"

enum { TEXT = 8192, NODES = 20000 };

static void measure(const struct game *game, const char *name)
{
    struct menu menu;
    struct tree_size size;
    struct failure failure;
    if (menu_named(name, game, &menu, &failure))
        tree_measure(game, &menu, NODES, &size, &failure);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct game game, again;
    struct failure failure;
    char written[TEXT];
    char *text = fuzz_text(data, size);
    if (game_parse("fuzz.game", text, &game, &failure)) {
        fuzz_must(game_format(&game, written, sizeof written) < sizeof written, "a game's text fits");
        fuzz_need(game_parse("fuzz.game", written, &again, &failure), &failure);
        fuzz_must(game_fingerprint(&game) == game_fingerprint(&again), "a written game is the same game");
        measure(&game, "default");
        measure(&game, "three-sizes");
        measure(&game, "jamfold");
    }
    memory_release(text);
    return 0;
}
