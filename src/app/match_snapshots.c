#include "app/match_snapshots.h"

#include "app/commands.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "eval/filter.h"
#include "eval/match.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "store/given_folder.h"
#include "train/logdir.h"

#include <cJSON.h>
#include <stdio.h>
#include <string.h>

const char match_snapshots_word[] = "snapshots";

static const char *last_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Snapshots are a run's, and this is one strategy, or the folder of snapshots itself: says which run was meant, where that
 * can be told. */
static bool refuse_path(const char *path, const char *snapshots, struct failure *failure)
{
    char *run = folder_of(snapshots);
    bool is_known = strcmp(last_name(snapshots), LOGDIR_SNAPSHOTS) == 0;
    failure_set(failure,
                "%s is not a run: holdem match %s %s plays the furthest strategy of a run against its snapshots", path,
                is_known ? run : "LOGDIR", match_snapshots_word);
    memory_release(run);
    return false;
}

/* The logdir that a path names, which may be that of the blueprint in it. */
static bool find_logdir(const char *path, char logdir[LOGDIR_PATH], struct failure *failure)
{
    bool is_file, done = true;
    if (!file_look(path, &is_file, failure))
        return false;
    char *folder = is_file ? folder_of(path) : memory_copy_text(path);
    snprintf(logdir, LOGDIR_PATH, "%s", folder);
    if (is_file && strcmp(last_name(path), LOGDIR_BLUEPRINT) != 0)
        done = refuse_path(path, folder, failure);
    else if (!is_file && !file_exists(path))
        done = failure_set(failure, "%s: there is no such folder", path);
    memory_release(folder);
    return done;
}

bool match_snapshots_any(const char *name)
{
    size_t count;
    char logdir[LOGDIR_PATH];
    if (!find_logdir(filter_rest(name), logdir, NULL))
        return false;
    memory_release(logdir_snapshots(logdir, &count));
    return count > 0;
}

bool match_snapshots_named(const char *b, const char *a, bool *named, struct failure *failure)
{
    const char *word = filter_rest(b);
    *named = strcmp(word, match_snapshots_word) == 0;
    return !*named || word == b ||
           failure_set(failure,
                       "%s: filters stand before the run, and hold for its snapshots, too: holdem match %.*s%s %s", b,
                       (int)(word - b), b, a, match_snapshots_word);
}

