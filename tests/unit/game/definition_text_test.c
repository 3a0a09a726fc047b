/* Lines of a .game file that are malformed, whatever their key: refused with their number. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "game/definition.h"

#include <stdio.h>
#include <string.h>

static void refuse(const char *text, const char *reason)
{
    struct game game;
    struct failure failure;
    if (game_parse("x.game", text, &game, &failure))
        fail_msg("taken: %s", text);
    if (!strstr(failure.text, reason) || strncmp(failure.text, "x.game:", 7) != 0)
        fail_msg("'%s' does not say '%s'", failure.text, reason);
}

static void lines_are_bounded(void **state)
{
    (void)state;
    static char text[10000];
    snprintf(text, sizeof text, "GAMEDEF\nlimit\n%05000d\n", 1);
    refuse(text, ":3: the line is longer");
    snprintf(text, sizeof text, "GAMEDEF\nblind = %0200d\n", 1);
    for (unsigned i = 0; i < 100; i++)
        strcpy(text + 16 + 2 * i, "1 ");
    refuse(text, ":2: too many values");
}

static void keys_and_values(void **state)
{
    (void)state;
    refuse("GAMEDEF\n  limit\n", ":2: a key must stand at the beginning of the line");
    refuse("GAMEDEF\nnumPlayers =\n", ":2: numPlayers needs a value");
    refuse("GAMEDEF\nnumPlayers = 2 3\n", ":2: numPlayers takes at most 1 value, not 2");
    refuse("GAMEDEF\nnumPlayers = two\n", "'two' is not a whole number");
    refuse("GAMEDEF\nnumPlayers = 1\n", "numPlayers must be between");
    refuse("GAMEDEF\nnumPlayers = 99\n", "numPlayers must be between");
    refuse("GAMEDEF\nnumPlayers = 2\nnumPlayers = 2\n", ":3: numPlayers is given again (first in line 2)");
    refuse("GAMEDEF\nnumPlayer = 2\n", "did you mean 'numPlayers'");
    refuse("GAMEDEF\nlimit\nEND\n", ":3: expected END GAMEDEF");
    refuse("GAMEDEF\nlimit\nEND GAME\n", ":3: expected END GAMEDEF");
    refuse("GAMEDEF\nlimit\nEND GAMEDEF now\n", ":3: expected END GAMEDEF");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_bounded),
        cmocka_unit_test(keys_and_values),
    };
    return cmocka_run_group_tests_name("lines of a game", tests, NULL, NULL);
}
