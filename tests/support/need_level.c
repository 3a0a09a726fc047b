/* Linked into a test that is built for one level: uses that level from before main, or skips the test where the processor
 * lacks it. Built with the instructions of the rest, so that it can run everywhere. */
#include "platform/level.h"

#include <stdio.h>
#include <stdlib.h>

enum { SKIPPED = 77 };

__attribute__((constructor)) static void need_level(void)
{
    struct failure failure;
    if (processor_use(LEVEL_EXPANDED_TEXT(HOLDEM_LEVEL), &failure))
        return;
    printf("skipped: %s\n", failure.text);
    fflush(stdout);
    _Exit(SKIPPED);
}
