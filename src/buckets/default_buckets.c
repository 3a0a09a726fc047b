#include "buckets/default_buckets.h"

#include "base/memory.h"
#include "base/text.h"
#include "buckets/expectation.h"
#include "platform/clock.h"
#include "platform/file.h"
#include "platform/folder.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* More buckets tell hands better apart and take longer to be learnt (docs/experiments/002-buckets-by-time.md and
 * 003-ten-minutes.md). No two lines have the same counts: a run that goes on is known by them. */
static const struct size {
    double training; /* from so many processor seconds on */
    uint32_t before_river, on_river;
    bool hasty; /* the run is not kept waiting: one restart, and bucket_options.hasty */
} sizes[] = {
    {0, 200, 200, true},        {900, 1000, 1000, true},   {1200, 4000, 4000, true},
    {20000, 5000, 5000, false}, {INFINITY, 80, 64, false}, /* that of version 0.1.0, whose runs go on with it */
};

enum { SIZES = sizeof sizes / sizeof *sizes, RESTARTS = 3 };

const double default_buckets_usual_training = 1000;
const struct bucket_method *const default_buckets_method = &bucket_emd;

static const struct size *size_for(const struct bucket_choice *choice)
{
    const struct size *size = sizes;
    for (unsigned i = 1; i < SIZES; i++)
        if (choice->training >= sizes[i].training)
            size = &sizes[i];
    return size;
}

static uint32_t default_count(const struct street_indices *indices, unsigned street, const struct size *size)
{
    if (indices->board_cards[street] == 0)
        return indices->hands[street] < BUCKETS_MOST ? (uint32_t)indices->hands[street] : BUCKETS_MOST;
    return indices->board_cards[street] < 5 ? size->before_river : size->on_river;
}

/* Of one street. As many buckets as hands are lossless, and lossless are as many. */
static bool choose_street(const struct street_indices *indices, unsigned street, const struct bucket_choice *choice,
                          struct bucket_options *options, struct failure *failure)
{
    int64_t k = choice->k[street];
    uint64_t hands = indices->hands[street];
    const struct bucket_method **method = &options->method[street];
    bool one_each = (*method)->one_each;
    if (one_each && k > 0 && (uint64_t)k != hands)
        return failure_set(failure, "%s are %" PRIu64 " buckets, not %" PRId64, (*method)->choice.name, hands, k);
    if (one_each)
        options->k[street] = hands < UINT32_MAX ? (uint32_t)hands : UINT32_MAX;
    else
        options->k[street] = k > 0 ? (uint32_t)k : default_count(indices, street, size_for(choice));
    if (options->k[street] == hands)
        *method = &bucket_lossless;
    return true;
}

static bool choose(const struct game *game, const struct street_indices *indices, const struct bucket_choice *choice,
                   struct bucket_options *options, struct failure *failure)
{
    if (!bucket_methods_parse(default_buckets_method->choice.name, game, indices, options->method, failure) ||
        (choice->method[0] && !bucket_methods_parse(choice->method, game, indices, options->method, failure)))
        return false;
    options->fewer = true;
    for (unsigned s = 0; s < GAME_ROUNDS; s++) {
        if (choice->k[s] > 0 && s >= indices->streets)
            return failure_set(failure, "buckets are given for street %u, but %s has %u", s + 1, game->name,
                               indices->streets);
        if (choice->k[s] > 0)
            options->fewer = false;
        if (s < indices->streets && !choose_street(indices, s, choice, options, failure))
            return failure_context(failure, "%s", game_round_name(game, s));
    }
    options->hasty = size_for(choice)->hasty && !choice->given && !choice->careful;
    options->restarts = choice->restarts > 0 ? (unsigned)choice->restarts : options->hasty ? 1 : RESTARTS;
    options->seed = (uint64_t)choice->seed;
    return true;
}

bool default_buckets_options(const struct game *game, const struct bucket_choice *choice,
                             struct bucket_options *options, struct failure *failure)
{
    struct street_indices indices;
    if (!street_indices_init(&indices, game, failure))
        return false;
    *options = (struct bucket_options){.workers = 1};
    bool chosen = choose(game, &indices, choice, options, failure);
    street_indices_release(&indices);
    return chosen;
}

