#include "train/pulse.h"

#include "base/text.h"

#include <math.h>
#include <string.h>

/* Shares below which a state begins, and which end it. The short window comes first. */
struct threshold {
    size_t steps;
    double taken_begins, taken_ends, slower_begins, slower_ends;
};
static const struct threshold thresholds[] = {{10, 0.90, 0.93, 0.85, 0.90}, {60, 0.95, 0.96, 0.95, 0.96}};
enum { THRESHOLDS = sizeof thresholds / sizeof *thresholds };

/* Before the rate of iterations has settled a run may become slower by itself, as it comes to touch more memory, but not by so
 * much within half a minute. */
static const double SUDDENLY_SLOWER = 0.7, SUDDEN_SECONDS = 30;

/* A second in which workers had less of the processor than this says nothing of the speed. */
static const double USE_LEAST = 0.9;

/* Visits of an iteration may still change by so much while the run doubles its age; before the first seconds nobody
 * knows. */
static const double SETTLED_CHANGE = 0.05, SETTLED_SECONDS_LEAST = 8;

/* The workers of a shorter run have hardly begun. */
static const double WHOLE_SECONDS_LEAST = 0.5;

/* A quarter of a shorter run has too few samples to compare. */
static const double DRIFT_SECONDS_LEAST = 20;
enum { DRIFT_STEPS_LEAST = 4 };

void pulse_init(struct pulse *pulse, unsigned workers, double processors, bool waits_by_design)
{
    memset(pulse, 0, sizeof *pulse);
    pulse->full_use = waits_by_design ? 0 : workers > processors ? processors / workers : 1;
    for (unsigned state = 0; state < PULSE_STATES; state++)
        pulse->lowest[state] = 1;
}

static double visits_an_iteration(const struct metrics_totals *from, const struct metrics_totals *to)
{
    struct metrics_rates rates = metrics_between(from, to);
    return metrics_visits_an_iteration(&rates);
}

static bool is_settled(const struct pulse *pulse, const struct metrics *metrics, double now)
{
    /* A run that was taken up again is as old as all of it. */
    if (now < SETTLED_SECONDS_LEAST || metrics->now.iterations < pulse->iterations_before)
        return false;
    const struct metrics_totals *quarter = metrics_at(metrics, now / 4), *half = metrics_at(metrics, now / 2);
    double before = visits_an_iteration(quarter, half);
    double after = visits_an_iteration(half, &metrics->now);
    return before > 0 && after > 0 && fabs(after / before - 1) < SETTLED_CHANGE;
}

bool pulse_is_unsettled(const struct pulse *pulse, const struct metrics *metrics)
{
    return pulse->settled_seconds == 0 && metrics_training_seconds(&metrics->now) >= SETTLED_SECONDS_LEAST + 1;
}

/* What the latest steps are held against comes from before them, but from no bad time. */
static void find_usual(struct pulse *pulse, const struct metrics *metrics, double now)
{
    if (pulse->usual_is_final || pulse->state == PULSE_SLOWER)
        return;
    bool settled = pulse->settled_seconds > 0;
    double begin = fmax(settled ? pulse->settled_seconds : now - SUDDEN_SECONDS, pulse->bad_seconds);
    const struct metrics_span span = {begin, now - (double)thresholds[0].steps};
    struct metrics_usual usual = metrics_within(metrics, span, USE_LEAST * pulse->full_use);
    if (usual.steps >= thresholds[0].steps / (settled ? 1 : 2))
        pulse->usual = usual.visits_per_cpu_second;
    pulse->usual_is_final = settled && usual.steps >= thresholds[THRESHOLDS - 1].steps;
}

static bool is_below(double share, bool already, double begins, double ends)
{
    return share < (already ? ends : begins);
}

/* What the samples speak for. */
struct verdict {
    enum pulse_state state;
    double share; /* of what it is about, now */
    size_t steps; /* of the shortest window that shows it */
};

static void weigh(struct verdict *verdict, enum pulse_state state, double share, size_t steps)
{
    if (verdict->state != state)
        *verdict = (struct verdict){state, share, steps};
}

/* Of the time that the workers could have, and of the usual speed; 1 where that is not known. Seconds in which the workers
 * lack the processor tell nothing of the speed. */
struct shares {
    double time, speed;
};
static struct shares find_shares(const struct pulse *pulse, const struct metrics *metrics, size_t steps)
{
    struct metrics_usual all = metrics_recently(metrics, steps, 0);
    struct metrics_usual had = metrics_recently(metrics, steps, USE_LEAST * pulse->full_use);
    bool enough = metrics->taken > steps && all.steps >= steps / 2;
    return (struct shares){
        .time = enough && pulse->full_use > 0 ? all.processor_share / pulse->full_use : 1,
        .speed = enough && pulse->usual > 0 && had.steps >= steps / 2 ? had.visits_per_cpu_second / pulse->usual : 1,
    };
}

