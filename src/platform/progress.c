#include "platform/progress.h"

#include "base/log.h"
#include "base/text.h"
#include "platform/clock.h"

#include <stdio.h>

static const double seconds_between_lines = 0.25;

void progress_start(struct progress *progress, const char *title, double cost_total)
{
    *progress = (struct progress){.title = title, .cost_total = cost_total, .started = clock_seconds()};
}

void progress_show(struct progress *progress, double cost)
{
    double now = clock_seconds(), elapsed = now - progress->started;
    if (now - progress->shown < seconds_between_lines)
        return;
    progress->shown = now;
    double done = (progress->cost_done + cost) / progress->cost_total;
    char left[64] = "";
    done = done < 1 ? done : 1;
    if (done > 0 && elapsed > 0)
        snprintf(left, sizeof left, "%.0f %% done, about %s left", 100 * done,
                 text_seconds(elapsed * (1 - done) / done).text);
    log_progress("%s: %s%s%s", progress->title, progress->doing ? progress->doing : "",
                 progress->doing && left[0] ? ", " : "", left);
}
