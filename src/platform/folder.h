/* Folders. Paths are UTF-8 with '/' between folders. Failures name the path and say why. Any thread may call. */
#ifndef PLATFORM_FOLDER_H
#define PLATFORM_FOLDER_H

#include "base/failure.h"

#include <stdbool.h>
#include <stddef.h>

bool folder_exists(const char *path);
/* With its parents; one that is there already is fine. A new folder is synced into the one that holds it. */
bool folder_make(const char *path, struct failure *failure);
/* One that holds anything, or cannot be removed, stays. */
void folder_remove_empty(const char *path);
/* Puts what was made, renamed or removed in a folder on the disk. File systems that cannot do so for folders are left
 * alone. */
bool folder_sync(const char *path, struct failure *failure);
/* The folder that a path lies in ("." for a bare name); to be released. */
char *folder_of(const char *path);
/* The path of what is called `name` in a folder; to be released. */
char *folder_entry(const char *folder, const char *name);
/* Calls visit(context, name) for each entry but "." and "..", in no order; false when the folder cannot be read to its
 * end. */
bool folder_list(const char *path, void (*visit)(void *context, const char *name), void *context,
                 struct failure *failure);

/* The folder for what this program can build again, not made yet: $XDG_CACHE_HOME/holdem,
 * ~/Library/Caches/holdem (macOS), %LOCALAPPDATA%/holdem/cache (Windows), ~/.cache/holdem. */
bool folder_cache(char *path, size_t size, struct failure *failure);

#endif
