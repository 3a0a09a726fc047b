#include "app/match_snapshots.h"

#include "app/commands.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "eval/filter.h"
#include "eval/match.h"
#include "platform/file.h"
#include "platform/interrupt.h"
#include "train/logdir.h"

#include <cJSON.h>
#include <stdio.h>
#include <string.h>

const char match_snapshots_word[] = "snapshots";

/* The logdir that a path names, which may be that of a file in it. */
static void find_logdir(const char *path, char logdir[LOGDIR_PATH])
{
    bool is_file = false;
    struct failure failure;
    const char *end = path + strlen(path), *slash = strrchr(path, '/');
    if (file_exists(path) && file_look(path, &is_file, &failure) && is_file)
        end = slash ? slash : path;
    snprintf(logdir, LOGDIR_PATH, "%.*s", (int)(end - path), path);
    if (logdir[0] == '\0')
        snprintf(logdir, LOGDIR_PATH, "%s", slash == path ? "/" : ".");
}

bool match_snapshots_any(const char *name)
{
    size_t count;
    char logdir[LOGDIR_PATH];
    find_logdir(filter_rest(name), logdir);
    memory_release(logdir_snapshots(logdir, &count));
    return count > 0;
}

struct contest {
    const struct snapshot_matches *matches; /* borrowed */
    char folder[LOGDIR_PATH];               /* the logdir, without filters */
    struct player furthest;
    char name[2 * LOGDIR_PATH]; /* of it: its file behind the filters */
    uint64_t *iteration;        /* owned: of the snapshots, newest first */
    size_t snapshots, first;    /* `first`: the newest that is behind the furthest */
    size_t played;              /* matches of which there are figures */
    cJSON *json;                /* owned: one a match; NULL when text is wanted */
};

/* A file of the run with the logdir's filters in front: all are played alike. */
static void name_player(const struct contest *contest, const char *path, char name[2 * LOGDIR_PATH])
{
    int filters = (int)(filter_rest(contest->matches->logdir) - contest->matches->logdir);
    snprintf(name, 2 * LOGDIR_PATH, "%.*s%s", filters, contest->matches->logdir, path);
}

static bool open_as_furthest(struct contest *contest, const char *path, struct failure *failure)
{
    name_player(contest, path, contest->name);
    return player_open(&contest->furthest, contest->name, contest->matches->buckets, NULL, failure);
}

/* The blueprint of a run that was taken up again is still that of its first part: then a snapshot is further. */
static bool open_furthest(struct contest *contest, struct failure *failure)
{
    bool has_snapshots = contest->snapshots > 0;
    char path[LOGDIR_PATH];
    logdir_entry(contest->folder, LOGDIR_BLUEPRINT, path);
    if (file_exists(path) || !has_snapshots) {
        if (!open_as_furthest(contest, path, failure))
            return false;
        if (!has_snapshots || contest->furthest.blueprint.iterations >= contest->iteration[0])
            return true;
        player_close(&contest->furthest);
    }
    logdir_snapshot(contest->folder, contest->iteration[0], path);
    return open_as_furthest(contest, path, failure);
}

static bool open_contest(struct contest *contest, struct failure *failure)
{
    const char *logdir = contest->matches->logdir;
    find_logdir(filter_rest(logdir), contest->folder);
    contest->iteration = logdir_snapshots(contest->folder, &contest->snapshots);
    if (!open_furthest(contest, failure) || !match_check(&contest->furthest.agent, &contest->furthest.agent, failure))
        return false;
    while (contest->first < contest->snapshots &&
           contest->iteration[contest->first] >= contest->furthest.blueprint.iterations)
        contest->first++;
    return contest->first < contest->snapshots ||
           failure_set(failure,
                       "%s: no earlier snapshots to play against (runs take one every ten minutes, or as "
                       "--snapshot-interval says); holdem match %s random plays against a built-in player",
                       logdir, logdir);
}

