/* An agent that plays a policy (eval/policy.h), by following the real betting in the policy's own tree; eval/agent.h
 * says how. Such agents have no row in the table: who has a policy makes one. */
#ifndef EVAL_AGENT_POLICY_H
#define EVAL_AGENT_POLICY_H

#include "eval/agent.h"

/* The policy must be one that locates; what it borrows, and the tree that it plays, must outlive the agent. */
struct agent agent_of_policy(const struct tree *tree, struct policy policy);

#endif
