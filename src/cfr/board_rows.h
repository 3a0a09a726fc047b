/* Rows that belong to one board each, as a walk reads them and adds to them where they lie: one thread at a time works on a
 * board, so that plain floats will do. The context of all is a struct full_step. Callers take these functions from the
 * walk's engine. */
#ifndef CFR_BOARD_ROWS_H
#define CFR_BOARD_ROWS_H

#include "cfr/real.h"
#include "cfr/vector_part.h"

#define board_rows_current REAL(board_rows_current)
#define board_rows_average REAL(board_rows_average)
#define board_rows_learn   REAL(board_rows_learn)
#define board_rows_record  REAL(board_rows_record)

/* The strategies of a walk: from the regrets, and the average. */
void board_rows_current(void *context, const struct vector_part *part, void *strategy);
void board_rows_average(void *context, const struct vector_part *part, void *strategy);

/* The rows of a node on a board learn, and record a strategy. */
void board_rows_learn(void *context, const struct vector_part *part, const struct forest_node *node, const void *gain);
void board_rows_record(void *context, const struct vector_part *part, const struct forest_node *node,
                       const void *strategy, const void *reach);

#endif
