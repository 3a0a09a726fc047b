/* The numbers of a vector walk, chosen when its files are compiled.
 *
 * CMake builds the walk's files once for each engine (struct vector_engine), with HOLDEM_REAL the type of the numbers and
 * HOLDEM_ENGINE a word for the build. Everything that these files share with each other but not with the rest of the
 * program goes by the name REAL(name), so that the builds lie in one program side by side. Compiled without the two,
 * numbers are floats: who uses one of the files directly (shared.c) means the float build. */
#ifndef CFR_REAL_H
#define CFR_REAL_H

#ifndef HOLDEM_ENGINE
#define HOLDEM_REAL   float
#define HOLDEM_ENGINE float
#endif

typedef HOLDEM_REAL real;

#define REAL_JOIN(name, engine)   name##_##engine
#define REAL_EXPAND(name, engine) REAL_JOIN(name, engine)
#define REAL(name)                REAL_EXPAND(name, HOLDEM_ENGINE)

#endif
