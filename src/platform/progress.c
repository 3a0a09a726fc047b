#include "platform/progress.h"

#include "base/log.h"
#include "base/text.h"
#include "platform/clock.h"

#include <stdio.h>

static const double seconds_between_lines = 0.25, seconds_between_messages = 8;

void progress_start(struct progress *progress, const char *title, double cost_total)
{
    double now = clock_seconds();
    *progress = (struct progress){.title = title, .cost_total = cost_total, .started = now, .shown = now};
}

void progress_show(struct progress *progress, double cost)
{
    double now = clock_seconds(), elapsed = now - progress->started;
    bool watched = log_shows_progress();
    if (now - progress->shown < (watched ? seconds_between_lines : seconds_between_messages))
        return;
    progress->shown = now;
    double done = (progress->cost_done + cost) / progress->cost_total;
    char left[64] = "";
    done = done < 1 ? done : 1;
    if (done > 0 && elapsed > 0)
        snprintf(left, sizeof left, "%.0f %% done, about %s left", 100 * done,
                 text_seconds(elapsed * (1 - done) / done).text);
    const char *doing = progress->doing ? progress->doing : "", *between = doing[0] && left[0] ? ", " : "";
    if (watched)
        log_progress("%s: %s%s%s", progress->title, doing, between, left);
    else if (progress->logged)
        log_info("%s: %s%s%s", progress->title, doing, between, left);
}
