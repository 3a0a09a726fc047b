/* The ends of a part: many folds or showdowns at once, hand by hand.
 *
 * A lane belongs to a root, lane l to root l mod roots, and takes the ends under its root one after the other. So what all
 * ends of a root have in common, the opponent's reach on entering the street, is laid out in lanes once for the part; what
 * the actions on the street make of it has one number for a class. */
#include "cfr/stage.h"

#include <string.h>

enum { COPIED = 32 };
static const uint32_t NONE = UINT32_MAX;

/* The blocks of lanes of a walk; layout.c reserves them. */
struct blocks {
    lanes *enter;  /* [slot]: the opponent's reach at the lane's root */
    lanes *leave;  /* [slot]: the traverser's values of the lane's root */
    lanes *factor; /* [class]: what the opponent's actions make of his reach */
    lanes *own;    /* [class]: the traverser's, times what the end is worth */
    lanes *sum;    /* [class] */
};

static struct blocks blocks_of(const struct vector_walk *walk)
{
    /* No street has more slots than the first one has hands; classes are fewer still. */
    size_t size = walk->boards->street[0].most_hands;
    lanes *first = walk->lanes;
    return (struct blocks){first, first + size, first + 2 * size, first + 3 * size, first + 4 * size};
}

/* Both directions in short runs, so that what one lane touches is still there for the next. */
static void to_lanes(lanes block[], const real *const vector[LANES], const real factor[LANES], unsigned count)
{
    for (unsigned begin = 0; begin < count; begin += COPIED) {
        unsigned end = begin + COPIED < count ? begin + COPIED : count;
        for (unsigned l = 0; l < LANES; l++) {
            const real *from = vector[l];
            for (unsigned i = begin; i < end; i++)
                block[i][l] = from ? factor[l] * from[i] : 0;
        }
    }
}

static void from_lanes(const lanes block[], real *const vector[LANES], const real factor[LANES], unsigned count)
{
    for (unsigned begin = 0; begin < count; begin += COPIED) {
        unsigned end = begin + COPIED < count ? begin + COPIED : count;
        for (unsigned l = 0; l < LANES; l++) {
            real *to = vector[l];
            for (unsigned i = begin; to && i < end; i++)
                to[i] = factor[l] * block[i][l];
        }
    }
}

static const real ones[LANES] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};

/* What a kernel's sum is worth: at a showdown it has its sign from the hands, at a fold from who folded. */
static real amount_at(const struct stage *stage, uint32_t at)
{
    const struct point *point = &stage->part.forest->point[at];
    real amount = (real)point->amount * stage->scale;
    return point->kind == POINT_FOLD && stage->walk->traverser == 1 ? -amount : amount;
}

static void lay_out_factors(const struct stage *stage, const struct blocks *blocks, const uint32_t point[LANES],
                            real amount[LANES])
{
    const struct forest_street *forest = stage->part.forest;
    unsigned traverser = stage->walk->traverser, opponent = 1 - traverser;
    const real *theirs[LANES], *own[LANES];
    for (unsigned l = 0; l < LANES; l++) {
        bool used = point[l] != NONE;
        amount[l] = used ? amount_at(stage, point[l]) : 0;
        theirs[l] =
            !used ? NULL : stage_vector(stage->vectors->own[opponent], stage, forest->point[point[l]].last[opponent]);
        own[l] =
            !used ? NULL : stage_vector(stage->vectors->own[traverser], stage, forest->point[point[l]].last[traverser]);
    }
    to_lanes(blocks->factor, theirs, ones, stage->classes);
    if (!stage->slots_are_classes)
        to_lanes(blocks->own, own, amount, stage->classes);
}

typedef void lanes_kernel(const struct lanes_hands *hands);

static void end_in_lanes(const struct stage *stage, const struct blocks *blocks, const uint32_t point[LANES],
                         lanes_kernel *kernel)
{
    real amount[LANES], *value[LANES];
    lay_out_factors(stage, blocks, point, amount);
    memset(blocks->sum, 0, stage->classes * sizeof *blocks->sum);
    const struct lanes_hands hands = {.board = stage->part.board,
                                      .hole_cards = stage->walk->boards->hole_cards,
                                      .class_of = stage->part.classes->of_hand,
                                      .factor = blocks->factor,
                                      .enter = blocks->enter,
                                      .sum = blocks->sum,
                                      .own = stage->slots_are_classes ? NULL : blocks->own,
                                      .leave = blocks->leave};
    kernel(&hands);
    for (unsigned l = 0; l < LANES; l++)
        value[l] = point[l] == NONE ? NULL : stage_vector(stage->vectors->value, stage, point[l]);
    from_lanes(blocks->sum, value, amount, stage->classes);
}

static void end_kind(const struct stage *stage, const struct blocks *blocks, enum point_kind kind, lanes_kernel *kernel)
{
    unsigned roots = stage->part.roots, used_lanes = LANES / roots * roots;
    uint32_t next[LANES], point[LANES];
    for (unsigned r = 0; r < roots; r++)
        next[r] = stage_first(stage, r, kind);
    for (;;) {
        unsigned used = 0;
        for (unsigned l = 0; l < LANES; l++) {
            unsigned root = l % roots;
            point[l] = NONE;
            if (l < used_lanes && next[root] < stage_first(stage, root + 1, kind)) {
                point[l] = stage->part.forest->of_kind[kind][next[root]++];
                used++;
            }
        }
        if (used == 0)
            return;
        end_in_lanes(stage, blocks, point, kernel);
    }
}

void stage_ends(const struct stage *stage)
{
    struct blocks blocks = blocks_of(stage->walk);
    unsigned roots = stage->part.roots, used_lanes = LANES / roots * roots, slots = stage->slots;
    if (stage_first(stage, 0, POINT_FOLD) == stage_first(stage, roots, POINT_FOLD) &&
        stage_first(stage, 0, POINT_SHOWDOWN) == stage_first(stage, roots, POINT_SHOWDOWN))
        return;
    const real *reach[LANES];
    for (unsigned l = 0; l < LANES; l++)
        reach[l] = l < used_lanes ? stage->vectors->reach + (size_t)(l % roots) * slots : NULL;
    to_lanes(blocks.enter, reach, ones, slots);
    memset(blocks.leave, 0, slots * sizeof *blocks.leave);
    end_kind(stage, &blocks, POINT_FOLD, lanes_fold);
    end_kind(stage, &blocks, POINT_SHOWDOWN, lanes_showdown);
    for (unsigned l = 0; !stage->slots_are_classes && l < used_lanes; l++) {
        real *to = stage->vectors->root_value + (size_t)(l % roots) * slots;
        for (unsigned s = 0; s < slots; s++)
            to[s] += blocks.leave[s][l];
    }
}
