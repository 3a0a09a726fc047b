/* CRC-32C (Castagnoli), as TFRecord files use it: reflected, polynomial 0x1EDC6F41, initial and final
 * inversion. Pure functions; any thread may call. */
#ifndef TRAIN_CRC32C_H
#define TRAIN_CRC32C_H

#include <stddef.h>
#include <stdint.h>

uint32_t crc32c(const void *bytes, size_t length);

/* TFRecord's mask: a checksum of data that holds checksums must not look like one. */
uint32_t crc32c_masked(const void *bytes, size_t length);

#endif
