/* holdem for other programs: load a blueprint, ask for a strategy, ask what to do.
 *
 *     holdem_blueprint *blueprint = holdem_open("run/blueprint.holdem", NULL, error, sizeof error);
 *     holdem_action actions[HOLDEM_ACTIONS];
 *     int count = holdem_strategy(blueprint, "r250c/", "AhKsTd", "QhJh", actions, error, sizeof error);
 *
 * A blueprint is mapped, not loaded: it opens in milliseconds at any size. Once open it never changes: any number of
 * threads may ask at once. Whatever fails says why in `error` (one line, cut to its size) and changes nothing. Betting
 * sequences are the ACPC's: f, c (also check), r<raise-to> (r in limit games), a / before each later street. Cards are
 * rank and suit: AhKs.
 *
 * Compile with `pkg-config --cflags --libs --static holdem`. */
#ifndef API_HOLDEM_H
#define API_HOLDEM_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Of the header; holdem_version says that of the library, which need not be the same. */
#define HOLDEM_VERSION_MAJOR 0
#define HOLDEM_VERSION_MINOR 1
#define HOLDEM_VERSION_PATCH 0
#define HOLDEM_VERSION       "0.1.0"

/* "0.1.0": the text of HOLDEM_VERSION that the library was built with. */
const char *holdem_version(void);

typedef struct holdem_blueprint holdem_blueprint;

enum { HOLDEM_ACTIONS = 19 }; /* the most at one decision */

/* One action of a decision. */
typedef struct {
    char text[16];      /* ACPC: "f", "c", "r250" */
    char name[32];      /* "fold", "call 50", "raise to 300": chips put in on the street */
    double probability; /* 0 to 1; a decision's add up to 1 */
} holdem_action;

/* `name`: a blueprint file, or the logdir of a run. In front of it may stand how its strategy is played, which is then what
 * holdem_strategy and holdem_answer tell:
 *     purify:run                   the most probable action alone, of equal ones each as often
 *     threshold=0.05:run           no action of a probability below 0.05; the others in proportion
 *     purify@turn,river:run        on these streets only (round1, round2 ... in games that are not like hold'em)
 *     purify@river:threshold=0.1:run  one on top of the other, the innermost applied first
 * Alone, or as plain:run, it is played as it was trained. `buckets`: the bucket file of that run when it has moved, else
 * NULL. NULL on failure. */
holdem_blueprint *holdem_open(const char *name, const char *buckets, char *error, size_t error_size);

/* NULL is allowed. */
void holdem_close(holdem_blueprint *blueprint);

unsigned holdem_players(const holdem_blueprint *blueprint);

/* How the blueprint plays `hand` (hole cards) at a betting sequence with a board ("" before there is one). The sequence
 * must be one of the blueprint's own; see holdem_answer for others. Returns the number of actions; 0 on failure. */
int holdem_strategy(const holdem_blueprint *blueprint, const char *sequence, const char *board, const char *hand,
                    holdem_action actions[HOLDEM_ACTIONS], char *error, size_t error_size);

/* What to do in a hand of the real game, in which any legal bet may be made: `matchstate` is a line of the ACPC dealer
 * protocol ("MATCHSTATE:1:0:r250c/c:|AhKs/QhJh2c"), its position the one who is asked, whose turn it must be. Bets that
 * the blueprint lacks are read as others (pseudo-harmonic mapping). A pure function of the line and the seed. Writes the
 * action, which is legal, as ACPC text; returns 1, or 0 on failure. */
int holdem_answer(const holdem_blueprint *blueprint, const char *matchstate, uint64_t seed, char action[16],
                  char *error, size_t error_size);

#ifdef __cplusplus
}
#endif

#endif
