#include "cfr/shared.h"

#include "cfr/matching.h"
#include "cfr/row.h"

static void gather(const struct vector_classes *classes, const table_entry entries[], uint32_t entry, float out[])
{
    const table_entry *from = entries + classes->base + (size_t)entry * classes->stride;
    for (unsigned c = 0; c < classes->count; c++)
        out[c] = table_load(&from[classes->element[c]]);
}

static void refresh(const struct shared_step *step, const struct vector_part *part, const struct forest_node *node)
{
    const struct vector_classes *classes = part->classes;
    const struct table_street *street = &step->tables->street[part->street];
    size_t index = classes->base + (size_t)node->row * classes->stride;
    size_t stamp = table_stamp_in_block(street, classes->base, classes->stride, node->row, 0);
    for (unsigned c = 0; c < classes->count; c++)
        row_refresh(street, stamp + classes->element[c], index + classes->element[c], classes->stride, node->actions,
                    step->schedule, step->epoch);
}

void shared_strategy(void *context, const struct vector_part *part, void *strategy)
{
    const struct shared_step *step = context;
    const struct table_street *street = &step->tables->street[part->street];
    unsigned count = part->classes->count;
    float prediction[MENU_ACTIONS * MATCHING_MOST];
    for (uint32_t n = part->node; n < part->node + part->nodes; n++) {
        const struct forest_node *node = &part->forest->node[n];
        float *out = (float *)strategy + (size_t)(node->first - part->point) * count;
        if (step->tables->stamped)
            refresh(step, part, node);
        for (unsigned a = 0; a < node->actions; a++) {
            gather(part->classes, street->regret, node->row + a, out + (size_t)a * count);
            if (street->prediction)
                gather(part->classes, street->prediction, node->row + a, prediction + (size_t)a * count);
        }
        matching(node->actions, count, (struct matching_rows){out, NULL},
                 (struct matching_rows){street->prediction ? prediction : NULL, NULL}, out);
    }
}

/* Rows that nobody has added to before count as new. */
static void count_new(struct shared_step *step, const struct vector_part *part, const struct forest_node *node,
                      const float reach[])
{
    const struct vector_classes *classes = part->classes;
    const table_entry *sum = step->target[part->street].sum + classes->base + (size_t)node->row * classes->stride;
    for (unsigned c = 0; c < classes->count; c++) {
        float total = 0;
        for (unsigned a = 0; a < node->actions; a++)
            total += table_load(&sum[a * classes->stride + classes->element[c]]);
        step->new_infosets += total == 0 && reach[c] > 0;
    }
}

void shared_learn(void *context, const struct vector_part *part, const struct forest_node *node, const void *gain)
{
    const struct shared_step *step = context;
    const struct vector_classes *classes = part->classes;
    const float *of_action = gain;
    for (unsigned a = 0; a < node->actions; a++, of_action += classes->count) {
        table_entry *regret =
            step->target[part->street].regret + classes->base + (size_t)(node->row + a) * classes->stride;
        for (unsigned c = 0; c < classes->count; c++) {
            table_entry *entry = &regret[classes->element[c]];
            table_store(entry, table_load(entry) + step->weight * of_action[c]);
        }
    }
}

void shared_record(void *context, const struct vector_part *part, const struct forest_node *node, const void *strategy,
                   const void *reach)
{
    struct shared_step *step = context;
    const struct vector_classes *classes = part->classes;
    const float *of_action = strategy, *of_class = reach;
    if (step->counts)
        count_new(step, part, node, reach);
    for (unsigned a = 0; a < node->actions; a++, of_action += classes->count) {
        table_entry *sum = step->target[part->street].sum + classes->base + (size_t)(node->row + a) * classes->stride;
        for (unsigned c = 0; c < classes->count; c++) {
            table_entry *entry = &sum[classes->element[c]];
            table_store(entry, table_load(entry) + step->average * of_class[c] * of_action[c]);
        }
    }
}