/* Could these buckets be what was asked for? Clustering gives fewer on a street whose hands hardly differ. *fewer: streets that have;
 * on one street at least, besides the first, there are just as many. */
static bool could_be(const struct game *game, const uint32_t buckets[GAME_ROUNDS], const struct bucket_options *options,
                     unsigned *fewer)
{
    bool any = false;
    *fewer = 0;
    for (unsigned s = 0; s < game->rounds; s++) {
        if (buckets[s] > options->k[s])
            return false;
        *fewer += buckets[s] != 0 && buckets[s] < options->k[s];
        any = any || (buckets[s] == options->k[s] && (s > 0 || game->rounds == 1));
    }
    return any;
}

bool default_buckets_like(const struct game *game, const uint32_t buckets[GAME_ROUNDS], struct bucket_choice *choice)
{
    unsigned least = GAME_ROUNDS + 1;
    struct bucket_choice like = *choice;
    for (unsigned i = 0; i < SIZES; i++) {
        struct bucket_options options;
        struct failure ignored;
        like.training = sizes[i].training;
        if (!default_buckets_options(game, &like, &options, &ignored))
            return false;
        unsigned fewer;
        if (could_be(game, buckets, &options, &fewer) && fewer < least) {
            least = fewer;
            choice->training = like.training;
        }
    }
    return least <= GAME_ROUNDS;
}

/* Appends the name of the file to its folder. */
static bool append_name(const struct game *game, const struct bucket_options *options, char *path, size_t size,
                        struct failure *failure)
{
    text_append(path, size, "/buckets-v%d-deck%ux%u-board", BUCKET_FILE_VERSION, (unsigned)game->deck.ranks,
                (unsigned)game->deck.suits);
    for (unsigned s = 0; s < game->rounds; s++)
        text_append(path, size, "%s%u", s ? "." : "", game_board_cards(game, s));
    for (unsigned s = 0; s < game->rounds; s++)
        text_append(path, size, "%s%s%u", s ? "." : "-", options->method[s]->choice.name, (unsigned)options->k[s]);
    text_append(path, size, "-restarts%u%s-seed%llu.holdem", options->restarts, options->hasty ? "-hasty" : "",
                (unsigned long long)options->seed);
    return strlen(path) + 1 < size || failure_set(failure, "the path of the cache folder is too long");
}

bool default_buckets_path(const struct game *game, const struct bucket_options *options, char *path, size_t size,
                          struct failure *failure)
{
    path[0] = '\0';
    return folder_cache(path, size, failure) && folder_make(path, failure) &&
           append_name(game, options, path, size, failure);
}

/* What was built before; *opened is false when there is nothing, or only what is damaged. A file that cannot be opened
 * now, with too many files open or too little memory left, may be whole: it is not built again. */
static bool open_cached(const struct run_context *run, const char *path, const struct game *game,
                        struct abstraction *abstraction, bool *opened, struct failure *failure)
{
    bool there = file_exists(path);
    *opened = there && abstraction_open(path, game, abstraction, failure);
    if (*opened || !there)
        return true;
    if (failure->error != 0)
        return false;
    log_warning(run->log, "%s; building it again", failure->text);
    return true;
}

bool default_buckets_lock(const struct run_context *run, const char *path, struct lock **lock, bool *waited,
                          struct failure *failure)
{
    static const double LOOK_SECONDS = 0.1;
    enum lock_outcome outcome;
    *waited = false;
    while ((outcome = lock_take(run->log, path, lock, failure)) == LOCK_HELD) {
        if (!run_goes_on(run, failure))
            return false;
        if (!*waited)
            log_info(run->log,
                     "Another program is building the default card abstraction: waiting for it to be done (%s)", path);
        *waited = true;
        clock_sleep(LOOK_SECONDS);
    }
    return outcome == LOCK_TAKEN;
}

/* What builds that were killed left in the cache folder, whatever they were to become. */
static void sweep_folder_of(struct log *log, const char *path)
{
    char *folder = folder_of(path);
    file_sweep(log, folder);
    memory_release(folder);
}