/* Who lacks the processor is not told of the speed. What is said of either is how it has been since half of the window: a
 * median that has just turned lies between before and now. */
static struct verdict judge(const struct pulse *pulse, const struct metrics *metrics)
{
    struct verdict verdict = {PULSE_FREE, 1, 0};
    for (size_t i = 0; i < THRESHOLDS; i++) {
        const struct threshold *at = &thresholds[i];
        double slower_begins = pulse->settled_seconds > 0 ? at->slower_begins : i == 0 ? SUDDENLY_SLOWER : 0;
        struct shares all = find_shares(pulse, metrics, at->steps), now = find_shares(pulse, metrics, at->steps / 2);
        if (is_below(all.time, pulse->state == PULSE_TAKEN, at->taken_begins, at->taken_ends))
            weigh(&verdict, PULSE_TAKEN, now.time, at->steps);
        else if (verdict.state != PULSE_TAKEN &&
                 is_below(all.speed, pulse->state == PULSE_SLOWER, slower_begins, at->slower_ends))
            weigh(&verdict, PULSE_SLOWER, now.speed, at->steps);
    }
    return verdict;
}

/* A second of a bad time, by the thresholds that end it. */
static bool is_bad_second(const struct pulse *pulse, const struct metrics *metrics)
{
    struct metrics_usual last = metrics_recently(metrics, 1, 0);
    bool taken = last.processor_share < thresholds[0].taken_ends * pulse->full_use;
    bool slower = last.visits_per_cpu_second < thresholds[0].slower_ends * pulse->usual;
    return last.steps > 0 && (pulse->state == PULSE_TAKEN ? taken : slower);
}

/* A median falls when half of its window has: that is when it began. Medians rise late, too: it ended with its last bad
 * second. */
static void turn(struct pulse *pulse, const struct verdict *verdict, const struct metrics *metrics, double now)
{
    double since = metrics_training_seconds(metrics_before(metrics, verdict->steps / 2));
    bool from_the_start = verdict->state == PULSE_TAKEN && pulse->seen == thresholds[0].steps + 1;
    pulse->left = pulse->state;
    if (pulse->state != PULSE_FREE) {
        pulse->left_seconds = pulse->bad_seconds - pulse->since_seconds;
        pulse->seconds[pulse->state] += pulse->left_seconds;
    }
    pulse->state = verdict->state;
    pulse->since_seconds = from_the_start ? 0 : since;
    pulse->bad_seconds = now;
}

static void note(struct pulse *pulse, const struct verdict *verdict, const struct metrics *metrics, double now)
{
    if (pulse->state == PULSE_FREE)
        return;
    if (is_bad_second(pulse, metrics))
        pulse->bad_seconds = now;
    if (verdict->share < pulse->lowest[pulse->state])
        pulse->lowest[pulse->state] = verdict->share;
}

struct pulse_news pulse_look(struct pulse *pulse, const struct metrics *metrics)
{
    struct pulse_news news = {false, false};
    double now = metrics_training_seconds(&metrics->now);
    if (pulse->seen == metrics->taken)
        return news;
    pulse->seen = metrics->taken;
    if (pulse->settled_seconds == 0 && is_settled(pulse, metrics, now)) {
        news.settled = true;
        pulse->settled_seconds = now;
    }
    find_usual(pulse, metrics, now);
    struct verdict verdict = judge(pulse, metrics);
    if (verdict.state != pulse->state) {
        news.turned = true;
        pulse->share = verdict.share;
        turn(pulse, &verdict, metrics, now);
    }
    note(pulse, &verdict, metrics, now);
    return news;
}

void pulse_describe_settling(const struct pulse *pulse, const struct metrics *metrics, char line[], size_t size)
{
    const struct metrics_totals *half = metrics_at(metrics, metrics_training_seconds(&metrics->now) / 2);
    double rate = metrics_between(half, &metrics->now).iterations;
    line[0] = '\0';
    text_append(line, size, "The rate of iterations has settled: %s iter/s after %s, %.0f visits an iteration",
                text_si(rate).text, text_seconds(pulse->settled_seconds).text,
                visits_an_iteration(half, &metrics->now));
}

/* More processor time for a visit where there is less speed. */
static double more_percent(double speed)
{
    return speed > 0 ? 100 * (1 / speed - 1) : 0;
}

