#include "bench/output.h"

FILE *output_open(const char *path, struct failure *failure)
{
    FILE *out = fopen(path, "w");
    if (!out)
        failure_set(failure, "%s: cannot be written", path);
    return out;
}

bool output_close(FILE *out, const char *path, struct failure *failure)
{
    bool written = !ferror(out);
    return (fclose(out) == 0 && written) || failure_set(failure, "%s: cannot be written", path);
}
