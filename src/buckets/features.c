#include "buckets/features.h"

void features_release(struct features *features)
{
    if (features->source)
        features->release(features->source);
    *features = (struct features){0};
}
