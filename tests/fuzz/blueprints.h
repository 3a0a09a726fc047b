/* Two blueprints in the working folder for targets that ask one: of Leduc (limit), and of a game of two streets without limit. */
#ifndef FUZZ_BLUEPRINTS_H
#define FUZZ_BLUEPRINTS_H

#include "eval/blueprint.h"
#include "fuzz.h"
#include "support/training.h"

static const char blueprints_no_limit[] =
    "GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 2\nstack = 20 20\nblind = 2 1\nfirstPlayer = 2 1\nnumSuits = 4\n"
    "numRanks = 3\nnumHoleCards = 2\nnumBoardCards = 0 3\nEND GAMEDEF\n";

static const char *const blueprints_path[] = {"limit.holdem", "nolimit.holdem"};

static inline void blueprints_write(void)
{
    enum { ITERATIONS = 500 };
    const struct blueprint_facts facts = {.iterations = ITERATIONS, .sampler = "external", .schedule = "linear"};
    for (unsigned i = 0; i < 2; i++) {
        struct training training;
        struct failure failure;
        if (i == 0)
            training_open(&training, "leduc.game", &sampler_external, &schedule_linear, 1);
        else
            training_open_text(&training, blueprints_no_limit, &sampler_external, &schedule_linear, 1);
        training_run(&training, 0, ITERATIONS, 0);
        fuzz_need(blueprint_write(&run_unattended, blueprints_path[i], &training.tree, &training.abstraction,
                                  &training.plan.tables, &facts, &failure),
                  &failure);
        training_close(&training);
    }
}

#endif
