#include "eval/tables_policy.h"

static void read_average(const void *context, const struct node *node, const card cards[], double probability[])
{
    const struct tables_view *view = context;
    float average[MENU_ACTIONS];
    tables_average(view->tables, node, abstraction_bucket(view->abstraction, node->street, cards), average);
    for (unsigned a = 0; a < node->actions; a++)
        probability[a] = (double)average[a];
}

struct policy tables_policy(const struct tables_view *view)
{
    return (struct policy){read_average, view};
}
