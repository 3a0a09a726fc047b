#include "play/answer.h"

#include "base/random.h"

#include <string.h>

struct action answer(const struct agent *agent, const struct acpc_hand *hand, uint64_t seed)
{
    const struct game *game = agent->game;
    uint64_t key = random_mix(seed ^ random_mix(hand->number));
    struct agent_hand play;
    struct agent_choice choice;
    struct state state;
    double probability[MENU_ACTIONS];
    bucket_id bucket = 0;
    agent_start(agent, hand->position, &play);
    state_start(game, &state);
    for (unsigned i = 0; i < hand->actions; i++) {
        agent_observe(&play, &state, hand->action[i], (double)random_unit_at(key, 2 * i));
        state_apply(game, &state, hand->action[i]);
    }
    agent_choose(&play, &state, &choice);
    if (choice.node) {
        card cards[GAME_HOLE_CARDS + GAME_BOARD_CARDS];
        memcpy(cards, hand->hole[hand->position], game->hole_cards);
        memcpy(cards + game->hole_cards, hand->board, hand->board_cards);
        bucket = agent_bucket(agent, state.round, cards);
    }
    agent_strategy(&play, &choice, bucket, probability);
    return choice.action[agent_draw(&choice, probability, (double)random_unit_at(key, 2 * hand->actions + 1))];
}