static void print_head(const struct contest *contest)
{
    const struct playing_options *options = contest->matches->options;
    printf("%-18s %s\n", "game", contest->furthest.agent.game->name);
    printf("%-18s %s, %s iterations\n", "A", text_shown(contest->name).text,
           text_thousands(contest->furthest.blueprint.iterations).text);
    printf("%-18s %s from each snapshot, seed %lld%s\n\n", "hands", text_thousands((uint64_t)options->hands).text,
           (long long)options->seed, contest->matches->plain ? ", luck left in" : "");
    printf("%-18s %12s\n", "snapshot", "A wins");
    fflush(stdout);
}

/* What was played of a match that an interrupt ended counts. */
static void add_match(struct contest *contest, uint64_t iteration, const struct match_estimates *estimates)
{
    struct unit unit = unit_of(contest->furthest.agent.game);
    contest->played++;
    if (!contest->json) {
        log_clear_progress();
        print_estimate(text_thousands(iteration).text, &estimates->corrected, unit);
        fflush(stdout);
        return;
    }
    cJSON *match = cJSON_CreateObject(), *won = cJSON_CreateObject();
    cJSON_AddNumberToObject(match, "iterations", (double)iteration);
    cJSON_AddNumberToObject(match, "hands", 2 * (double)estimates->plain.count);
    cJSON_AddNumberToObject(won, "mean", estimates->corrected.mean * unit.scale);
    cJSON_AddNumberToObject(won, "interval", estimate_interval(&estimates->corrected) * unit.scale);
    cJSON_AddItemToObject(match, "a_wins", won);
    cJSON_AddItemToArray(contest->json, match);
}

static bool play_snapshot(struct contest *contest, uint64_t iteration, struct failure *failure)
{
    const struct snapshot_matches *matches = contest->matches;
    struct player snapshot;
    char path[LOGDIR_PATH], name[2 * LOGDIR_PATH];
    logdir_snapshot(contest->folder, iteration, path);
    name_player(contest, path, name);
    bool done = player_open(&snapshot, name, matches->buckets, NULL, failure);
    if (done) {
        struct match_estimates estimates;
        const struct match_plan plan = {
            .a = &contest->furthest.agent,
            .b = &snapshot.agent,
            .deals = ((uint64_t)matches->options->hands + 1) / 2,
            .seed = (uint64_t)matches->options->seed,
            .workers = command_workers(matches->options->workers),
            .plain = matches->plain,
        };
        done = match_play(&plan, &estimates, failure);
        if (estimates.plain.count > 0)
            add_match(contest, iteration, &estimates);
    }
    player_close(&snapshot);
    return done;
}

static bool play_all(struct contest *contest, struct failure *failure)
{
    for (size_t i = contest->first; i < contest->snapshots; i++) {
        if (!play_snapshot(contest, contest->iteration[i], failure))
            return interrupt_requested() ? failure_set(failure, "interrupted: %zu of %zu matches are whole",
                                                       i - contest->first, contest->snapshots - contest->first)
                                         : false;
    }
    return true;
}

static void print_foot(const struct contest *contest)
{
    if (contest->played == 0)
        return;
    printf("\nWhat A wins from its own past shows what training still brings: near 0 against the newest snapshots, "
           "little.\n");
    print_yardstick(contest->furthest.agent.game);
}

static void print_contest(const struct contest *contest)
{
    const struct game *game = contest->furthest.agent.game;
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "game", game->name);
    cJSON_AddStringToObject(json, "a", contest->name);
    cJSON_AddNumberToObject(json, "iterations", (double)contest->furthest.blueprint.iterations);
    cJSON_AddNumberToObject(json, "seed", (double)contest->matches->options->seed);
    cJSON_AddStringToObject(json, "unit", unit_of(game).name);
    cJSON_AddItemToObject(json, "snapshots", contest->json);
    add_yardstick(json, "always_fold", game);
    command_print_json(json);
}

bool match_snapshots(const struct snapshot_matches *matches, struct failure *failure)
{
    struct contest contest = {.matches = matches};
    bool opened = open_contest(&contest, failure), done = false;
    if (opened) {
        if (matches->options->json)
            contest.json = cJSON_CreateArray();
        else
            print_head(&contest);
        done = play_all(&contest, failure);
        (contest.json ? print_contest : print_foot)(&contest);
    }
    player_close(&contest.furthest);
    memory_release(contest.iteration);
    return done;
}
