#include "train/driver.h"

#include "base/text.h"
#include "train/desks.h"
#include "train/samplers.h"

const struct driver *driver_of(const struct sampler *sampler)
{
    return sampler->driver ? sampler->driver : &driver_of_hands;
}

static bool takes(const struct driver *driver, unsigned players)
{
    return driver->most_players == 0 || players <= driver->most_players;
}

static bool suits(const struct choice *row, const void *context)
{
    const unsigned *players = context;
    return row != &sampler_auto.choice && takes(driver_of(sampler_of(row)), *players);
}

bool driver_check(const struct sampler *sampler, const struct game *game, struct failure *failure)
{
    const struct driver *driver = driver_of(sampler);
    char others[128] = "";
    if (takes(driver, game->players))
        return true;
    choice_list(samplers, suits, &game->players, " or ", others, sizeof others);
    return failure_set(failure, "sampler %s is for at most %u players, and %s has %u: use %s", sampler->choice.name,
                       driver->most_players, game->name, game->players, others);
}

bool drive_open(const struct run_context *run, struct drive *drive, const struct tree *tree,
                const struct abstraction *abstraction, struct sampler_plan *plan, struct failure *failure)
{
    const struct driver *driver = driver_of(plan->sampler);
    *drive = (struct drive){run, driver, tree, abstraction, plan, NULL};
    return driver_check(plan->sampler, tree->game, failure) && driver->open(drive, failure);
}

void drive_release(struct drive *drive)
{
    if (drive->state)
        drive->driver->release(drive);
    *drive = (struct drive){.driver = NULL};
}
