/* What `inspect` and `bucket` say of a view of buckets, for people and for programs. Distances and strengths are printed in
 * per cent of a pot; what a file does not record is "-", or null. Main thread only. */
#ifndef APP_BUCKET_PRINT_H
#define APP_BUCKET_PRINT_H

#include "buckets/bucket_view.h"

struct cJSON;

/* A line a street. */
void bucket_print_streets(const struct bucket_view *view);
struct cJSON *bucket_json_streets(const struct bucket_view *view);

/* A line a bucket of a street. */
void bucket_print_list(const struct bucket_view *view, unsigned street);
struct cJSON *bucket_json_list(const struct bucket_view *view, unsigned street);

/* One bucket with `hands` canonical hands, indented below what its heading says. */
void bucket_print_one(const struct bucket_view *view, unsigned street, uint32_t bucket, uint64_t hands);
struct cJSON *bucket_json_one(const struct bucket_view *view, unsigned street, uint32_t bucket, uint64_t hands);

/* The same with examples of its hands. */
void bucket_print_examples(const struct bucket_view *view, unsigned street, uint32_t bucket);
struct cJSON *bucket_json_examples(const struct bucket_view *view, unsigned street, uint32_t bucket);

/* The buckets nearest to it, with the example hand of each. */
void bucket_print_nearest(const struct bucket_view *view, unsigned street, uint32_t bucket, const uint64_t hands[]);
struct cJSON *bucket_json_nearest(const struct bucket_view *view, unsigned street, uint32_t bucket,
                                  const uint64_t hands[]);

#endif