void pulse_describe_turn(const struct pulse *pulse, char line[], size_t size)
{
    line[0] = '\0';
    if (pulse->state == PULSE_TAKEN)
        text_append(line, size,
                    "Others have taken the processor: the workers get %.0f %% of the time they could have (other "
                    "programs, a quota, or other guests of this machine's host)",
                    100 * pulse->share);
    else if (pulse->state == PULSE_SLOWER)
        text_append(
            line, size,
            "The machine has become slower: a visit costs %.0f %% more processor time than usual (a lower clock, "
            "or caches and memory shared with other work)",
            more_percent(pulse->share));
    else
        text_append(line, size, "%s, after %s",
                    pulse->left == PULSE_TAKEN ? "The workers have the processor again"
                                               : "The machine is as fast as usual again",
                    text_seconds(pulse->left_seconds).text);
}

struct pulse_drift pulse_drift(const struct pulse *pulse, const struct metrics *metrics)
{
    double end = metrics_training_seconds(&metrics->now);
    const struct metrics_span second = {end / 4, end / 2}, last = {3 * end / 4, end};
    struct pulse_drift drift = {.lacks = NULL,
                                .change = metrics_change(metrics, second, last, USE_LEAST * pulse->full_use)};
    if (end < DRIFT_SECONDS_LEAST)
        drift.lacks = "the run was shorter than 20 s";
    else if (drift.change.usual_first.steps < DRIFT_STEPS_LEAST || drift.change.usual_last.steps < DRIFT_STEPS_LEAST)
        drift.lacks = "the workers seldom had the processor for themselves";
    return drift;
}

/* In all episodes, the present one included. */
static double seconds_in(const struct pulse *pulse, const struct metrics *metrics, enum pulse_state state)
{
    double now = metrics_training_seconds(&metrics->now);
    return pulse->seconds[state] + (state != PULSE_FREE && pulse->state == state ? now - pulse->since_seconds : 0);
}

/* By how much a visit cost more in the slower of the two quarters; 0: they hardly differ. While iterations still become longer
 * the run itself may come to cost more: it touches more memory. */
static double slower_quarter(const struct pulse *pulse, const struct metrics *metrics, const struct pulse_drift *drift)
{
    bool settled = pulse->settled_seconds > 0 && 2 * pulse->settled_seconds <= metrics_training_seconds(&metrics->now);
    size_t first = drift->change.usual_first.steps, last = drift->change.usual_last.steps;
    const struct threshold *at = &thresholds[(first < last ? first : last) >= thresholds[THRESHOLDS - 1].steps];
    double ratio = 1 + drift->change.usual;
    bool differ = fmin(ratio, 1 / ratio) < at->slower_begins && fabs(drift->change.usual) > drift->change.margin;
    return !drift->lacks && differ && (settled || ratio > 1) ? more_percent(fmin(ratio, 1 / ratio)) : 0;
}

bool pulse_describe_machine(const struct pulse *pulse, const struct metrics *metrics, char line[], size_t size)
{
    const struct metrics_totals begin = {0};
    struct pulse_drift drift = pulse_drift(pulse, metrics);
    double use = metrics_between(&begin, &metrics->now).processor_share;
    double taken = seconds_in(pulse, metrics, PULSE_TAKEN), slower = seconds_in(pulse, metrics, PULSE_SLOWER);
    bool taken_in_all = metrics_training_seconds(&metrics->now) >= WHOLE_SECONDS_LEAST &&
                        use < thresholds[0].taken_begins * pulse->full_use;
    line[0] = '\0';
    if (taken > 0)
        text_append(line, size,
                    "others took the processor for %s: the workers got down to %.0f %% of the time they could have",
                    text_seconds(taken).text, 100 * pulse->lowest[PULSE_TAKEN]);
    else if (taken_in_all)
        text_append(line, size, "others took the processor: the workers got %.0f %% of the time they could have",
                    100 * use / pulse->full_use);
    if (slower > 0)
        text_append(line, size, "%sslower for %s: a visit cost up to %.0f %% more processor time than usual",
                    line[0] != '\0' ? "; " : "", text_seconds(slower).text, more_percent(pulse->lowest[PULSE_SLOWER]));
    else if (slower_quarter(pulse, metrics, &drift) > 0)
        text_append(line, size, "%sslower %s: a visit cost %.0f %% more processor time in the %s",
                    line[0] != '\0' ? "; " : "", drift.change.usual < 0 ? "in the end" : "at first",
                    slower_quarter(pulse, metrics, &drift),
                    drift.change.usual < 0 ? "last quarter than in the second" : "second quarter than in the last");
    return line[0] != '\0';
}