struct contest {
    const struct snapshot_matches *matches; /* borrowed */
    char folder[LOGDIR_PATH];               /* the logdir, without filters */
    struct player furthest;
    char name[2 * LOGDIR_PATH]; /* of it: its file behind the filters */
    uint64_t *iteration;        /* owned: of the snapshots, newest first */
    size_t snapshots, first;    /* `first`: the newest that is behind the furthest */
    size_t played, whole;       /* matches of which there are figures, all of them */
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

/* A file that is damaged, or gone by now, is no reason to leave the others alone; that their buckets are missing is one. */
static bool pass_over(const struct player *player, struct failure *failure)
{
    if (player->is_blueprint && blueprint_verify(&player->blueprint, NULL))
        return false;
    log_warning(command_log(), "%s; this snapshot is passed over", failure->text);
    return true;
}

/* The first of the newest snapshots, those beyond an iteration, that is whole; *found: there is one. */
static bool open_newest(struct contest *contest, uint64_t beyond, bool *found, struct failure *failure)
{
    char path[LOGDIR_PATH];
    *found = false;
    for (size_t i = 0; !*found && i < contest->snapshots && contest->iteration[i] > beyond; i++) {
        logdir_snapshot(contest->folder, contest->iteration[i], path);
        *found = open_as_furthest(contest, path, failure);
        if (!*found && !pass_over(&contest->furthest, failure))
            return false;
        if (!*found)
            player_close(&contest->furthest);
    }
    return true;
}

/* The blueprint of a run that was taken up again is still that of its first part: then a snapshot is further. */
static bool open_furthest(struct contest *contest, struct failure *failure)
{
    char path[LOGDIR_PATH];
    uint64_t reached = 0;
    bool found;
    logdir_entry(contest->folder, LOGDIR_BLUEPRINT, path);
    bool has_blueprint = given_folder_has_blueprint(contest->folder);
    if (has_blueprint) {
        if (!open_as_furthest(contest, path, failure))
            return false;
        reached = contest->furthest.blueprint.iterations;
        if (reached >= contest->iteration[0])
            return true;
        player_close(&contest->furthest);
    }
    if (!open_newest(contest, reached, &found, failure) || found)
        return found;
    return has_blueprint ? open_as_furthest(contest, path, failure)
                         : failure_set(failure, "%s: none of its snapshots can be read", contest->folder);
}

static bool fail_without_snapshots(const struct contest *contest, struct failure *failure)
{
    const char *logdir = contest->matches->logdir;
    bool has_blueprint = given_folder_has_blueprint(contest->folder);
    if (strcmp(last_name(contest->folder), LOGDIR_SNAPSHOTS) == 0 && !has_blueprint)
        return refuse_path(logdir, contest->folder, failure);
    failure_set(failure,
                "%s: no earlier snapshots to play against (runs take one every ten minutes, or as --snapshot-interval "
                "says)",
                logdir);
    if (has_blueprint)
        failure_add(failure, "; holdem match %s random plays against a built-in player", logdir);
    else
        given_folder_add_runs(contest->folder, failure);
    return false;
}

static bool open_contest(struct contest *contest, struct failure *failure)
{
    if (!find_logdir(filter_rest(contest->matches->logdir), contest->folder, failure))
        return false;
    contest->iteration = logdir_snapshots(contest->folder, &contest->snapshots);
    if (contest->snapshots == 0)
        return fail_without_snapshots(contest, failure);
    if (!open_furthest(contest, failure) || !match_check(&contest->furthest.agent, &contest->furthest.agent, failure))
        return false;
    while (contest->first < contest->snapshots &&
           contest->iteration[contest->first] >= contest->furthest.blueprint.iterations)
        contest->first++;
    return contest->first < contest->snapshots || fail_without_snapshots(contest, failure);
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
        log_clear_progress(command_log());
        print_estimate(text_thousands(iteration).text, &estimates->corrected, unit);
        fflush(stdout);
        return;
    }
    cJSON *match = cJSON_CreateObject();
    cJSON_AddNumberToObject(match, "iterations", (double)iteration);
    cJSON_AddNumberToObject(match, "hands", 2 * (double)estimates->plain.count);
    cJSON_AddItemToObject(match, "a_wins", estimate_json(&estimates->corrected, unit.scale, "mean", "interval"));
    cJSON_AddItemToArray(contest->json, match);
}

static bool play_against(struct contest *contest, const struct player *snapshot, uint64_t iteration,
                         struct failure *failure)
{
    const struct snapshot_matches *matches = contest->matches;
    struct match_estimates estimates;
    const struct match_plan plan = {
        .run = command_context(),
        .a = &contest->furthest.agent,
        .b = &snapshot->agent,
        .deals = ((uint64_t)matches->options->hands + 1) / 2,
        .seed = (uint64_t)matches->options->seed,
        .workers = command_workers(matches->options->workers),
        .plain = matches->plain,
    };
    bool done = match_play(&plan, &estimates, failure);
    if (estimates.plain.count > 0)
        add_match(contest, iteration, &estimates);
    contest->whole += done;
    return done;
}

static bool play_snapshot(struct contest *contest, uint64_t iteration, struct failure *failure)
{
    struct player snapshot;
    char path[LOGDIR_PATH], name[2 * LOGDIR_PATH];
    logdir_snapshot(contest->folder, iteration, path);
    name_player(contest, path, name);
    bool opened = player_open(&snapshot, name, contest->matches->buckets, NULL, failure);
    bool done = opened ? play_against(contest, &snapshot, iteration, failure) : pass_over(&snapshot, failure);
    player_close(&snapshot);
    return done;
}

static bool play_all(struct contest *contest, struct failure *failure)
{
    for (size_t i = contest->first; i < contest->snapshots; i++) {
        if (!play_snapshot(contest, contest->iteration[i], failure))
            return command_is_cancelled() ? failure_set(failure, "interrupted: %zu of %zu matches are whole",
                                                        contest->whole, contest->snapshots - contest->first)
                                          : false;
    }
    return contest->whole > 0 || failure_set(failure, "%s: none of its earlier snapshots can be read", contest->folder);
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
