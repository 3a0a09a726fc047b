/* The runs below a logdir: the logdir itself, called ".", and the folders right below it, as far as a training run has left
 * something in them. What another run has moved out of its way (earlier-1 ...) does not count. Main thread. */
#ifndef SERVE_FOLDERS_H
#define SERVE_FOLDERS_H

#include <stdbool.h>

enum { FOLDER_NAME = 256 };

struct folder {
    char name[FOLDER_NAME]; /* where it lies */
    char key[FOLDER_NAME];  /* what it is called in answers and asked for by */
};

struct folders {
    unsigned count;
    struct folder *folder; /* owned; in the order of the alphabet */
};

void folders_list(const char *logdir, struct folders *folders);
void folders_release(struct folders *folders);

/* The key of a name: the name itself, as long as it is plain UTF-8, which answers are. Else it is cleaned (base/text.h), and
 * digits that follow from its bytes tell it apart from others that look the same. */
void folder_key(const char *name, char key[FOLDER_NAME]);

#endif