static bool build(const struct run_context *run, const struct game *game, const struct bucket_options *options,
                  const char *path, struct abstraction *abstraction, struct failure *failure)
{
    log_info(run->log, "Building the default card abstraction, once: %s", path);
    double started = run_seconds(run);
    if (!bucket_build(run, game, options, path, failure))
        return false;
    log_info(run->log, "Card abstraction built in %s", text_seconds(run_seconds(run) - started).text);
    return abstraction_open(path, game, abstraction, failure);
}

/* Opens the file or builds it; another program may be doing so. */
static bool open_or_build_at(const struct run_context *run, const char *path, const struct game *game,
                             const struct bucket_options *options, struct abstraction *abstraction,
                             struct failure *failure)
{
    struct lock *lock;
    bool opened, waited, was_there = file_exists(path);
    if (!open_cached(run, path, game, abstraction, &opened, failure))
        return false;
    if (opened)
        return true;
    if (!default_buckets_lock(run, path, &lock, &waited, failure))
        return false;
    /* What was not there before the lock was taken may be there now. */
    bool done = (was_there && !waited) || open_cached(run, path, game, abstraction, &opened, failure);
    if (done && !opened)
        done = build(run, game, options, path, abstraction, failure);
    lock_release(lock);
    return done;
}

/* The file is there, or can be made. */
static bool is_usable(const char *path, struct failure *failure)
{
    char *folder = folder_of(path);
    bool usable = file_exists(path) || file_check_folder(folder, failure);
    memory_release(folder);
    return usable;
}

/* The file's path: in `elsewhere`, if it lies there or no other place will do, else in the cache folder. */
static bool choose_path(struct log *log, const struct game *game, const struct bucket_options *options,
                        const char *elsewhere, char *path, size_t size, struct failure *failure)
{
    char there[1024] = "";
    struct failure reason;
    text_append(there, sizeof there, "%s", elsewhere ? elsewhere : "");
    if (elsewhere && !append_name(game, options, there, sizeof there, failure))
        return false;
    bool lies_there = elsewhere && file_exists(there);
    if (!lies_there && default_buckets_path(game, options, path, size, &reason) && is_usable(path, &reason))
        return true;
    if (!elsewhere) {
        *failure = reason;
        return false;
    }
    if (!lies_there)
        log_warning(log, "%s; the card abstraction is kept in %s", reason.text, elsewhere);
    snprintf(path, size, "%s", there);
    return true;
}

/* Minutes are not spent on buckets that a run cannot go on with. */
static bool check_worth(const struct game *game, const struct bucket_choice *choice, const char *path,
                        struct failure *failure)
{
    char counts[96] = "";
    if (!choice->others || file_exists(path))
        return true;
    for (unsigned s = 0; s < game->rounds; s++)
        text_append(counts, sizeof counts, "%s%s", s ? " / " : "", text_thousands(choice->others[s]).text);
    return failure_set(failure,
                       "the run that is gone on from has %s buckets, and others are not built for it: the section "
                       "`bucket` must be as it began, or --buckets name its file",
                       counts);
}

static bool open_or_build(const struct run_context *run, const struct game *game, const struct bucket_choice *choice,
                          const char *elsewhere, unsigned workers, struct abstraction *abstraction,
                          struct failure *failure)
{
    struct bucket_options options;
    char path[1024] = "";
    if (!default_buckets_options(game, choice, &options, failure))
        return false;
    options.workers = workers;
    if (!choose_path(run->log, game, &options, elsewhere, path, sizeof path, failure) ||
        !check_worth(game, choice, path, failure))
        return false;
    sweep_folder_of(run->log, path);
    return open_or_build_at(run, path, game, &options, abstraction, failure);
}

bool abstraction_default(const struct run_context *run, const struct game *game, unsigned streets,
                         const struct bucket_choice *choice, const char *elsewhere, unsigned workers,
                         struct abstraction *abstraction, struct failure *failure)
{
    struct failure reason;
    if (!choice->given && abstraction_lossless(game, streets, DEFAULT_LOSSLESS_MOST, abstraction, &reason))
        return true;
    return open_or_build(run, game, choice, elsewhere, workers, abstraction, failure) ||
           failure_context(failure, "the default card abstraction of %s", game->name);
}
