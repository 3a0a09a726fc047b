/* Folders. Paths are UTF-8 with '/' between folders. Failures name the path and say why. Any thread may call. */
#ifndef PLATFORM_FOLDER_H
#define PLATFORM_FOLDER_H

#include "base/failure.h"

#include <stdbool.h>
#include <stddef.h>

bool folder_exists(const char *path);
/* With its parents; one that is there already is fine. */
bool folder_make(const char *path, struct failure *failure);
/* Says why no file can be made in a folder, by making one: permissions, read-only mounts, quotas. */
bool folder_check_writable(const char *path, struct failure *failure);
/* Calls visit(context, name) for each entry but "." and "..", in no order; false when the folder cannot be
 * read. */
bool folder_list(const char *path, void (*visit)(void *context, const char *name), void *context);

/* The folder for what this program can build again, not made yet: $XDG_CACHE_HOME/holdem,
 * ~/Library/Caches/holdem (macOS), %LOCALAPPDATA%/holdem/cache (Windows), ~/.cache/holdem. */
bool folder_cache(char *path, size_t size, struct failure *failure);

#endif
