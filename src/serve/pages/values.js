// Expected values, gathered answer by answer while somebody looks.
//
// Let w be the opponent's reach beside a combination on one board, v the combination's value there. The server gives
// sums of w, w v and w v v over the boards; the estimate is the ratio sum(w v) / sum(w). Its variance over boards,
// weighed by w, is sum(w v v) / sum(w) less the square of that, and that over the number of boards (less one) is the
// squared standard error: the usual one of a ratio, for weights that differ little. Boards that hold one of the
// combination's cards count as none.
import {ask, isOutdated} from '/assets/api.js';

const answersAtMost = 60;
const boardsAtLeast = 8; // a spread seen on fewer is none

export function createValues(changed, failed) {
  let controller = null,
    key = '',
    sums = null;

  function begin(cards, actions) {
    const zeros = () => new Float64Array(cards.length);
    sums = {
      at: new Map(cards.map((card, i) => [card, i])),
      boards: 0,
      exact: false,
      weight: zeros(),
      value: zeros(),
      square: zeros(),
      action: Array.from({length: actions}, zeros),
      beside: 1,
      answers: 0,
      next: 0,
    };
  }

  function add(answer) {
    const into = (sum, terms) =>
      terms.forEach((term, i) => {
        sum[i] += term;
      });
    if (!sums) begin(answer.cards, answer.action_value.length);
    into(sums.weight, answer.weight);
    into(sums.value, answer.value);
    into(sums.square, answer.square);
    answer.action_value.forEach((terms, a) => into(sums.action[a], terms));
    sums.boards += answer.count;
    sums.exact = answer.exact;
    sums.answers++;
    sums.next = answer.next;
  }

  const isDone = () => sums !== null && (sums.next === null || sums.answers >= answersAtMost);

  // The share of the boards that leave a combination its cards.
  function shareBeside(spot, game) {
    const dealt = spot.board.length / 2,
      missing = game.streets.at(-1).board_cards - dealt;
    const unseen = game.ranks.length * game.suits.length - dealt;
    let share = 1;
    for (let i = 0; i < missing; i++) share *= (unseen - game.hole_cards - i) / (unseen - i);
    return share;
  }

  async function gather(source, spot, game, signal) {
    // A pointer that only passes over a hand asks for nothing.
    if (!sums) await new Promise(resolve => setTimeout(resolve, 100));
    while (!signal.aborted && !isDone()) {
      const answer = await ask(
        'values',
        {source, sequence: spot.sequence, board: spot.board, first: sums?.next ?? 0},
        signal,
      );
      add(answer);
      sums.beside = shareBeside(spot, game);
      changed();
    }
  }

  function estimate(cards) {
    const i = sums?.at.get(cards);
    if (i === undefined || !(sums.weight[i] > 0)) return null;
    const value = sums.value[i] / sums.weight[i],
      boards = sums.boards * sums.beside;
    const variance = Math.max(sums.square[i] / sums.weight[i] - value * value, 0);
    return {
      value,
      error: sums.exact ? 0 : boards < boardsAtLeast ? NaN : Math.sqrt(variance / (boards - 1)),
      actions: sums.action.map(sum => sum[i] / sums.weight[i]),
    };
  }

  return {
    // Goes on, or begins anew when the view is another one.
    start(source, spot, game) {
      const wanted = JSON.stringify([source, spot.sequence, spot.board]);
      if (wanted === key && (controller || isDone())) return;
      this.stop();
      if (wanted !== key) sums = null;
      key = wanted;
      const mine = (controller = new AbortController());
      gather(source, spot, game, mine.signal)
        .catch(error => !isOutdated(error) && failed(error))
        .finally(() => {
          if (controller === mine) controller = null;
        });
    },
    stop() {
      controller?.abort();
      controller = null;
    },
    of: estimate,
    isDone,
  // Of several combinations, as likely as the player who acts holds them beside what the opponent may have. Their errors
    // come from the same boards: at worst they add up.
    ofAll(combos, actor) {
      const known = combos
        .map(combo => [estimate(combo.cards), combo.reach[actor] * (sums?.weight[sums.at.get(combo.cards)] ?? 0)])
        .filter(([one]) => one);
      if (known.length === 0) return null;
      const all = known.reduce((sum, [, weight]) => sum + weight, 0);
      const mean = of =>
        known.reduce((sum, [one, weight]) => sum + of(one) * (all > 0 ? weight / all : 1 / known.length), 0);
      return {
        value: mean(one => one.value),
        error: mean(one => one.error),
        actions: sums.action.map((_, a) => mean(one => one.actions[a])),
      };
    },
    progress() {
      if (!sums) return 'Expected values are on their way …';
      const boards = `${sums.boards.toLocaleString('en-US')} ${sums.boards === 1 ? 'board' : 'boards'}`;
      return sums.exact
        ? 'Expected values are exact.'
        : `Expected values ± standard error from ${boards}${isDone() ? '.' : ' …'}`;
    },
  };
}
