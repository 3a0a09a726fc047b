#include "platform/progress.h"

#include "base/log.h"
#include "base/text.h"
#include "platform/clock.h"

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
    if (done <= 0 || elapsed <= 0)
        return;
    done = done < 1 ? done : 1;
    log_progress("%s: %s%s%.0f %% done, about %s left", progress->title, progress->doing ? progress->doing : "",
                 progress->doing ? ", " : "", 100 * done, text_seconds(elapsed * (1 - done) / done).text);
}
