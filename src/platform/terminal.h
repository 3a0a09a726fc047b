/* Terminals: whether there is one at the other end of a stream. Any thread may call. */
#ifndef PLATFORM_TERMINAL_H
#define PLATFORM_TERMINAL_H

#include <stdbool.h>
#include <stdio.h>

/* True when the stream is a terminal and neither NO_COLOR nor TERM=dumb asks for plain text. */
bool terminal_shows_colour(FILE *stream);

#endif
