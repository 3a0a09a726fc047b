#include "train/config_find.h"

#include "base/text.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "platform/place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PLACES_MOST = 8 };

/* What is put in front of a name, in the order of trying; the first is nothing. */
struct places {
    unsigned count;
    char folder[PLACES_MOST][CONFIG_TEXT]; /* with a '/' at the end */
};

/* A folder that does not fit could hold nothing that does. */
static void add(struct places *places, const char *folder, const char *below)
{
    char *place = places->folder[places->count];
    int length = snprintf(place, CONFIG_TEXT, "%s%s", folder, below);
    places->count += length >= 0 && length < CONFIG_TEXT;
}

/* A program that was built and not installed: its folder lies in the source tree, or in a folder of builds there. */
static void add_program(struct places *places)
{
    char folder[CONFIG_TEXT], cache[CONFIG_TEXT + 32], games[CONFIG_TEXT + 8];
    if (!place_of_program(folder, sizeof folder))
        return;
    snprintf(cache, sizeof cache, "%s/CMakeCache.txt", folder);
    for (unsigned up = 0; file_exists(cache) && up < 2; up++) {
        char *slash = strrchr(folder, '/');
        if (!slash)
            return;
        *slash = '\0';
        snprintf(games, sizeof games, "%s/games", folder);
        if (folder_exists(games))
            add(places, games, "/");
    }
}

static void list_games(struct places *places, const char *beside)
{
    const char *games = getenv("HOLDEM_GAMES");
    if (games)
        add(places, games, "/");
    if (beside)
        add(places, beside, "../games/");
    add(places, "games/", "");
    add_program(places);
    add(places, HOLDEM_GAMES_INSTALLED, "");
}

static void list_places(const char *file, const char *name, bool is_game, struct places *places)
{
    const char *slash = strrchr(file, '/');
    char beside[CONFIG_TEXT];
    snprintf(beside, sizeof beside, "%.*s", slash ? (int)(slash - file) + 1 : 0, file);
    places->count = 0;
    add(places, "", "");
    if (name[0] == '/')
        return;
    if (beside[0])
        add(places, beside, "");
    if (is_game && !strchr(name, '/'))
        list_games(places, file[0] ? beside : NULL);
}

/* A place that the system fails to look at ends the search: what lies behind it may be another file of that name. */
static bool try_place(const char *folder, const char *ending, char name[CONFIG_TEXT], bool *found,
                      struct failure *failure)
{
    char path[2 * CONFIG_TEXT + 8];
    int length = snprintf(path, sizeof path, "%s%s%s", folder, name, ending);
    if (*found || length < 0 || length >= CONFIG_TEXT)
        return true;
    if (!file_look(path, found, failure))
        return false;
    if (*found)
        memcpy(name, path, (size_t)length + 1);
    return true;
}

static bool find(const char *file, char name[CONFIG_TEXT], bool is_game, struct failure *failure)
{
    struct places places;
    bool found = name[0] == '\0', looked = true;
    list_places(file, name, is_game, &places);
    for (unsigned i = 0; looked && !found && i < places.count; i++) {
        looked = try_place(places.folder[i], "", name, &found, failure) &&
                 (!is_game || try_place(places.folder[i], ".game", name, &found, failure));
    }
    return looked;
}

bool config_find_game(const char *file, char name[CONFIG_TEXT], struct failure *failure)
{
    return find(file, name, true, failure);
}

bool config_find_buckets(const char *file, char name[CONFIG_TEXT], struct failure *failure)
{
    return find(file, name, false, failure);
}

static bool fail_to_find(const char *file, const char *name, struct failure *failure)
{
    struct places places;
    char folders[768] = "";
    list_places(file, name, true, &places);
    for (unsigned i = 0; i < places.count; i++) {
        const char *folder = places.folder[i];
        size_t length = strlen(folder);
        text_append(folders, sizeof folders, "%s%.*s",
                    i == 0                  ? ""
                    : i + 1 == places.count ? " and "
                                            : ", ",
                    length > 1 ? (int)length - 1 : 1, length > 0 ? folder : ".");
    }
    return failure_set(failure, "there is no game '%.80s': looked for it, and for it with .game, in %s%s", name,
                       folders, getenv("HOLDEM_GAMES") ? "" : " (HOLDEM_GAMES names another folder)");
}

bool config_load_game(const char *file, const char *name, struct game *game, struct failure *failure)
{
    if (!file_exists(name) && !strchr(name, '/'))
        return fail_to_find(file, name, failure);
    return game_load(name, game, failure);
}
