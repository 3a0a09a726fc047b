/* lanes_test.c with doubles. */
#define HOLDEM_REAL double
#include "laws/cfr/lanes_test.c"
