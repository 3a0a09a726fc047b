#include "eval/player.h"

#include "base/text.h"
#include "eval/agent_policy.h"
#include "eval/agents.h"
#include "platform/file.h"

#include <errno.h>
#include <string.h>

bool player_is_built_in(const char *name)
{
    struct filters filters;
    return filter_parse(name, NULL, &filters, &name, NULL) && choice_named(agents, name);
}

bool player_check(const char *name, struct failure *failure)
{
    struct filters filters;
    return filter_parse(name, NULL, &filters, NULL, failure);
}

/* `file`: the name without its filters. */
static bool find_blueprint(const char *file, struct failure *failure)
{
    const char *names[CHOICES_MOST];
    if (file_exists(file))
        return true;
    int error = errno;
    const char *nearest = text_nearest(file, names, choice_names(agents, names));
    if (nearest)
        return failure_set(failure, "%s: neither a file nor a built-in player; did you mean '%s'?", file, nearest);
    failure_system(failure, error, "%s: cannot be opened", file);
    return filter_lead_on(file, failure);
}

bool player_find(const char *name, struct failure *failure)
{
    struct filters filters;
    return filter_parse(name, NULL, &filters, &name, failure) &&
           (choice_named(agents, name) || find_blueprint(name, failure));
}

static bool open_blueprint(struct player *player, const char *file, const char *buckets, struct failure *failure)
{
    if (!find_blueprint(file, failure))
        return false;
    struct blueprint *blueprint = &player->blueprint;
    player->is_blueprint = blueprint_open_filtered(player->name, blueprint, failure);
    if (!player->is_blueprint || !blueprint_verify(blueprint, failure) ||
        !blueprint_open_buckets(blueprint, buckets, failure))
        return false;
    player->agent = agent_of_policy(&blueprint->tree, blueprint_as_policy(blueprint));
    return true;
}

bool player_open(struct player *player, const char *name, const char *buckets, const struct game *game,
                 struct failure *failure)
{
    struct filters filters;
    const char *rest;
    memset(player, 0, sizeof *player);
    player->name = name;
    return filter_parse(name, game, &filters, &rest, failure) &&
           (agent_named(rest, game, &player->agent) || open_blueprint(player, rest, buckets, failure));
}

void player_close(struct player *player)
{
    if (player->is_blueprint)
        blueprint_close(&player->blueprint);
    memset(player, 0, sizeof *player);
}
