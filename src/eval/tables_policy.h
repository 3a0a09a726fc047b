/* The average strategy of tables in memory as a policy: what summaries and tests evaluate without a file. */
#ifndef EVAL_TABLES_POLICY_H
#define EVAL_TABLES_POLICY_H

#include "buckets/abstraction.h"
#include "cfr/tables.h"
#include "eval/policy.h"

struct tables_view {
    const struct abstraction *abstraction; /* borrowed */
    const struct tables *tables;           /* borrowed */
};

/* Borrows `view`, which must outlive the policy. */
struct policy tables_policy(const struct tables_view *view);

#endif
