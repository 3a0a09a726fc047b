/* The numbers of a vector walk, chosen when its files are compiled.
 *
 * CMake builds the walk's files for each level of instructions (platform/level.h) and each type of numbers, HOLDEM_REAL.
 * Everything that these files share with each other but not with the rest of the program goes by the name REAL(name), so
 * that the builds lie in one program side by side. Compiled without the word numbers are floats. */
#ifndef CFR_REAL_H
#define CFR_REAL_H

#include "platform/level.h"

#ifndef HOLDEM_REAL
#define HOLDEM_REAL float
#endif

typedef HOLDEM_REAL real;

#define REAL(name) LEVEL(LEVEL_EXPAND(name, HOLDEM_REAL))

#endif
