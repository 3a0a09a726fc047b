#include "eval/player.h"

#include "base/text.h"
#include "platform/file.h"

#include <string.h>

bool player_is_built_in(const char *name)
{
    struct agent agent;
    return agent_named(name, NULL, &agent);
}

static bool open_blueprint(struct player *player, const char *buckets, struct failure *failure)
{
    unsigned count;
    const char *const *names = agent_names(&count);
    const char *nearest = text_nearest(player->name, names, count);
    if (nearest && !file_exists(player->name))
        return failure_set(failure, "%s: neither a file nor a built-in player; did you mean '%s'?", player->name,
                           nearest);
    struct blueprint *blueprint = &player->blueprint;
    player->is_blueprint = blueprint_open(player->name, blueprint, failure);
    if (!player->is_blueprint || !blueprint_verify(blueprint, failure) ||
        !blueprint_open_buckets(blueprint, buckets, failure))
        return false;
    player->agent = agent_of_policy(&blueprint->tree, blueprint_as_policy(blueprint));
    return true;
}

bool player_open(struct player *player, const char *name, const char *buckets, const struct game *game,
                 struct failure *failure)
{
    memset(player, 0, sizeof *player);
    player->name = name;
    return agent_named(name, game, &player->agent) || open_blueprint(player, buckets, failure);
}

void player_close(struct player *player)
{
    if (player->is_blueprint)
        blueprint_close(&player->blueprint);
    memset(player, 0, sizeof *player);
}
