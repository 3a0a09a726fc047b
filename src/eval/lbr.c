#include "eval/lbr.h"

#include "base/memory.h"
#include "base/random.h"
#include "cards/draw.h"
#include "eval/sampling.h"

#include <math.h>
#include <string.h>

/* Streams of a deal: its cards, and what is drawn in each seat. Far from those that training uses. */
enum { PURPOSE_CARDS = 1000, PURPOSE_SEAT };

enum { CHUNK_DEALS = 4 };

/* Of one thread; some 300 kB. */
struct scratch {
    struct holding holding;
    struct responder responder, ahead;
    struct responder_answers answers;
};

/* One hand: the mean payoff is `won` so far, plus `weight` times what the rest of the hand, which is played, brings. */
struct play {
    struct scratch *scratch;
    struct random_stream stream;
    double won, weight;
};

/* --- the agent's turn --- */

/* An action of the agent: its probability given all that is drawn, board cards to come included; where it leads. */
struct branch {
    double share, guess;
    bool ends;
};

static struct branch look_at(const struct play *play, unsigned action, double total)
{
    const struct responder *responder = &play->scratch->responder;
    const struct responder_answers *answers = &play->scratch->answers;
    const struct holding *holding = responder->holding;
    const double *likelihood = answers->likelihood[action];
    struct state after = responder->state;
    state_apply(holding->agent->game, &after, answers->choice.action[action]);
    cardset hidden = holding_hidden(holding, responder->state.round);
    struct branch branch = {.ends = after.finished};
    branch.share = range_weight(&responder->range, holding->equity, hidden, likelihood) / total;
    if (answers->choice.action[action].kind == ACTION_FOLD) {
        branch.guess = payoff_if_other_folds(&after, responder->seat);
    } else {
        branch.guess = responder_worth(responder, &after, likelihood);
        if (answers->choice.action[action].kind == ACTION_RAISE)
            branch.guess = fmax(branch.guess, payoff_of_fold(after.spent, responder->seat));
    }
    return branch;
}

static unsigned draw_branch(const struct branch branches[], unsigned count, double unit)
{
    double left = 0;
    unsigned last = 0;
    for (unsigned a = 0; a < count; a++)
        left += branches[a].ends ? 0 : branches[a].share;
    left *= unit;
    for (unsigned a = 0; a < count; a++) {
        if (branches[a].ends || branches[a].share <= 0)
            continue;
        last = a;
        left -= branches[a].share;
        if (left < 0)
            break;
    }
    return last;
}

/* Counts the actions that end the hand (their guess is what they are worth), draws one of the others. False when there are
 * none. */
static bool play_agent(struct play *play)
{
    struct responder *responder = &play->scratch->responder;
    struct responder_answers *answers = &play->scratch->answers;
    const struct holding *holding = responder->holding;
    struct branch branches[MENU_ACTIONS];
    cardset hidden = holding_hidden(holding, responder->state.round);
    double total = range_weight(&responder->range, holding->equity, hidden, NULL), share = 0, guess = 0;
    responder_ask(responder, answers);
    for (unsigned a = 0; a < answers->choice.count; a++) {
        branches[a] = look_at(play, a, total);
        if (branches[a].ends) {
            play->won += play->weight * branches[a].share * branches[a].guess;
        } else {
            share += branches[a].share;
            guess += branches[a].share * branches[a].guess;
        }
    }
    if (share <= 0)
        return false;
    unsigned drawn = draw_branch(branches, answers->choice.count, random_unit(&play->stream));
    play->won -= play->weight * (share * branches[drawn].guess - guess);
    play->weight *= share;
    responder_observe(responder, answers, drawn, random_unit(&play->stream));
    return true;
}

/* --- a hand --- */

/* False when the hand is over. */
static bool play_responder(struct play *play)
{
    struct responder *responder = &play->scratch->responder;
    struct action action = responder_choose(responder, &play->scratch->answers).action;
    if (action.kind == ACTION_FOLD) {
        play->won += play->weight * payoff_of_fold(responder->state.spent, responder->seat);
        return false;
    }
    responder_act(responder, action, random_unit(&play->stream));
    return true;
}

