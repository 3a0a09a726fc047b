#include "eval/visits.h"

#include "base/memory.h"

#include <string.h>

static double mean_of(const double reach[], unsigned combos)
{
    double sum = 0;
    for (unsigned i = 0; i < combos; i++)
        sum += reach[i];
    return sum / combos;
}

/* The product of the mean reaches of all but two players, who may be the same. */
static double product_without(const double mean[], unsigned players, unsigned a, unsigned b)
{
    double product = 1;
    for (unsigned p = 0; p < players; p++)
        product *= p == a || p == b ? 1 : mean[p];
    return product;
}

/* chance[combo]: of being dealt some hand of its bucket. */
static void find_chances(const struct spot *spot, double chance[])
{
    uint32_t buckets = spot->blueprint->street[spot->node->street].buckets;
    if (spot->board_cards > 0) {
        for (unsigned i = 0; i < spot->combos; i++)
            chance[i] = 1.0 / buckets;
        return;
    }
    double *count = memory_allocate(buckets, sizeof *count);
    for (unsigned i = 0; i < spot->combos; i++)
        count[spot->combo[i].bucket]++;
    for (unsigned i = 0; i < spot->combos; i++)
        chance[i] = count[spot->combo[i].bucket] / spot->combos;
    memory_release(count);
}

/* Is it undecided, rather than mixed on purpose? */
static bool is_doubtful(const struct spot *spot, const struct spot_combo *combo)
{
    static const double decided = 0.9;
    double largest = 0;
    for (unsigned i = 0; i < spot->choices; i++) {
        double share = spot_share(&spot->choice[i], combo->strategy);
        largest = share > largest ? share : largest;
    }
    return combo->uniform || combo->visits < VISITS_FEW || (combo->visits < VISITS_ENOUGH && largest < decided);
}

static void judge_groups(struct spot *spot)
{
    double *doubtful = memory_allocate(spot->groups, sizeof *doubtful);
    for (unsigned g = 0; g < spot->groups; g++)
        spot->group[g].visits = spot->group[g].combos ? 0 : SPOT_VISITS_UNKNOWN;
    for (unsigned i = 0; i < spot->combos; i++) {
        struct spot_group *group = &spot->group[spot->combo[i].group];
        group->visits += spot->combo[i].visits / group->combos;
        doubtful[spot->combo[i].group] += spot->combo[i].doubtful;
    }
    for (unsigned g = 0; g < spot->groups; g++)
        spot->group[g].doubtful = doubtful[g] > spot->group[g].combos / 2.0;
    memory_release(doubtful);
}

void visits_estimate(struct spot *spot, const double reach[])
{
    const struct blueprint *blueprint = spot->blueprint;
    unsigned players = blueprint->game.players, actor = spot->node->player;
    double mean[GAME_PLAYERS], counted = 0;
    if (strcmp(blueprint->sampler, "external") != 0 || blueprint->filters.count > 0 || spot->combos == 0)
        return;
    for (unsigned p = 0; p < players; p++)
        mean[p] = mean_of(reach + (size_t)p * spot->combos, spot->combos);
    double learnt = product_without(mean, players, actor, actor);
    for (unsigned explorer = 0; explorer < players; explorer++)
        counted += explorer == actor ? 0 : product_without(mean, players, actor, explorer);
    double *chance = memory_allocate(spot->combos, sizeof *chance);
    find_chances(spot, chance);
    for (unsigned i = 0; i < spot->combos; i++) {
        double share = counted * reach[(size_t)actor * spot->combos + i];
        spot->combo[i].visits = (double)blueprint->iterations * chance[i] * (share < learnt ? share : learnt);
        spot->combo[i].doubtful = is_doubtful(spot, &spot->combo[i]);
    }
    memory_release(chance);
    judge_groups(spot);
}
