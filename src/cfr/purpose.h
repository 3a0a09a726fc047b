/* What a random stream of an iteration is for: streams of different purposes are independent. */
#ifndef CFR_PURPOSE_H
#define CFR_PURPOSE_H

enum purpose {
    PURPOSE_DEAL,
    PURPOSE_WALK /* + traverser */
};

#endif
