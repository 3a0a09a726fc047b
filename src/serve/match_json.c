/* /api/match: what a blueprint wins from another one or from a built-in player, a piece of the match an answer. */
#include "serve/server.h"

#include "eval/agents.h"
#include "eval/match.h"
#include "eval/yardstick.h"
#include "platform/clock.h"

/* How long a piece lasts: other requests wait meanwhile. */
static const double PIECE_SECONDS = 0.05;

/* Between two looks at the clock. */
enum { DEALS_AT_ONCE = 64 };

/* Of all matches: the same cards, so that what differs between two figures is the players. */
enum { SEED = 1 };

static bool find_opponent(struct server *server, const char *name, const struct source *source,
                          const struct source **opponent, struct agent *agent, struct failure *failure)
{
    *opponent = NULL;
    if (!name)
        return failure_set(failure, "against whom? (opponent=random, or a source)");
    if (agent_named(name, &source->blueprint.game, agent))
        return true;
    *opponent = sources_find(&server->sources, name, failure);
    if (!*opponent || !blueprint_verify(&(*opponent)->blueprint, failure))
        return false;
    *agent = (*opponent)->agent;
    return true;
}

/* Of a piece its sums over deals are told: the sums of all pieces of a match give its mean and its interval. */
static void play_piece(cJSON *json, const struct match_plan *plan, int64_t first)
{
    double sum = 0, square = 0, end = clock_seconds() + PIECE_SECONDS;
    int64_t next = first;
    evaluator_init();
    do {
        for (unsigned i = 0; i < DEALS_AT_ONCE; i++) {
            double won = match_play_deal(plan, (uint64_t)next++);
            sum += won;
            square += won * won;
        }
    } while (clock_seconds() < end);
    cJSON_AddNumberToObject(json, "first", (double)first);
    cJSON_AddNumberToObject(json, "count", (double)(next - first));
    cJSON_AddNumberToObject(json, "next", (double)next);
    cJSON_AddNumberToObject(json, "sum", sum);
    cJSON_AddNumberToObject(json, "square", square);
}

static void add_game(cJSON *json, const struct game *game)
{
    double lost;
    cJSON_AddNumberToObject(json, "big_blind", game_big_blind(game));
    cJSON_AddItemToObject(json, "always_fold",
                          yardstick_always_fold(game, &lost) ? cJSON_CreateNumber(lost) : cJSON_CreateNull());
}

bool match_answer(struct server *server, const struct query *query, cJSON *json, struct failure *failure)
{
    const struct source *source = sources_find(&server->sources, query_text(query, "source"), failure), *opponent;
    const char *name = query_text(query, "opponent");
    struct agent agent;
    int64_t first;
    if (!source || !blueprint_verify(&source->blueprint, failure) ||
        !query_integer(query, "first", 0, INT64_C(1) << 40, 0, &first, failure) ||
        !find_opponent(server, name, source, &opponent, &agent, failure) ||
        !match_check(&source->agent, &agent, failure))
        return false;
    const struct match_plan plan = {.a = &source->agent, .b = &agent, .seed = SEED, .plain = true};
    cJSON_AddStringToObject(json, "source", source->id);
    cJSON_AddStringToObject(json, "opponent", name);
    cJSON_AddNumberToObject(json, "iterations", (double)source->blueprint.iterations);
    cJSON_AddItemToObject(json, "opponent_iterations",
                          opponent ? cJSON_CreateNumber((double)opponent->blueprint.iterations) : cJSON_CreateNull());
    add_game(json, &source->blueprint.game);
    play_piece(json, &plan, first);
    return true;
}
