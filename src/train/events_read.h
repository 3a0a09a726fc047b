/* Reading event files while they grow: what whole records hold, from where the last call stopped.
 *
 * Files of any writer of the format will do (events.c has it): fields that are not known here are passed over, and
 * so are values that are no plain scalars. Bytes are not trusted: every record's checksums are looked at before its
 * contents, and what a file can make this program allocate is bounded, by its own size too. A record that is damaged is
 * told and passed over, as long as its length is right. No state is kept but an offset. Any thread may call. */
#ifndef TRAIN_EVENTS_READ_H
#define TRAIN_EVENTS_READ_H

#include "base/failure.h"

#include <stdint.h>

enum {
    EVENTS_RECORD_BYTES = 16 << 20, /* the longest record that is read */
    EVENTS_TAG = 256                /* the longest tag with its end; scalars with longer ones are passed over */
};

enum event_kind {
    EVENT_SCALAR,
    EVENT_START, /* a run goes on: of what was read before, all of this step or a later one counts no more */
    EVENT_DAMAGE /* a record was passed over */
};

struct event_item {
    enum event_kind kind;
    double time; /* seconds since 1970 */
    int64_t step;
    const char *tag; /* of a scalar, until the visit returns */
    float value;
    uint64_t offset;  /* of a damaged record: where it begins in the file */
    const char *what; /* and what it is, as in "is damaged" */
};

/* Calls visit(context, item) for what the whole records from *offset on hold, in the order of the file, and moves
 * *offset behind the last of them; a record that is not complete yet is left for a later call. False when the file
 * cannot be read, or at a record whose length is damaged: *offset stays in front of it, and reading the file further is
 * of no use. */
bool events_read(const char *path, uint64_t *offset, void (*visit)(void *context, const struct event_item *item),
                 void *context, struct failure *failure);

#endif
