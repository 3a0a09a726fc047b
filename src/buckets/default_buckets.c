#include "buckets/default_buckets.h"

#include "base/log.h"
#include "base/text.h"
#include "buckets/bucket_file.h"
#include "buckets/expectation.h"
#include "platform/clock.h"
#include "platform/file.h"

#include <string.h>

enum { BUCKETS_BEFORE_RIVER = 80, BUCKETS_ON_RIVER = 64 };

bool default_buckets_counts(const struct game *game, uint32_t k[GAME_ROUNDS], struct failure *failure)
{
    struct street_indices indices;
    if (!street_indices_init(&indices, game, failure))
        return false;
    memset(k, 0, GAME_ROUNDS * sizeof *k);
    for (unsigned s = 0; s < indices.streets; s++) {
        if (indices.board_cards[s] == 0)
            k[s] = indices.hands[s] < BUCKETS_MOST ? (uint32_t)indices.hands[s] : BUCKETS_MOST;
        else
            k[s] = indices.board_cards[s] < 5 ? BUCKETS_BEFORE_RIVER : BUCKETS_ON_RIVER;
    }
    street_indices_release(&indices);
    return true;
}

bool default_buckets_path(const struct game *game, const uint32_t k[GAME_ROUNDS], char *path, size_t size,
                          struct failure *failure)
{
    path[0] = '\0';
    if (!file_cache_folder(path, size, failure) || !folder_make(path, failure))
        return false;
    text_append(path, size, "/buckets-v%d-deck%ux%u-board", BUCKET_FILE_VERSION, (unsigned)game->deck.ranks,
                (unsigned)game->deck.suits);
    for (unsigned s = 0; s < game->rounds; s++)
        text_append(path, size, "%s%u", s ? "." : "", game_board_cards(game, s));
    text_append(path, size, "-k");
    for (unsigned s = 0; s < game->rounds; s++)
        text_append(path, size, "%s%u", s ? "." : "", (unsigned)k[s]);
    text_append(path, size, ".holdem");
    return strlen(path) + 1 < size || failure_set(failure, "the path of the cache folder is too long");
}

static bool open_or_build(const struct game *game, unsigned workers, struct abstraction *abstraction,
                          struct failure *failure)
{
    struct bucket_options options = {.fewer = true, .workers = workers};
    char path[1024];
    if (!default_buckets_counts(game, options.k, failure) ||
        !default_buckets_path(game, options.k, path, sizeof path, failure))
        return false;
    if (file_exists(path)) {
        struct failure damage;
        if (abstraction_open(path, game, abstraction, &damage))
            return true;
        log_warning("%s; building it again", damage.text);
    }
    log_info("Building the default card abstraction, once: %s", path);
    double started = clock_seconds();
    if (!bucket_file_build(game, &options, path, failure))
        return false;
    log_info("Card abstraction built in %s", text_seconds(clock_seconds() - started).text);
    return abstraction_open(path, game, abstraction, failure);
}

bool abstraction_default(const struct game *game, unsigned streets, unsigned workers, struct abstraction *abstraction,
                         struct failure *failure)
{
    struct failure reason;
    if (abstraction_lossless(game, streets, DEFAULT_LOSSLESS_MOST, abstraction, &reason))
        return true;
    return open_or_build(game, workers, abstraction, failure) ||
           failure_context(failure, "the default card abstraction of %s", game->name);
}
