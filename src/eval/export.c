#include "eval/export.h"

#include "base/text.h"
#include "eval/translate.h"
#include "game/words.h"
#include "platform/file.h"
#include "platform/progress.h"

#include <cJSON.h>
#include <ctype.h>
#include <math.h>
#include <string.h>

enum { PATH = 1024 };

/* A walk over the betting tree. */
struct walk {
    const struct blueprint *blueprint;
    const struct export_choice *choice;
    FILE *file;
    int lost;    /* errno of what the file did not take; 0: nothing */
    bool counts; /* the decisions, and writes none */
    uint64_t decisions;
    struct progress *progress; /* borrowed */
};

/* Where it stands: the real betting, what led here in both notations, and what was put in before the street. */
struct place {
    node_ref at;
    struct state state;
    chips street_start;
    char sequence[PATH], history[PATH];
};

/* --- which decisions --- */

/* Two sequences are the same whether or not the last '/' is written. */
static bool is_same(const char *a, const char *b)
{
    size_t m = strlen(a), n = strlen(b);
    while (m > 0 && a[m - 1] == '/')
        m--;
    while (n > 0 && b[n - 1] == '/')
        n--;
    return m == n && memcmp(a, b, m) == 0;
}

static bool matches(const char *pattern, const char *sequence)
{
    size_t length = strlen(pattern);
    if (length > 0 && pattern[length - 1] == '*')
        return strncmp(pattern, sequence, length - 1) == 0;
    return is_same(pattern, sequence);
}

static bool is_chosen(const struct walk *walk, const struct place *place, unsigned street)
{
    const struct export_choice *choice = walk->choice;
    bool chosen = choice->sequences == 0;
    for (size_t i = 0; i < choice->sequences; i++)
        chosen = chosen || matches(choice->sequence[i], place->sequence);
    return chosen && choice->streets >> street & 1;
}

/* The beginning of a sequence may end within the digits of a raise, "r2" for "r250". */
static bool begins_raise(const struct blueprint *blueprint, const char *beginning)
{
    const struct tree *tree = &blueprint->tree;
    struct tree_position position;
    struct action offered[MENU_ACTIONS];
    char before[PATH];
    const char *raise = strrchr(beginning, 'r');
    if (!raise)
        return false;
    snprintf(before, sizeof before, "%.*s", (int)(raise - beginning), beginning);
    unsigned count = tree_follow(tree, before, &position, NULL) && !position.state.finished
                         ? menu_actions(tree->menu, tree->game, &position.state, offered)
                         : 0;
    for (unsigned a = 0; a < count; a++) {
        if (strncmp(action_format(tree->game, offered[a]).text, raise, strlen(raise)) == 0)
            return true;
    }
    return false;
}

/* What a sequence names must be there. */
static bool check_sequence(const struct blueprint *blueprint, const char *pattern, struct failure *failure)
{
    struct tree_position position;
    char sequence[PATH];
    size_t length = strlen(pattern);
    bool goes_on = length > 0 && pattern[length - 1] == '*';
    if (length >= sizeof sequence)
        return failure_set(failure, "sequence '%.40s...' is too long", pattern);
    snprintf(sequence, sizeof sequence, "%.*s", (int)(goes_on ? length - 1 : length), pattern);
    if (goes_on && begins_raise(blueprint, sequence))
        return true;
    if (!tree_follow(&blueprint->tree, sequence, &position, failure))
        return false;
    return !node_ref_is_terminal(position.at) ||
           failure_set(failure, "sequence '%s': no decision follows, the hand is over", sequence);
}

static bool check_sequences(const struct walk *walk, struct failure *failure)
{
    for (size_t i = 0; i < walk->choice->sequences; i++) {
        if (!check_sequence(walk->blueprint, walk->choice->sequence[i], failure))
            return false;
    }
    return true;
}

/* --- names --- */

struct policy_name {
    char name[32], code[16];
};

static struct policy_name policy_name(const struct game *game, const struct state *state, struct action action)
{
    struct policy_name out = {.name = "check_call", .code = "C"};
    if (action.kind == ACTION_FOLD)
        out = (struct policy_name){.name = "fold", .code = "F"};
    else if (action.kind == ACTION_RAISE && action.to >= state_effective_stack(game, state))
        out = (struct policy_name){.name = "all_in", .code = "A"};
    else if (action.kind == ACTION_RAISE) {
        double fraction = translate_fraction(game, state, action.to);
        out.name[0] = out.code[0] = '\0';
        text_append(out.name, sizeof out.name, "bet_%.3gp", fraction);
        text_append(out.code, sizeof out.code, "B%.0f", 100 * fraction);
    }
    return out;
}

