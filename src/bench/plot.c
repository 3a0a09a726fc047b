#include "bench/plot.h"

#include "base/text.h"
#include "platform/file.h"

#include <math.h>
#include <stdio.h>

enum { WIDTH = 860, HEIGHT = 460, LEFT = 80, RIGHT = 640, TOP = 40, BOTTOM = 410, TICKS = 6 };

static const char *const colours[] = {"#0a58ca", "#c2410c", "#15803d", "#7e22ce", "#525252"};
enum { COLOURS = sizeof colours / sizeof *colours };

/* What lies between LEFT and RIGHT, BOTTOM and TOP; y in powers of ten when they are drawn. */
struct frame {
    double x_most, y_least, y_most;
};

static bool is_drawn(const struct plot *plot, double y)
{
    return !plot->log_y || y > 0;
}

static double height(const struct plot *plot, double y)
{
    return plot->log_y ? log10(y) : y;
}

static struct frame measure(const struct plot *plot)
{
    struct frame frame = {0, plot->log_y ? INFINITY : 0, plot->log_y ? -INFINITY : 0};
    for (size_t s = 0; s < plot->series; s++) {
        const struct plot_series *series = &plot->at[s];
        for (size_t i = 0; i < series->points; i++) {
            if (!is_drawn(plot, series->y[i]))
                continue;
            double y = height(plot, series->y[i]);
            frame.x_most = fmax(frame.x_most, series->x[i]);
            frame.y_most = fmax(frame.y_most, plot->log_y ? ceil(y) : 1.05 * y);
            frame.y_least = fmin(frame.y_least, plot->log_y ? floor(y) : 0);
        }
    }
    if (!(frame.x_most > 0))
        frame.x_most = 1;
    if (!(frame.y_most > frame.y_least)) {
        frame.y_least = isfinite(frame.y_least) ? frame.y_least : 0;
        frame.y_most = frame.y_least + 1;
    }
    return frame;
}

static double place_x(const struct frame *frame, double x)
{
    return LEFT + (RIGHT - LEFT) * x / frame->x_most;
}

static double place_y(const struct frame *frame, double y)
{
    return BOTTOM - (BOTTOM - TOP) * (y - frame->y_least) / (frame->y_most - frame->y_least);
}

/* 1, 2 or 5 times a power of ten, so that there are at most TICKS steps. */
static double tick_step(double span)
{
    double power = pow(10, floor(log10(span / TICKS)));
    double steps[] = {1, 2, 5};
    for (unsigned i = 0; i < 3; i++)
        if (span / (steps[i] * power) <= TICKS)
            return steps[i] * power;
    return 10 * power;
}

static void write_text(FILE *out, double x, double y, const char *anchor, const char *text)
{
    fprintf(out, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", x, y, anchor, text);
}

static void write_line(FILE *out, double x1, double y1, double x2, double y2, const char *colour)
{
    fprintf(out, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>\n", x1, y1, x2, y2, colour);
}

static void write_axes(FILE *out, const struct plot *plot, const struct frame *frame)
{
    double step = plot->log_y ? 1 : tick_step(frame->y_most - frame->y_least);
    for (double y = frame->y_least; y <= frame->y_most + 1e-9 * step; y += step) {
        write_line(out, LEFT, place_y(frame, y), RIGHT, place_y(frame, y), "#dddddd");
        write_text(out, LEFT - 8, place_y(frame, y) + 4, "end", text_si(plot->log_y ? pow(10, y) : y).text);
    }
    step = tick_step(frame->x_most);
    for (double x = 0; x <= frame->x_most * (1 + 1e-9); x += step) {
        write_line(out, place_x(frame, x), BOTTOM, place_x(frame, x), BOTTOM + 5, "#555555");
        char number[32];
        snprintf(number, sizeof number, "%g", x);
        write_text(out, place_x(frame, x), BOTTOM + 20, "middle", number);
    }
    write_line(out, LEFT, BOTTOM, RIGHT, BOTTOM, "#555555");
    write_line(out, LEFT, TOP, LEFT, BOTTOM, "#555555");
    write_text(out, (LEFT + RIGHT) / 2.0, BOTTOM + 42, "middle", plot->x_label);
    write_text(out, LEFT, TOP - 18, "start", plot->title);
    fprintf(out, "<text transform=\"translate(18 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>\n",
            (TOP + BOTTOM) / 2, plot->y_label);
}

static void write_series(FILE *out, const struct plot *plot, size_t number, const struct frame *frame)
{
    const struct plot_series *series = &plot->at[number];
    const char *colour = colours[number % COLOURS], *dashes = series->dashed ? " stroke-dasharray=\"6 4\"" : "";
    double y = TOP + 10 + 22.0 * (double)number;
    fprintf(out, "<polyline fill=\"none\" stroke-width=\"2\" stroke=\"%s\"%s points=\"", colour, dashes);
    for (size_t i = 0; i < series->points; i++)
        if (is_drawn(plot, series->y[i]))
            fprintf(out, "%.1f,%.1f ", place_x(frame, series->x[i]), place_y(frame, height(plot, series->y[i])));
    fprintf(out, "\"/>\n<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke-width=\"2\" stroke=\"%s\"%s/>\n",
            RIGHT + 16, y, RIGHT + 44, y, colour, dashes);
    write_text(out, RIGHT + 50, y + 4, "start", series->name);
}

bool plot_write(const char *path, const struct plot *plot, struct failure *failure)
{
    struct frame frame = measure(plot);
    struct file_replacement *file;
    FILE *out = file_replace_stream(path, &file, failure);
    if (!out)
        return false;
    fprintf(out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" "
            "font-size=\"13\">\n<rect width=\"%d\" height=\"%d\" fill=\"white\"/>\n",
            WIDTH, HEIGHT, WIDTH, HEIGHT);
    write_axes(out, plot, &frame);
    for (size_t s = 0; s < plot->series; s++)
        write_series(out, plot, s, &frame);
    fprintf(out, "</svg>\n");
    return file_replacement_commit(file, failure);
}
