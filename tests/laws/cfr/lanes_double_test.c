/* lanes_test.c for the engine of doubles. */
#define HOLDEM_ENGINE double
#define HOLDEM_REAL   double
#include "laws/cfr/lanes_test.c"