/* The luck of the board cards: what they change, with what is at stake without further bets. */
static void play_chance(struct play *play)
{
    struct responder *responder = &play->scratch->responder;
    double before = responder_edge(responder, NULL);
    responder_reveal(responder);
    double change = responder_edge(responder, NULL) - before;
    struct payoff_heads_up pays = responder_payoff(responder, &responder->state);
    play->won -= play->weight * payoff_stake(&pays) * change;
}

static double play_hand(struct play *play, unsigned seat)
{
    const struct responder *responder = &play->scratch->responder;
    while (!responder->state.finished) {
        if (!(responder->state.player == seat ? play_responder(play) : play_agent(play)))
            return play->won;
        if (responder->street < responder->state.round)
            play_chance(play);
    }
    struct payoff_heads_up pays = responder_payoff(responder, &responder->state);
    return play->won + payoff_mean(&pays, play->weight, responder_edge(responder, NULL));
}

static void deal_cards(const struct lbr *lbr, uint64_t number, struct holding *holding)
{
    const struct strength_tables *tables = &lbr->equity.tables;
    struct random_stream stream = random_stream_at(lbr->seed, number, PURPOSE_CARDS);
    card deck[CARD_COUNT];
    memcpy(deck, tables->deck, sizeof deck);
    cards_draw(deck, tables->deck_cards, 2 + lbr->equity.board_cards, &stream);
    holding_deal(holding, &lbr->equity, lbr->agent, cardset_of(deck[0]) | cardset_of(deck[1]), deck + 2);
}

/* Plays deal number `deal` from both seats. */
static void play_both_seats(const struct lbr *lbr, uint64_t deal, struct scratch *scratch, double won[2])
{
    struct holding *holding = &scratch->holding;
    deal_cards(lbr, deal, holding);
    unsigned class = lbr->equity.class_of[equity_pair(&lbr->equity, holding->mine)];
    for (unsigned seat = 0; seat < 2; seat++) {
        struct play play = {
            .scratch = scratch,
            .stream = random_stream_at(lbr->seed, deal, PURPOSE_SEAT + seat),
            .won = lbr->promise_mean[seat] - lbr->promise[seat][class],
            .weight = 1,
        };
        responder_start(&scratch->responder, lbr->rules, holding, seat);
        won[seat] = play_hand(&play, seat);
    }
}

/* --- what cards promise --- */

/* The worth of the responder's first decision, or what is at stake when it has none on the first street. */
static double promise_after(const struct responder *responder, struct responder_answers *answers)
{
    const struct state *state = &responder->state;
    if (state->finished || state->round > 0 || state->player != responder->seat)
        return responder_worth(responder, state, NULL);
    return responder_choose(responder, answers).worth;
}

static double promise_of(struct scratch *scratch)
{
    struct responder *responder = &scratch->responder;
    struct responder_answers *answers = &scratch->answers;
    if (responder->state.finished || responder->state.player == responder->seat)
        return promise_after(responder, answers);
    double total = range_part(&responder->range, holding_edges(responder->holding, 0), NULL).weight, promise = 0;
    responder_ask(responder, answers);
    unsigned actions = answers->choice.count;
    for (unsigned a = 0; a < actions; a++) {
        responder_ask(responder, answers);
        double weight =
            range_part(&responder->range, holding_edges(responder->holding, 0), answers->likelihood[a]).weight;
        double worth = payoff_if_other_folds(&responder->state, responder->seat);
        if (answers->choice.action[a].kind != ACTION_FOLD && weight > 0) {
            scratch->ahead = *responder;
            responder_observe(&scratch->ahead, answers, a, 0.5);
            worth = promise_after(&scratch->ahead, answers);
        }
        promise += weight / total * worth;
    }
    return promise;
}

