/* Regret matching (Hart and Mas-Colell 2000; Zinkevich et al. 2007, eq. 8): the probability of an action is its positive
 * regret's share of all positive regret; uniform when there is none. */
#ifndef CFR_REGRET_H
#define CFR_REGRET_H

#include "cfr/tables.h"

/* Reads the regrets of a row and writes the current strategy. */
static inline void regret_match(const table_entry regret[], unsigned actions, float probability[])
{
    float total = 0;
    for (unsigned a = 0; a < actions; a++) {
        float r = table_load(&regret[a]);
        probability[a] = r > 0 ? r : 0;
        total += probability[a];
    }
    if (total > 0) {
        float scale = 1 / total;
        for (unsigned a = 0; a < actions; a++)
            probability[a] *= scale;
    } else {
        float uniform = 1 / (float)actions;
        for (unsigned a = 0; a < actions; a++)
            probability[a] = uniform;
    }
}

#endif
