/* How a blueprint plays a hand: strategy BLUEPRINT SEQUENCE BOARD HAND, as in `strategy run r250c/ AhKsTd QhJh`; how it plays
 * it when it does only what it would do most: `strategy purify:run r250c/ AhKsTd QhJh`. */
#include <holdem/holdem.h>

#include <stdio.h>

int main(int argc, char *argv[])
{
    char error[512];
    holdem_action actions[HOLDEM_ACTIONS];
    if (argc != 5) {
        fprintf(stderr, "usage: strategy BLUEPRINT SEQUENCE BOARD HAND\n");
        return 2;
    }
    holdem_blueprint *blueprint = holdem_open(argv[1], NULL, error, sizeof error);
    int count = blueprint ? holdem_strategy(blueprint, argv[2], argv[3], argv[4], actions, error, sizeof error) : 0;
    for (int a = 0; a < count; a++)
        printf("%s,%s,%.6f\n", actions[a].text, actions[a].name, actions[a].probability);
    if (count == 0)
        fprintf(stderr, "strategy: %s\n", error);
    holdem_close(blueprint);
    return count == 0;
}
