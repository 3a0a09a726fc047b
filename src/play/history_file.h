/* A file that hand histories are appended to.
 *
 * Its ending says what is written: .phhs (PHH, numbered hands) and .phh (PHH of one hand), .acpc and .log (lines of the
 * ACPC), in any case; a name without an ending gets lines of the ACPC. What is there already stays, and is read first:
 * the file as a whole must remain what its ending says, so the hands of a .phhs are numbered on. Each hand is in the
 * file as a whole or not at all, and one program at a time appends.
 *
 * history_file_open, history_file_write, history_file_close. One thread. */
#ifndef PLAY_HISTORY_FILE_H
#define PLAY_HISTORY_FILE_H

#include "base/log.h"
#include "play/history.h"

#include <stdbool.h>

struct history_file {
    struct log *log;  /* borrowed */
    const char *path; /* borrowed; NULL: nothing is written */
    enum history_format format;
    bool is_single;            /* .phh */
    uint64_t table;            /* number of the last hand of a .phhs */
    struct growing_file *file; /* owned */
    struct builder text;       /* owned */
};

/* `path` NULL: the file that takes hands and writes none. `hands`: how many are to come at most; 0: nobody knows.
 * Fails when the game cannot be said, when the file holds something else, and while another program appends. */
bool history_file_open(struct log *log, struct history_file *history, const char *path, const struct game *game,
                       uint64_t hands, struct failure *failure);

/* Says once, before the first hand, when this player must go by another name there. */
void history_file_introduce(const struct history_file *history, const char *name);

bool history_file_write(struct history_file *history, const struct history_hand *hand, struct failure *failure);

/* `fine`: nothing has failed so far, as the result then says whether the file was written. Zeroed memory is a closed
 * file. */
bool history_file_close(struct history_file *history, bool fine, struct failure *failure);

#endif
