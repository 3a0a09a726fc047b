// What a hand looks like in each mode of the chart: a background, how much of the cell it fills, a note, and words for
// those who do not see it.
import {chips, percent, seats} from '/assets/format.js';
import {diverging, stripes} from '/assets/colours.js';

export const modes = game => [
  ['strategy', 'Strategy', 'How often each action is taken'],
  ...(game.values ? [['ev', 'EV', 'What the hand can expect from here on, in chips; a fold is worth 0']] : []),
  ...seats(game).map((seat, p) => [
    `range${p + 1}`,
    `Range ${seat}`,
    `How likely player ${p + 1} has come here with the hand`,
  ]),
];

const describe = (spot, hand) =>
  spot.actions.map((action, a) => `${action.name} ${percent(hand.strategy[a], 0)}`).join(', ');

// Fills are relative to the hand that reaches furthest: on a long line all reaches are small.
function largestReach(spot, player) {
  return Math.max(...spot.hands.map(hand => hand.reach[player]), 0) || 1;
}

function strategyCells(spot, colours, options) {
  const actor = spot.player - 1,
    largest = largestReach(spot, actor);
  return spot.hands.map(hand => ({
    background: stripes(hand.strategy, colours, options.only),
    height: options.weigh ? hand.reach[actor] / largest : 1,
    note: options.only >= 0 ? percent(hand.strategy[options.only], 0) : '',
    hatched: hand.uniform,
    words: hand.uniform ? 'never visited' : describe(spot, hand),
  }));
}

function valueCells(spot, options, valueOf) {
  const values = spot.hands.map(hand => valueOf(hand.hand));
  const known = values.filter(value => value !== null).sort((a, b) => a - b);
  const low = known[Math.floor(0.02 * known.length)],
    high = known[Math.ceil(0.98 * known.length) - 1];
  const actor = spot.player - 1,
    largest = largestReach(spot, actor);
  return spot.hands.map((hand, i) => ({
    background: values[i] === null ? 'none' : diverging(values[i], low, high),
    height: options.weigh ? hand.reach[actor] / largest : 1,
    note:
      values[i] === null
        ? ''
        : Math.abs(values[i]) < 10
          ? values[i].toFixed(1).replace('-', '−')
          : chips(Math.round(values[i])).replace(/\.0+$/, ''),
    words: values[i] === null ? 'not known yet' : `${chips(values[i])} chips`,
  }));
}

function rangeCells(spot, player) {
  const largest = largestReach(spot, player);
  return spot.hands.map(hand => ({
    background: 'var(--range)',
    height: hand.reach[player] / largest,
    note: percent(hand.reach[player], 0).replace('%', ''),
    words: `reach ${percent(hand.reach[player])}`,
  }));
}

// By hand. `options`: mode, only (an action, or -1), weigh, least (of the reach); `valueOf` gives null while unknown.
export function paint(spot, colours, options, valueOf) {
  const range = /^range(\d+)$/.exec(options.mode);
  const player = range ? range[1] - 1 : spot.player - 1;
  const cells = range
    ? rangeCells(spot, player)
    : options.mode === 'ev'
      ? valueCells(spot, options, valueOf)
      : strategyCells(spot, colours, options);
  return new Map(
    spot.hands.map((hand, i) => [
      hand.hand,
      {...cells[i], muted: hand.reach[player] < options.least},
    ]),
  );
}