static void find_promises(struct lbr *lbr, unsigned seat, struct scratch *scratch)
{
    const struct equity *equity = &lbr->equity;
    double sum = 0;
    for (unsigned class = 0; class < equity->classes; class ++) {
        card none[GAME_BOARD_CARDS] = {0}; /* nothing looks at the board before the flop */
        cardset mine = equity_cards(equity, equity->class_first[class]);
        holding_deal(&scratch->holding, equity, lbr->agent, mine, none);
        responder_start(&scratch->responder, lbr->rules, &scratch->holding, seat);
        lbr->promise[seat][class] = promise_of(scratch);
        sum += equity->class_pairs[class] * lbr->promise[seat][class];
    }
    lbr->promise_mean[seat] = sum / equity->tables.pairs;
}

/* --- runs --- */

bool lbr_feasible(const struct game *game, struct failure *failure)
{
    if (game->players != 2)
        return failure_set(failure, "local best response is for two players, %s has %u", game->name,
                           (unsigned)game->players);
    if (game_big_blind(game) <= 0)
        return failure_set(failure, "%s has no blinds to measure in", game->name);
    return equity_feasible(game, failure);
}

bool lbr_open(const struct run_context *run, struct lbr *lbr, const struct game *game, struct responder_rules rules,
              struct failure *failure)
{
    *lbr = (struct lbr){.rules = rules};
    if (!lbr_feasible(game, failure) || !equity_init(run, &lbr->equity, game, failure))
        return false;
    for (unsigned seat = 0; seat < 2; seat++)
        lbr->promise[seat] = memory_allocate(lbr->equity.classes, sizeof *lbr->promise[seat]);
    return true;
}

void lbr_close(struct lbr *lbr)
{
    for (unsigned seat = 0; seat < 2; seat++)
        memory_release(lbr->promise[seat]);
    equity_release(&lbr->equity);
    memset(lbr, 0, sizeof *lbr);
}

void lbr_face(struct lbr *lbr, const struct agent *agent, uint64_t seed)
{
    struct scratch *scratch = memory_allocate(1, sizeof(struct scratch));
    lbr->agent = agent;
    lbr->seed = seed;
    for (unsigned seat = 0; seat < 2; seat++)
        find_promises(lbr, seat, scratch);
    memory_release(scratch);
}

/* The means of a sampling. */
enum { BOTH, SEAT };

struct playing {
    const struct lbr *lbr;
    struct scratch **scratch; /* owned: [worker] */
};

static void play_deal(void *context, unsigned worker, uint64_t deal, double sample[])
{
    const struct playing *playing = context;
    play_both_seats(playing->lbr, deal, playing->scratch[worker], sample + SEAT);
    sample[BOTH] = (sample[SEAT] + sample[SEAT + 1]) / 2;
}

bool lbr_run(const struct run_context *run, const struct lbr *lbr, uint64_t deals, unsigned workers,
             struct lbr_result *result, struct failure *failure)
{
    struct playing playing = {lbr, memory_allocate(workers, sizeof(struct scratch *))};
    struct estimate means[SAMPLING_MEANS];
    struct sampling sampling = {
        .run = run,
        .title = "Local best response",
        .deals = deals,
        .workers = workers,
        .chunk_deals = CHUNK_DEALS,
        .means = 3,
        .play = play_deal,
        .context = &playing,
    };
    for (unsigned w = 0; w < workers; w++)
        playing.scratch[w] = memory_allocate(1, sizeof(struct scratch));
    bool done = sampling_run(&sampling, means, failure);
    *result = (struct lbr_result){.both = means[BOTH], .seat = {means[SEAT], means[SEAT + 1]}};
    for (unsigned w = 0; w < workers; w++)
        memory_release(playing.scratch[w]);
    memory_release(playing.scratch);
    return done;
}

uint64_t lbr_bytes(unsigned workers)
{
    return workers * sizeof(struct scratch) + sampling_bytes();
}
