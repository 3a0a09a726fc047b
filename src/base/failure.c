#include "base/failure.h"

#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool failure_set(struct failure *failure, const char *format, ...)
{
    if (failure) {
        va_list arguments;
        va_start(arguments, format);
        text_print_line(failure->text, sizeof failure->text, format, arguments);
        va_end(arguments);
        failure->error = 0;
    }
    return false;
}

bool failure_system(struct failure *failure, int error, const char *format, ...)
{
    if (failure) {
        va_list arguments;
        va_start(arguments, format);
        text_print_line(failure->text, sizeof failure->text, format, arguments);
        va_end(arguments);
        text_append(failure->text, sizeof failure->text, ": %s", strerror(error));
        failure->error = error;
    }
    return false;
}

bool failure_add(struct failure *failure, const char *format, ...)
{
    if (failure) {
        size_t used = strlen(failure->text);
        va_list arguments;
        va_start(arguments, format);
        text_print_line(failure->text + used, sizeof failure->text - used, format, arguments);
        va_end(arguments);
    }
    return false;
}

bool failure_context(struct failure *failure, const char *format, ...)
{
    if (failure) {
        char reason[sizeof failure->text];
        memcpy(reason, failure->text, sizeof reason);
        va_list arguments;
        va_start(arguments, format);
        text_print_line(failure->text, sizeof failure->text, format, arguments);
        va_end(arguments);
        text_append(failure->text, sizeof failure->text, ": %s", reason);
    }
    return false;
}
