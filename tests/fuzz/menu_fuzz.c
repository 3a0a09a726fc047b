/* A menu as blueprints hold it: what is read is written as it was, and offers legal actions. */
#include "fuzz.h"
#include "game/tree.h"

enum { NODES = 5000 };

static const char rules[] = "GAMEDEF\nnolimit\nnumPlayers = 3\nnumRounds = 4\nstack = 2000 1500 900\nblind = 50 100 0\n"
                            "firstPlayer = 3 1 1 1\nnumSuits = 4\nnumRanks = 13\nnumHoleCards = 2\n"
                            "numBoardCards = 0 3 1 1\nEND GAMEDEF\n";

static struct game game;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    struct failure failure;
    (void)argc, (void)argv;
    fuzz_need(game_parse("three", rules, &game, &failure), &failure);
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct menu menu, again;
    struct tree_size tree;
    struct failure failure;
    char *text = fuzz_text(data, size);
    if (menu_parse(text, &menu, &failure)) {
        char *written = memory_allocate(MENU_TEXT, 1);
        fuzz_must(menu_format(&menu, written, MENU_TEXT) < MENU_TEXT, "a menu's text fits");
        fuzz_need(menu_parse(written, &again, &failure), &failure);
        fuzz_must(menu_fingerprint(&menu) == menu_fingerprint(&again), "a written menu is the same menu");
        tree_measure(&game, &menu, NODES, &tree, &failure);
        memory_release(written);
    }
    memory_release(text);
    return 0;
}
