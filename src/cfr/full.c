#include "cfr/full.h"

#include "cfr/carry.h"

#include <string.h>

/* Adds the workers' sums up in the first one's; the others are 0 afterwards. */
static void add_up(float sums[], unsigned workers, size_t stride, size_t count)
{
    for (unsigned w = 1; w < workers; w++) {
        float *other = sums + w * stride;
        for (size_t i = 0; i < count; i++)
            sums[i] += other[i];
        memset(other, 0, count * sizeof *other);
    }
}

void full_merge_gains(const struct full_rows *rows, const struct full_update *update, float gain[], unsigned workers,
                      size_t stride, size_t begin, size_t end)
{
    size_t count = end - begin;
    add_up(gain + begin, workers, stride, count);
    carry_add_regrets(update, count, gain + begin, rows->regret + begin,
                      rows->regret_carry ? rows->regret_carry + begin : NULL);
    if (update->predict)
        memcpy(rows->prediction + begin, gain + begin, count * sizeof *gain);
    memset(gain + begin, 0, count * sizeof *gain);
}

void full_merge_sums(const struct full_rows *rows, const struct full_update *update, float sum[], unsigned workers,
                     size_t stride, size_t begin, size_t end)
{
    add_up(sum + begin, workers, stride, end - begin);
    for (size_t i = begin; i < end; i++) {
        if (rows->sum_carry)
            carry_store(carry_load(&rows->sum[i], &rows->sum_carry[i]) * update->sum_discount + (double)sum[i],
                        &rows->sum[i], &rows->sum_carry[i]);
        else
            rows->sum[i] = (float)update->sum_discount * rows->sum[i] + sum[i];
    }
    memset(sum + begin, 0, (end - begin) * sizeof *sum);
}
