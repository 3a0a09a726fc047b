#include "eval/policy.h"

static void read_uniform(const void *context, const struct node *node, const card cards[], double probability[])
{
    (void)context, (void)cards;
    for (unsigned a = 0; a < node->actions; a++)
        probability[a] = 1.0 / node->actions;
}

static void read_first_action(const void *context, const struct node *node, const card cards[], double probability[])
{
    (void)context, (void)cards;
    for (unsigned a = 0; a < node->actions; a++)
        probability[a] = a == 0;
}

struct policy policy_uniform(void)
{
    return (struct policy){.read = read_uniform};
}

struct policy policy_first_action(void)
{
    return (struct policy){.read = read_first_action};
}
