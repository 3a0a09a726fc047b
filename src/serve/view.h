/* The view of a request: which decision of which blueprint, on which board.
 *
 * A board with too few cards is completed, always in the same way, so that a line can be followed without naming cards;
 * cards that the street does not have yet are left aside. Valid until the next request. One thread. */
#ifndef SERVE_VIEW_H
#define SERVE_VIEW_H

#include "eval/line.h"
#include "serve/server.h"

struct view {
    const struct source *source; /* borrowed */
    struct spot spot;
    struct line line;
};

/* By the parameters source, sequence and board. */
bool view_open(struct server *server, const struct query *query, struct view *view, struct failure *failure);
void view_close(struct view *view);

#endif
