#include "train/evaluation.h"

#include "base/text.h"

/* --- exact --- */

static void tell_exact(const struct evaluation *evaluation, const char *opponent, char *line, size_t size)
{
    char exploitability[64] = "";
    (void)opponent;
    if (evaluation->has_mbb)
        text_append(exploitability, sizeof exploitability, "%.3f mbb/g", evaluation->mbb);
    else
        text_append(exploitability, sizeof exploitability, "%.6f chips", evaluation->exploitability);
    text_append(line, size, "Exploitability: %s (value %+.6f chips, NashConv %.6f)", exploitability, evaluation->value,
                evaluation->nashconv);
}

static void summarise_exact(const struct evaluation *evaluation, bool within_menu, char *line, size_t size)
{
    char mbb[64] = "";
    if (evaluation->has_mbb)
        text_append(mbb, sizeof mbb, " = %.3f mbb", evaluation->mbb);
    text_append(line, size, "exploitability  %.6f chips a hand%s%s (NashConv %.6f; value to the first player %+.6f)",
                evaluation->exploitability, mbb, within_menu ? " within the menu" : "", evaluation->nashconv,
                evaluation->value);
}

const struct eval_method eval_exact = {
    .choice = {"exact", "listing all deals or going over all boards"},
    .is_exact = true,
    .mbb_tag = "Evaluation/ExploitabilityMbb",
    .tell = tell_exact,
    .summarise = summarise_exact,
};

/* --- local best response --- */

static void tell_lbr(const struct evaluation *evaluation, const char *opponent, char *line, size_t size)
{
    (void)opponent;
    text_append(line, size, "Local best response: wins %.1f +- %.1f mbb/g", evaluation->mbb, evaluation->interval_mbb);
}

static void summarise_lbr(const struct evaluation *evaluation, bool within_menu, char *line, size_t size)
{
    (void)within_menu;
    text_append(line, size, "exploitability  at least what local best response wins: %.1f +- %.1f mbb a hand",
                evaluation->mbb, evaluation->interval_mbb);
}

const struct eval_method eval_lbr = {
    .choice = {"lbr", "what local best response wins, a lower bound"},
    .mbb_tag = "Evaluation/LbrMbb",
    .interval_tag = "Evaluation/LbrMbbInterval",
    .tell = tell_lbr,
    .summarise = summarise_lbr,
};

/* --- match --- */

static void tell_match(const struct evaluation *evaluation, const char *opponent, char *line, size_t size)
{
    text_append(line, size, "Match: wins %+.1f +- %.1f mbb/g from %s", evaluation->mbb, evaluation->interval_mbb,
                opponent);
}

static void summarise_match(const struct evaluation *evaluation, bool within_menu, char *line, size_t size)
{
    (void)within_menu;
    text_append(line, size, "match           wins %+.1f +- %.1f mbb a hand", evaluation->mbb, evaluation->interval_mbb);
}

const struct eval_method eval_match = {
    .choice = {"match", "what is won from eval_opponent"},
    .has_opponent = true,
    .mbb_tag = "Evaluation/MatchMbb",
    .interval_tag = "Evaluation/MatchMbbInterval",
    .tell = tell_match,
    .summarise = summarise_match,
};

/* --- the table --- */

const struct eval_method eval_auto = {.choice = {"auto", "exact where the game is small enough, else lbr"}};

#define ROW(row) &(row).choice,
const struct choice *const eval_methods[] = {EVAL_METHOD_ROWS(ROW) NULL};
