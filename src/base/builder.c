#include "base/builder.h"

#include "base/memory.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

void builder_append(struct builder *builder, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int bytes = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    assert(bytes >= 0);
    size_t needed = builder->length + (size_t)bytes + 1;
    if (needed > builder->room) {
        builder->room = 2 * needed;
        builder->text = memory_resize(builder->text, builder->room, 1);
    }
    va_start(arguments, format);
    vsnprintf(builder->text + builder->length, (size_t)bytes + 1, format, arguments);
    va_end(arguments);
    builder->length = needed - 1;
}

void builder_clear(struct builder *builder)
{
    builder->length = 0;
    if (builder->text)
        builder->text[0] = '\0';
}

void builder_release(struct builder *builder)
{
    memory_release(builder->text);
    *builder = (struct builder){0};
}
