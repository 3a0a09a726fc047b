#include "cfr/board_rows.h"

#include "cfr/carry.h"
#include "cfr/matching.h"

static size_t row_of(const struct vector_part *part, const struct forest_node *node)
{
    return part->classes->base + (size_t)node->row * part->classes->count;
}

static float *at(float *array, size_t index)
{
    return array ? array + index : NULL;
}

static struct matching_rows rows_at(float *value, float *carry, size_t index)
{
    return (struct matching_rows){at(value, index), at(carry, index)};
}

void board_rows_current(void *context, const struct vector_part *part, void *strategy)
{
    const struct full_step *step = context;
    const struct full_rows *rows = &step->street[part->street];
    unsigned slots = part->classes->count;
    real *out = strategy;
    for (uint32_t n = part->node; n < part->node + part->nodes; n++) {
        const struct forest_node *node = &part->forest->node[n];
        size_t row = row_of(part, node);
        matching(node->actions, slots, rows_at(rows->regret, rows->regret_carry, row),
                 rows_at(rows->prediction, rows->prediction_carry, row),
                 out + (size_t)(node->first - part->point) * slots);
    }
}

/* Without the carry: what others see of the tables. */
void board_rows_average(void *context, const struct vector_part *part, void *strategy)
{
    const struct full_step *step = context;
    const struct full_rows *rows = &step->street[part->street];
    unsigned slots = part->classes->count;
    real *out = strategy;
    for (uint32_t n = part->node; n < part->node + part->nodes; n++) {
        const struct forest_node *node = &part->forest->node[n];
        matching(node->actions, slots, rows_at(rows->sum, NULL, row_of(part, node)), rows_at(NULL, NULL, 0),
                 out + (size_t)(node->first - part->point) * slots);
    }
}

void board_rows_learn(void *context, const struct vector_part *part, const struct forest_node *node, const void *gain)
{
    const struct full_step *step = context;
    const struct full_rows *rows = &step->street[part->street];
    size_t row = row_of(part, node), count = (size_t)node->actions * part->classes->count;
    const real *gains = gain;
    carry_add_regrets(&step->update, count, gains, rows->regret + row, at(rows->regret_carry, row));
    for (size_t i = 0; step->update.predict && i < count; i++) {
        float rest, *prediction = rows->prediction + row;
        carry_store((double)gains[i], &prediction[i],
                    rows->prediction_carry ? &rows->prediction_carry[row + i] : &rest);
    }
}

void board_rows_record(void *context, const struct vector_part *part, const struct forest_node *node,
                       const void *strategy, const void *reach)
{
    const struct full_step *step = context;
    const struct full_rows *rows = &step->street[part->street];
    size_t slots = part->classes->count, row = row_of(part, node);
    const real *of_action = strategy;
    for (unsigned a = 0; a < node->actions; a++, row += slots, of_action += slots)
        carry_add_sums(&step->update, slots, reach, of_action, rows->sum + row, at(rows->sum_carry, row));
}