static void write_street(FILE *file, const struct game *game, unsigned street)
{
    for (const char *c = game_round_name(game, street); *c; c++)
        fputc(toupper((unsigned char)*c), file);
}

/* --- the formats --- */

static void write_csv_head(const struct walk *walk)
{
    fputs("street,sequence,player,bucket,action,name,probability\n", walk->file);
}

static void write_csv(const struct walk *walk, const struct place *place, const struct node *node)
{
    const struct game *game = &walk->blueprint->game;
    const struct action *actions = walk->blueprint->tree.action[node->street] + node->row;
    for (bucket_id bucket = 0; bucket < walk->blueprint->street[node->street].buckets; bucket++) {
        float probability[MENU_ACTIONS];
        blueprint_policy(walk->blueprint, node, bucket, probability);
        for (unsigned a = 0; a < node->actions; a++)
            fprintf(walk->file, "%s,%s,%u,%u,%s,\"%s\",%.6g\n", game_round_name(game, node->street), place->sequence,
                    node->player + 1U, (unsigned)bucket, action_format(game, actions[a]).text,
                    action_words(game, &place->state, place->street_start, actions[a]).text, (double)probability[a]);
    }
}

/* Game and iterations, as members of a JSON object. */
static void write_origin(const struct walk *walk, const char *before, const char *after)
{
    const struct blueprint *blueprint = walk->blueprint;
    cJSON *name = cJSON_CreateString(blueprint->game.name);
    char *quoted = cJSON_PrintUnformatted(name);
    fprintf(walk->file, "%s\"game\": %s, \"iterations\": %llu%s", before, quoted,
            (unsigned long long)blueprint->iterations, after);
    cJSON_free(quoted);
    cJSON_Delete(name);
}

static void write_json_head(const struct walk *walk)
{
    write_origin(walk, "{", ", \"decisions\": [");
}

static void write_json_tail(const struct walk *walk)
{
    fputs("\n]}\n", walk->file);
}

static void write_json(const struct walk *walk, const struct place *place, const struct node *node)
{
    const struct game *game = &walk->blueprint->game;
    const struct action *actions = walk->blueprint->tree.action[node->street] + node->row;
    FILE *file = walk->file;
    fprintf(file, "%s\n  {\"street\": \"%s\", \"sequence\": \"%s\", \"player\": %u, \"actions\": [",
            walk->decisions ? "," : "", game_round_name(game, node->street), place->sequence, node->player + 1U);
    for (unsigned a = 0; a < node->actions; a++)
        fprintf(file, "%s{\"action\": \"%s\", \"name\": \"%s\"}", a ? ", " : "", action_format(game, actions[a]).text,
                action_words(game, &place->state, place->street_start, actions[a]).text);
    fputs("], \"strategy\": [", file);
    for (bucket_id bucket = 0; bucket < walk->blueprint->street[node->street].buckets; bucket++) {
        float probability[MENU_ACTIONS];
        blueprint_policy(walk->blueprint, node, bucket, probability);
        for (unsigned a = 0; a < node->actions; a++)
            fprintf(file, "%s%.6g", a ? ", " : bucket ? ", [" : "[", (double)probability[a]);
        fputc(']', file);
    }
    fputs("]}", file);
}

static void write_policy_head(const struct walk *walk)
{
    fputs("{\"policy\": {", walk->file);
}

static void write_policy_tail(const struct walk *walk)
{
    const struct blueprint *blueprint = walk->blueprint;
    write_origin(walk, "\n}, \"bucket_metadata\": {", ", \"buckets\": {");
    for (unsigned s = 0; s < blueprint->game.rounds; s++) {
        fputs(s ? ", \"" : "\"", walk->file);
        write_street(walk->file, &blueprint->game, s);
        fprintf(walk->file, "\": %u", (unsigned)blueprint->street[s].buckets);
    }
    fputs("}}}\n", walk->file);
}

