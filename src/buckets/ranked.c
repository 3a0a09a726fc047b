#include "buckets/ranked.h"

/* Two stable passes of eight bits each. */
void ranked_sort(uint32_t keys[], unsigned count)
{
    uint32_t sorted[RANKED_MOST];
    unsigned low[256] = {0}, high[256] = {0};
    for (unsigned i = 0; i < count; i++) {
        low[keys[i] >> 16 & 255]++;
        high[keys[i] >> 24]++;
    }
    unsigned before_low = 0, before_high = 0;
    for (unsigned i = 0; i < 256; i++) {
        unsigned in_low = low[i], in_high = high[i];
        low[i] = before_low;
        high[i] = before_high;
        before_low += in_low;
        before_high += in_high;
    }
    for (unsigned i = 0; i < count; i++)
        sorted[low[keys[i] >> 16 & 255]++] = keys[i];
    for (unsigned i = 0; i < count; i++)
        keys[high[sorted[i] >> 24]++] = sorted[i];
}
