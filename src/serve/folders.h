/* The runs below a logdir: the logdir itself, called ".", and the folders right below it, as far as a training run has left
 * something in them. What another run has moved out of its way (earlier-1 ...) does not count. Main thread. */
#ifndef SERVE_FOLDERS_H
#define SERVE_FOLDERS_H

enum { FOLDER_NAME = 256 };

struct folders {
    unsigned count;
    char (*name)[FOLDER_NAME]; /* owned; in the order of the alphabet */
};

void folders_list(const char *logdir, struct folders *folders);
void folders_release(struct folders *folders);

#endif
