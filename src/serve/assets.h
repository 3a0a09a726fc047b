/* The files of the web pages (pages/), which are part of the program: cmake/assets.cmake makes the table. */
#ifndef SERVE_ASSETS_H
#define SERVE_ASSETS_H

#include <stddef.h>

struct asset {
    const char *name; /* "main.js" */
    const char *tag;  /* names the content, in quotes */
    const unsigned char *data;
    size_t bytes;
};

extern const struct asset assets[];
extern const size_t assets_count;

#endif
