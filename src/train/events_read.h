/* Reading event files while they grow: the scalars of whole records, from where the last call stopped.
 *
 * Files of any writer of the format will do (events.c has it): fields that are not known here are passed over, and
 * so are values that are no plain scalars. Bytes are not trusted: every record's checksums are looked at before its
 * contents, and what a file can make this program allocate is bounded. No state is kept but an offset. Any thread
 * may call. */
#ifndef TRAIN_EVENTS_READ_H
#define TRAIN_EVENTS_READ_H

#include "base/failure.h"

#include <stdint.h>

enum {
    EVENTS_RECORD_BYTES = 16 << 20, /* the longest record that is read */
    EVENTS_TAG = 256                /* the longest tag with its end; scalars with longer ones are passed over */
};

struct event_scalar {
    double time; /* seconds since 1970 */
    int64_t step;
    const char *tag; /* until the visit returns */
    float value;
};

/* Calls visit(context, scalar) for each scalar of the whole records from *offset on, in the order of the file, and
 * moves *offset behind the last of them; a record that is not complete yet is left for a later call. False at a
 * record that is damaged, too long or no event: *offset stays in front of it, and reading the file further is of no
 * use. */
bool events_read(const char *path, uint64_t *offset, void (*visit)(void *context, const struct event_scalar *scalar),
                 void *context, struct failure *failure);

#endif
