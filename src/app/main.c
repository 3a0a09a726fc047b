/* The program: picks the subcommand and hands over. */
#include "app/commands.h"

int main(int argc, char *argv[])
{
    return commands_run(argc, argv);
}
