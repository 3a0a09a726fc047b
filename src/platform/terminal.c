#define _POSIX_C_SOURCE 200809L

#include "platform/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool terminal_shows_colour(FILE *stream)
{
    const char *no_colour = getenv("NO_COLOR"), *terminal = getenv("TERM");
    if ((no_colour && *no_colour) || !terminal || strcmp(terminal, "dumb") == 0)
        return false;
    return isatty(fileno(stream)) == 1;
}

bool terminal_is_interactive(void)
{
#ifdef _WIN32
    return _isatty(_fileno(stdout)) != 0;
#else
    return isatty(STDOUT_FILENO) == 1;
#endif
}
