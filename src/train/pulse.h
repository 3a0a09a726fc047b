/* The pulse of a run: whether iterations have come to their lasting rate, whether the machine is there for the
 * workers, and what became of the speed from the run's second quarter to its last.
 *
 * Iterations become slower at first by nature: each makes more visits as more of the tree has been learnt. So their rate
 * counts as settled when the visits of an iteration, which no machine changes, hardly differ any more between the run's
 * last half and the quarter before it. Speed is visits per CPU-second. Two things can be wrong with the machine: the
 * processor goes to others (the workers get less of its time, a visit costs what it did), or it has become slower (the
 * workers have it, but a visit costs more than has been usual since the rate settled, or suddenly much more before that).
 * Medians of one-second samples decide, of ten for what is large, of sixty for what is small, and it takes more to begin
 * than to go on, so that noise neither starts nor ends anything. Coordinator only; no clock is read. */
#ifndef TRAIN_PULSE_H
#define TRAIN_PULSE_H

#include "train/metrics.h"

enum pulse_state {
    PULSE_FREE,   /* nothing is wrong */
    PULSE_TAKEN,  /* others have the processor */
    PULSE_SLOWER, /* a visit costs more processor time */
    PULSE_STATES
};

/* Seconds are of training. Shares are of the processor time that the workers could have, and of the usual speed. */
struct pulse {
    double full_use;            /* of a worker that gets what the machine has for it; 0: processor time tells nothing */
    uint64_t seen;              /* samples that were looked at */
    uint64_t iterations_before; /* of the run, when it was taken up again; 0: it was not */
    double settled_seconds;     /* when the rate of iterations had settled; 0: not yet */
    double usual;               /* visits per CPU-second since then, or lately; 0: not known yet */
    bool usual_is_final;
    enum pulse_state state, left;      /* now, and before it last turned */
    double since_seconds, bad_seconds; /* when it began; its last second that was bad */
    double share;                      /* when it last turned */
    double left_seconds;               /* how long the last bad time took */
    double seconds[PULSE_STATES];      /* of bad times that are over */
    double lowest[PULSE_STATES];       /* share in all bad times */
};

/* `processors`: as much as the workers may use, a part of one among them where a quota says so. `waits_by_design`:
 * workers stand still now and then for each other, which nobody else is to blame for. */
void pulse_init(struct pulse *pulse, unsigned workers, double processors, bool waits_by_design);

/* Looks at the newest sample, once, and says what is new: the rate of iterations has settled; the state has turned. */
struct pulse_news {
    bool settled, turned;
};
struct pulse_news pulse_look(struct pulse *pulse, const struct metrics *metrics);

/* That news in words. */
void pulse_describe_settling(const struct pulse *pulse, const struct metrics *metrics, char line[], size_t size);
void pulse_describe_turn(const struct pulse *pulse, char line[], size_t size);

/* The rate has not settled, though the run was long enough to tell. */
bool pulse_is_unsettled(const struct pulse *pulse, const struct metrics *metrics);

/* The last quarter of the run so far against its second, only of seconds in which the workers had the processor. */
struct pulse_drift {
    const char *lacks; /* why there is none; NULL: it is measured */
    struct metrics_change change;
};
struct pulse_drift pulse_drift(const struct pulse *pulse, const struct metrics *metrics);

/* What a run that has ended says of the machine; false: nothing was wrong. A run without bad
 * times that were long enough to be noted is judged as a whole. */
bool pulse_describe_machine(const struct pulse *pulse, const struct metrics *metrics, char line[], size_t size);

#endif
