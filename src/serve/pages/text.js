// A view as plain text in columns, for notes, mails and diffs.
import {fill, h} from '/assets/dom.js';
import {shareOf, totalOf} from '/assets/choices.js';
import {percent, seats, thousands} from '/assets/format.js';

function columns(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map(row => row[column].length)));
  return rows.map(row =>
    row
      .map((text, column) => (column === 0 ? text.padEnd(widths[0]) : text.padStart(widths[column])))
      .join('  ')
      .trimEnd(),
  );
}

export function spotText(spot, game, choices, say, valueOf) {
  const withValues = spot.hands.some(hand => valueOf(hand.hand) !== null);
  const where = spot.sequence ? `after ${spot.sequence}` : 'first decision';
  const lines = [
    `${spot.game} after ${thousands(spot.iterations)} iterations`,
    `${spot.street}, ${where}: ${spot.player_name} to act, ` +
      `pot ${say.amount(spot.pot)}, ${say.amount(spot.to_call)} to call`,
    ...(spot.board ? [`board ${spot.board}`] : []),
    ...spot.line.map(step => `  ${step.street}: ${step.player_name}: ${step.name}`),
    '',
    ...columns([
      ['action', 'weighted', 'unweighted'],
      ...choices.map(choice => [
        choice.name,
        percent(totalOf(choice, spot.actions, 'weighted')),
        percent(totalOf(choice, spot.actions, 'frequency')),
      ]),
    ]),
    '',
    ...columns([
      [
        'hand',
        'combos',
        ...seats(game).map(seat => `reach ${seat}`),
        ...choices.map(choice => choice.name),
        ...(withValues ? ['EV'] : []),
      ],
      ...spot.hands.map(hand => [
        hand.hand,
        String(hand.combos),
        ...hand.reach.map(reach => percent(reach)),
        ...choices.map(choice => {
          const share = percent(shareOf(choice, hand.strategy));
          return hand.uniform ? `(${share})` : hand.doubtful ? `${share}?` : share;
        }),
        ...(withValues
          ? [valueOf(hand.hand) === null ? '' : say.amount(valueOf(hand.hand)).replace('−', '-')]
          : []),
      ]),
    ]),
  ];
  if (spot.hands.some(hand => hand.uniform))
    lines.push('', '(in brackets: all actions alike, most likely never visited)');
  if (spot.hands.some(hand => hand.doubtful && !hand.uniform))
    lines.push('', '(?: undecided rather than mixed, training has hardly come here with the hand)');
  return lines.join('\n') + '\n';
}

export function drawText(place, text) {
  async function copyText() {
    // Browsers keep the clipboard from pages of other machines.
    if (!navigator.clipboard) return getSelection().selectAllChildren(plain);
    await navigator.clipboard.writeText(text);
    copy.textContent = 'Copied';
  }
  const copy = h('button', {type: 'button', onclick: copyText}, 'Copy'),
    plain = h('pre', {tabindex: '0'}, text);
  fill(place, h('div', {class: 'as-text'}, copy, plain));
}
