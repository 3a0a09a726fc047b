// What is behind the hands of a decision: their combinations, and what these can expect. Asked for once somebody looks.
import {channel} from '/assets/api.js';
import {createValues} from '/assets/values.js';

export function createDetails(changed, failed) {
  const question = channel();
  const values = createValues(() => requestAnimationFrame(changed), failed);
  let spot = null,
    game = null,
    source = null;
  let combos = null; // by hand; null until they came

  // All at once: then pointing at hand after hand waits for nothing.
  async function loadCombos() {
    if (combos) return;
    const answer = await question.ask('combos', {source, sequence: spot.sequence, board: spot.board});
    combos = new Map();
    for (const combo of answer.combos) combos.set(combo.hand, [...(combos.get(combo.hand) ?? []), combo]);
    changed();
  }

  return {
    values,
    begin(newSource, newSpot, newGame) {
      this.stop();
      [source, spot, game, combos] = [newSource, newSpot, newGame, null];
    },
    want() {
      loadCombos().catch(failed);
      if (game.values) values.start(source, spot, game);
    },
    rest: () => values.stop(),
    stop() {
      question.end();
      values.stop();
    },
    combosOf: name => (combos ? (combos.get(name) ?? []) : null),
    valueOf: name => (combos?.has(name) ? (values.ofAll(combos.get(name), spot.player - 1)?.value ?? null) : null),
  };
}
