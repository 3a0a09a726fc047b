/* The vector walk over whole boards, as public chance sampling uses it. */
#include "bench/groups.h"

struct walking {
    struct drive *drive; /* borrowed */
    uint64_t next;
};

static uint64_t walk(void *context, uint64_t count)
{
    struct walking *walking = context;
    struct sampler_counters counters = {0};
    drive_run(walking->drive, 0, walking->next, count, 0, &counters);
    walking->next += count;
    return counters.visits;
}

/* Of a visited row: the traverser's regrets are read and written, or the other's read and his sums read and written. */
static double bytes_of_visit(const struct bed *bed)
{
    const struct tree *tree = &bed->setup.tree;
    double actions = 0, nodes = 0;
    for (unsigned s = 0; s < tree->game->rounds; s++) {
        actions += tree->street_rows[s];
        nodes += tree->street_nodes[s];
    }
    return 2.5 * sizeof(table_entry) * actions / nodes;
}

bool group_vector(struct suite *suite, struct failure *failure)
{
    struct bed *bed = bed_open_boards(suite->progress.run, SUITE_CACHED_BYTES, failure);
    const struct measurement *limit = bed && drive_start(&bed->setup.drive, 1, failure)
                                          ? suite_limit(suite, LIMIT_STREAM, bed->setup.tables_bytes, failure)
                                          : NULL;
    if (limit) {
        struct walking walking = {&bed->setup.drive, 0};
        suite_measure(suite, "vector walk, 20 cards", "visits", walk, &walking, limit, bytes_of_visit(bed));
    }
    bed_close(bed);
    return limit != NULL;
}
