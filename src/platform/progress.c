#include "platform/progress.h"

#include "base/text.h"

#include <stdio.h>

static const double TERMINAL_SECONDS = 0.25, LOG_SECONDS = 6, SIGN_SECONDS = 60;

void progress_start(struct progress *progress, const struct run_context *run, const char *title, double cost_total)
{
    double now = run_seconds(run);
    *progress = (struct progress){.run = run, .title = title, .cost_total = cost_total, .started = now, .shown = now};
}

void progress_show(struct progress *progress, double cost)
{
    struct log *log = progress->run->log;
    double now = run_seconds(progress->run), elapsed = now - progress->started;
    bool watched = log_shows_progress(log);
    double apart = watched ? TERMINAL_SECONDS : progress->logged ? LOG_SECONDS : SIGN_SECONDS;
    if (now - progress->shown < apart)
        return;
    progress->shown = now;
    double done = (progress->cost_done + cost) / progress->cost_total;
    char left[64] = "", line[256] = "";
    done = done < 1 ? done : 1;
    if (done > 0 && elapsed > 0)
        snprintf(left, sizeof left, "%.0f %% done, about %s left", 100 * done,
                 text_seconds(elapsed * (1 - done) / done).text);
    const char *doing = progress->doing ? progress->doing : "", *between = doing[0] && left[0] ? ", " : "";
    text_append(line, sizeof line, "%s: %s%s%s", progress->title, doing, between, left);
    if (watched)
        log_progress(log, "%s", line);
    else if (progress->logged)
        log_info(log, "%s", line);
    else
        log_sign(log, "%s", line);
}
