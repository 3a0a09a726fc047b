// What a hand looks like in each mode of the chart: a background, how much of the cell it fills, a note, and words for
// those who do not see it.
import {shareOf} from '/assets/choices.js';
import {percent, seats} from '/assets/format.js';
import {doubtOf} from '/assets/hand.js';
import {diverging, stripes} from '/assets/colours.js';

export const modes = (game, say) => [
  ['strategy', 'Strategy', 'How often each action is taken'],
  ...(game.values ? [['ev', 'EV', `What the hand can expect from here on, in ${say.unit}; a fold is worth 0`]] : []),
  ...seats(game).map((seat, p) => [
    `range${p + 1}`,
    `Range ${seat}`,
    `How likely player ${p + 1} has come here with the hand`,
  ]),
];

const describe = (choices, hand) =>
  choices.map(choice => `${choice.name} ${percent(shareOf(choice, hand.strategy), 0)}`).join(', ');

// Fills are relative to the hand that reaches furthest: on a long line all reaches are small.
function largestReach(spot, player) {
  return Math.max(...spot.hands.map(hand => hand.reach[player]), 0) || 1;
}

function strategyCells(spot, choices, options) {
  const actor = spot.player - 1,
    largest = largestReach(spot, actor),
    {only} = options;
  return spot.hands.map(hand => ({
    background: stripes(hand.strategy, options.colours, only?.parts ?? null),
    height: options.weigh ? hand.reach[actor] / largest : 1,
    note: only ? percent(shareOf(only, hand.strategy), 0) : '',
    hatched: hand.uniform,
    doubtful: hand.doubtful && !hand.uniform,
    words: hand.uniform ? doubtOf(hand) : [describe(choices, hand), doubtOf(hand)].filter(Boolean).join('; '),
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
    note: values[i] === null ? '' : options.say.short(values[i]),
    words: values[i] === null ? 'not known yet' : `${options.say.short(values[i])} ${options.say.unit}`,
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

// By hand. `options`: mode, only (a choice, or undefined), colours of the actions, weigh, least (of the reach), say;
// `valueOf` gives null while unknown.
export function paint(spot, choices, options, valueOf) {
  const range = /^range(\d+)$/.exec(options.mode);
  const player = range ? range[1] - 1 : spot.player - 1;
  const cells = range
    ? rangeCells(spot, player)
    : options.mode === 'ev'
      ? valueCells(spot, options, valueOf)
      : strategyCells(spot, choices, options);
  return new Map(
    spot.hands.map((hand, i) => [
      hand.hand,
      {...cells[i], muted: hand.reach[player] < options.least},
    ]),
  );
}
