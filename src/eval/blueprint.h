/* Blueprint files: the average strategy of a run, mapped and not loaded.
 *
 * A file stands on its own: it holds the game, the action menu, and the probabilities of every information
 * set, street by street in the order of the tables ([bucket][row + action], tables.h). Opening rebuilds the
 * tree, checks the checksums and maps the rest; a row is addressed by arithmetic. Only the card
 * abstraction stays outside, when it is a bucket file: its path and fingerprint are kept, and it is opened
 * when cards have to be turned into buckets.
 *
 * Lifecycle: blueprint_open, perhaps blueprint_open_buckets, reads from any thread, blueprint_close. The
 * struct is the caller's; it must stay where it is while open (the tree points to the game in it). The layout
 * of the file stands at the top of blueprint_write.c. */
#ifndef EVAL_BLUEPRINT_H
#define EVAL_BLUEPRINT_H

#include "buckets/abstraction.h"
#include "cfr/tables.h"
#include "eval/filter.h"
#include "eval/policy.h"
#include "game/tree.h"
#include "platform/run_context.h"
#include "store/container.h"

#include <stdatomic.h>

enum { BLUEPRINT_VERSION = 1 };

/* What is told about the run that made it. Texts are borrowed. */
struct blueprint_facts {
    uint64_t iterations, seed;
    const char *sampler, *schedule;
    const double *average_exponent; /* borrowed; NULL: the schedule's usual one */
    const char *config;             /* the run's settings as text; NULL: none */
    const char *created;            /* time as text; NULL: left out, so that equal runs give equal bytes */
    size_t part_bytes;              /* bytes written at a time, rounded down to whole buckets; 0: 16 MiB */
};

/* Memory that blueprint_write takes meanwhile, with parts of the usual size. */
uint64_t blueprint_write_bytes(const struct tree *tree, const struct tables *tables);

/* Writes the average strategy of `tables`, which belong to the tree and the abstraction, in chunks of some
 * megabytes. Nobody may update the tables meanwhile if the file is to be one consistent picture. Shows a progress line; is not
 * given up when the work is cancelled. */
bool blueprint_write(const struct run_context *run, const char *path, const struct tree *tree,
                     const struct abstraction *abstraction, const struct tables *tables,
                     const struct blueprint_facts *facts, struct failure *failure);

struct blueprint_street {
    uint32_t buckets, rows;
    uint32_t part_buckets;  /* buckets of a part, the last one may have fewer */
    const uint16_t **parts; /* owned array of mapped parts: [bucket of the part * rows + row + action] */
};

struct blueprint {
    struct container_reader *file; /* owned */
    struct game game;
    struct menu menu;
    struct tree tree;
    struct blueprint_street street[GAME_ROUNDS];
    uint64_t iterations;
    char sampler[24];                        /* that trained it, by its name; "" when the file does not say */
    atomic_uint *verified;                   /* owned: a bit for each street whose probabilities were checked */
    char buckets_source[ABSTRACTION_SOURCE]; /* "lossless" or the path of the bucket file that the run used */
    bool has_buckets;                        /* the abstraction is open */
    struct abstraction abstraction;
    struct filters filters; /* what is read is what they leave; none unless the file was opened by a name with some */
};

/* Files up to this many bytes are checked when they are opened, probabilities included: a tenth of a second. */
#define BLUEPRINT_AT_ONCE UINT64_C(1000000000)

/* `path`: the file, or a logdir (its blueprint.holdem). Fails when the file is no blueprint, damaged, or inconsistent.
 * Of a larger file the probabilities are not checked yet: blueprint_verify or blueprint_verify_streets comes before
 * they are read. */
bool blueprint_open(const char *path, struct blueprint *blueprint, struct failure *failure);
/* The same with another limit than BLUEPRINT_AT_ONCE. */
bool blueprint_open_lazily(const char *path, uint64_t at_once, struct blueprint *blueprint, struct failure *failure);
/* The same by a name in front of which filters may stand (eval/filter.h). */
bool blueprint_open_filtered(const char *name, struct blueprint *blueprint, struct failure *failure);
void blueprint_close(struct blueprint *blueprint);

/* Checks the probabilities of these streets (a bit each), or of all, as far as it was not done. Any thread. */
bool blueprint_verify_streets(const struct blueprint *blueprint, unsigned streets, struct failure *failure);
bool blueprint_verify(const struct blueprint *blueprint, struct failure *failure);

/* Makes the abstraction that the run used: rebuilt from the game when lossless, else mapped from `override` or, when
 * that is NULL, from beside the blueprint or where the run had it (bucket_search.h). A bucket file with another
 * fingerprint is refused. */
bool blueprint_open_buckets(struct blueprint *blueprint, const char *override, struct failure *failure);

/* The quantised probabilities of a row as they are in the file, node->actions of them; they sum to more than 0. */
static inline const uint16_t *blueprint_row(const struct blueprint *blueprint, const struct node *node,
                                            bucket_id bucket)
{
    const struct blueprint_street *street = &blueprint->street[node->street];
    const uint16_t *part = street->parts[bucket / street->part_buckets];
    return part + (size_t)(bucket % street->part_buckets) * street->rows + node->row;
}

/* The probabilities of a row, filtered, summing to 1; probability[node->actions] is written. */
void blueprint_policy(const struct blueprint *blueprint, const struct node *node, bucket_id bucket,
                      float probability[]);

/* The blueprint as a policy over cards; its buckets must be open. Borrows the blueprint. */
struct policy blueprint_as_policy(const struct blueprint *blueprint);

#endif
