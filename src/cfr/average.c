#include "cfr/average.h"

#include "cfr/row.h"

void average_read(const struct tables *tables, const struct node *node, uint32_t bucket, float probability[])
{
    const struct table_street *street = &tables->street[node->street];
    struct table_place place = table_find(street, bucket, node->row);
    table_entry sum[MENU_ACTIONS];
    for (unsigned a = 0; a < node->actions; a++)
        table_store(&sum[a], table_load(&street->sum[place.index + a * place.stride]));
    /* A sum is never negative, so matching positive parts is plain normalising. */
    regret_match(sum, node->actions, probability);
}