static void write_policy(const struct walk *walk, const struct place *place, const struct node *node)
{
    const struct game *game = &walk->blueprint->game;
    const struct action *actions = walk->blueprint->tree.action[node->street] + node->row;
    FILE *file = walk->file;
    for (bucket_id bucket = 0; bucket < walk->blueprint->street[node->street].buckets; bucket++) {
        float probability[MENU_ACTIONS];
        blueprint_policy(walk->blueprint, node, bucket, probability);
        fputs(walk->decisions || bucket ? ",\n  \"v2:" : "\n  \"v2:", file);
        write_street(file, game, node->street);
        fprintf(file, ":%u:%s\": {", (unsigned)bucket, place->history);
        for (unsigned a = 0; a < node->actions; a++)
            fprintf(file, "%s\"%s\": %.6g", a ? ", " : "", policy_name(game, &place->state, actions[a]).name,
                    (double)probability[a]);
        fputc('}', file);
    }
}

/* What stands before, for and behind the decisions; NULL: nothing does. */
struct format {
    struct choice choice;
    void (*head)(const struct walk *walk);
    void (*write)(const struct walk *walk, const struct place *place, const struct node *node);
    void (*tail)(const struct walk *walk);
};

static const struct format csv = {{"csv", "a line an action"}, write_csv_head, write_csv, NULL};
static const struct format json = {{"json", "one object"}, write_json_head, write_json, write_json_tail};
static const struct format policy = {
    {"avg-policy", "the layout of trainers that name information sets"},
    write_policy_head,
    write_policy,
    write_policy_tail,
};

choice_table export_formats = {&csv.choice, &json.choice, &policy.choice, NULL};

static const struct format *format_of(const struct walk *walk)
{
    return (const struct format *)(const void *)walk->choice->format;
}

/* --- the walk --- */

static void take(const struct walk *walk, struct place *place, struct action action)
{
    const struct game *game = &walk->blueprint->game;
    unsigned round = place->state.round;
    text_append(place->history, sizeof place->history, "%s%s", place->history[0] ? "-" : "",
                policy_name(game, &place->state, action).code);
    text_append(place->sequence, sizeof place->sequence, "%s", action_format(game, action).text);
    state_apply(game, &place->state, action);
    for (; !place->state.finished && round < place->state.round; round++) {
        text_append(place->sequence, sizeof place->sequence, "/");
        place->street_start = place->state.max_spent;
    }
}

/* Points with a single action are no nodes: it is taken. */
static void pass_single(const struct walk *walk, struct place *place)
{
    struct action offered[MENU_ACTIONS];
    while (!place->state.finished &&
           menu_actions(&walk->blueprint->menu, &walk->blueprint->game, &place->state, offered) == 1)
        take(walk, place, offered[0]);
}

static void visit(struct walk *walk, const struct place *place)
{
    const struct tree *tree = &walk->blueprint->tree;
    if (node_ref_is_terminal(place->at))
        return;
    const struct node *node = &tree->nodes[place->at];
    if (is_chosen(walk, place, node->street)) {
        if (!walk->counts)
            format_of(walk)->write(walk, place, node);
        file_note_failure(walk->file, &walk->lost);
        walk->decisions++;
    }
    walk->progress->cost_done++;
    progress_show(walk->progress, 0);
    for (unsigned a = 0; a < node->actions && !ferror(walk->file) && !run_is_cancelled(walk->progress->run); a++) {
        struct place next = *place;
        take(walk, &next, tree->action[node->street][node->row + a]);
        pass_single(walk, &next);
        next.at = tree->child[node->street][node->row + a];
        visit(walk, &next);
    }
}

bool export_write(const struct run_context *run, const struct blueprint *blueprint, const struct export_choice *choice,
                  FILE *file, uint64_t *decisions, struct failure *failure)
{
    struct progress progress;
    struct walk walk = {.blueprint = blueprint, .choice = choice, .file = file, .progress = &progress};
    struct place root = {.at = blueprint->tree.root};
    if (!check_sequences(&walk, failure))
        return false;
    state_start(&blueprint->game, &root.state);
    pass_single(&walk, &root);
    progress_start(&progress, run, "Exporting", blueprint->tree.nodes_count);
    const struct format *format = format_of(&walk);
    walk.counts = true;
    visit(&walk, &root);
    if (!run_goes_on(run, failure))
        return false;
    if (walk.decisions == 0)
        return failure_set(failure, "--streets leaves none of these decisions");
    walk.counts = false;
    walk.decisions = 0;
    progress.cost_done = 0;
    format->head(&walk);
    visit(&walk, &root);
    if (format->tail)
        format->tail(&walk);
    *decisions = walk.decisions;
    if (!run_goes_on(run, failure))
        return false;
    int error = file_flush(file, walk.lost);
    if (error != 0)
        return failure_system(failure, error, "cannot be written");
    return true;
}
