#include "platform/folder_names.h"

#include "base/memory.h"
#include "base/text.h"
#include "platform/folder.h"

#include <stdlib.h>
#include <string.h>

enum { SAID_MOST = 8 };

struct listing {
    const char *folder; /* borrowed */
    bool (*wanted)(const char *path);
    struct folder_names *names;
};

static void add(void *context, const char *name)
{
    struct listing *listing = context;
    struct folder_names *names = listing->names;
    char *path = folder_entry(listing->folder, name);
    if (listing->wanted(path)) {
        names->name = memory_resize(names->name, names->count + 1, sizeof *names->name);
        names->name[names->count++] = memory_copy_text(name);
    }
    memory_release(path);
}

static int by_name(const void *a, const void *b)
{
    return text_compare_natural(*(char *const *)a, *(char *const *)b);
}

void folder_names_list(const char *folder, bool (*wanted)(const char *path), struct folder_names *names)
{
    struct listing listing = {folder, wanted, names};
    *names = (struct folder_names){0};
    folder_list(folder, add, &listing, NULL);
    if (names->count > 1)
        qsort(names->name, names->count, sizeof *names->name, by_name);
}

void folder_names_release(struct folder_names *names)
{
    for (size_t i = 0; i < names->count; i++)
        memory_release(names->name[i]);
    memory_release(names->name);
    *names = (struct folder_names){0};
}

void folder_names_say(const struct folder_names *names, char *text, size_t size)
{
    size_t said = names->count < SAID_MOST ? names->count : SAID_MOST;
    for (size_t i = 0; i < said; i++)
        text_append(text, size, "%s%s", i ? ", " : "", text_shown(names->name[i]).text);
    if (names->count > said)
        text_append(text, size, " and %s more", text_thousands(names->count - said).text);
}
