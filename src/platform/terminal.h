/* Terminals: whether there is one at the other end of a stream, and how wide it is. Any thread may call. */
#ifndef PLATFORM_TERMINAL_H
#define PLATFORM_TERMINAL_H

#include <stdbool.h>
#include <stdio.h>

/* True when the stream is a terminal and neither NO_COLOR nor TERM=dumb asks for plain text. */
bool terminal_shows_colour(FILE *stream);

/* True when standard output is a terminal: somebody watches. */
bool terminal_is_interactive(void);

/* Columns of the terminal at standard output; 80 when there is none or it does not say. */
unsigned terminal_width(void);

#endif
