#include "eval/tables_policy.h"
#include "cfr/average.h"

static bucket_id locate(const void *context, unsigned street, const card cards[])
{
    const struct tables_view *view = context;
    return abstraction_bucket(view->abstraction, street, cards);
}

static void read_average_at(const void *context, const struct node *node, bucket_id bucket, double probability[])
{
    const struct tables_view *view = context;
    float average[MENU_ACTIONS];
    average_read(view->tables, node, bucket, average);
    for (unsigned a = 0; a < node->actions; a++)
        probability[a] = (double)average[a];
}

static void read_average(const void *context, const struct node *node, const card cards[], double probability[])
{
    read_average_at(context, node, locate(context, node->street, cards), probability);
}

struct policy tables_policy(const struct tables_view *view)
{
    return (struct policy){.read = read_average, .context = view, .locate = locate, .read_at = read_average_at};
}
