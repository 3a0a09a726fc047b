#ifndef _WIN32
#define _GNU_SOURCE
#endif
#ifdef __APPLE__
#define _DARWIN_C_SOURCE
#endif
#include "platform/terminal.h"

#include <stdlib.h>
#include <string.h>
#ifdef _WIN32
#include <io.h>
#include <windows.h>
#else
#include <sys/ioctl.h>
#include <unistd.h>
#endif

static const unsigned USUAL_WIDTH = 80;

static bool is_terminal(FILE *stream)
{
#ifdef _WIN32
    return _isatty(_fileno(stream)) != 0;
#else
    return isatty(fileno(stream)) == 1;
#endif
}

bool terminal_shows_colour(FILE *stream)
{
    const char *no_colour = getenv("NO_COLOR");
    if (no_colour && *no_colour)
        return false;
#ifndef _WIN32 /* where TERM means nothing */
    const char *terminal = getenv("TERM");
    if (!terminal || strcmp(terminal, "dumb") == 0)
        return false;
#endif
    return is_terminal(stream);
}

bool terminal_is_interactive(void)
{
    return is_terminal(stdout);
}

unsigned terminal_width(void)
{
#ifdef _WIN32
    CONSOLE_SCREEN_BUFFER_INFO screen;
    if (GetConsoleScreenBufferInfo(GetStdHandle(STD_OUTPUT_HANDLE), &screen))
        return (unsigned)(screen.srWindow.Right - screen.srWindow.Left + 1);
#else
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
#endif
    return USUAL_WIDTH;
}
