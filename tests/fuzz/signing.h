/* Containers (store/container.h) that stay containers while they are mutated: checksums, sizes and fingerprints are made right
 * again, so that what lies behind the checks is reached. */
#ifndef FUZZ_SIGNING_H
#define FUZZ_SIGNING_H

#include "fuzz.h"

/* Makes the checksums right of everything whose place lies within the bytes. */
void signing_repair(uint8_t *data, size_t size);

/* A mutation for LLVMFuzzerCustomMutator: of the bytes; or of a section's contents, of the description or of the list of
 * sections, put together again, with the fingerprints that belong to them. */
size_t signing_mutate(uint8_t *data, size_t size, size_t most, unsigned seed);

#endif
