// The panel of one hand: its strategy, and each of its combinations.
import {fill, h} from '/assets/dom.js';
import {small} from '/assets/cards.js';
import {choicesOf, shareOf} from '/assets/choices.js';
import {percent, seats, thousands} from '/assets/format.js';

// Why a hand is hatched or faint in the chart. An estimate has two digits.
export function doubtOf(hand) {
  if (hand.uniform) return 'never visited';
  return hand.doubtful ? `undecided: about ${thousands(+hand.visits.toPrecision(2))} visits` : '';
}

export function strategyBar(choices, hand) {
  const words = choices.map(choice => `${choice.name} ${percent(shareOf(choice, hand.strategy))}`).join(', '),
    doubt = doubtOf(hand);
  return h(
    'div',
    {
      class: hand.uniform ? 'bar hatched' : hand.doubtful ? 'bar doubtful' : 'bar',
      role: 'img',
      'aria-label': hand.uniform ? doubt : [words, doubt].filter(Boolean).join('; '),
      title: [doubt, words].filter(Boolean).join(': '),
    },
    choices.map(choice => {
      const share = shareOf(choice, hand.strategy);
      return (
        share > 0 &&
        h('span', {style: {background: choice.colour, 'flex-grow': share}}, h('em', {}, percent(share, 0)))
      );
    }),
  );
}

export function valueText(estimate, say) {
  if (!estimate) return h('span', {class: 'muted'}, '…');
  return h(
    'span',
    {},
    say.amount(estimate.value),
    estimate.error !== 0 &&
      h(
        'small',
        {class: 'muted'},
        Number.isNaN(estimate.error) ? ' ± …' : ` ±${say.amount(estimate.error).replace(' bb', '')}`,
      ),
  );
}

function actionRow({name, colour, share, value, isPart}, say) {
  return h(
    'tr',
    {class: isPart ? 'part' : ''},
    h('td', {}, h('i', {class: 'swatch', style: {background: colour}}), name),
    h('td', {}, h('div', {class: 'meter'}, h('i', {style: {width: `${100 * share}%`, background: colour}}))),
    h('td', {class: 'number'}, percent(share)),
    h(
      'td',
      {class: 'number', title: 'Expected value of the action'},
      value !== undefined && `EV ${say.amount(value)}`,
    ),
  );
}

// Each choice, and below one of several sizes each of them.
function actionRows(spot, say, hand, actionValues) {
  const sizes = choicesOf(spot, true);
  return h(
    'table',
    {class: 'by-action'},
    choicesOf(spot, false).map(choice => {
      const isSummed = choice.parts.length > 1,
        row = one => ({...one, share: shareOf(one, hand.strategy), value: actionValues?.[one.parts[0]]});
      return [
        actionRow({...row(choice), ...(isSummed && {value: undefined})}, say),
        isSummed && choice.parts.map(a => actionRow({...row(sizes[a]), isPart: true}, say)),
      ];
    }),
  );
}

function comboRows(game, choices, say, combos, values) {
  return h(
    'div',
    {class: 'scroll'},
    h(
      'table',
      {class: 'combos'},
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', {scope: 'col'}, 'Cards'),
          h('th', {scope: 'col', class: 'wide'}, 'Strategy'),
          h('th', {scope: 'col', title: `Expected value: ${say.unit} from here on, ± standard error`}, 'EV'),
          seats(game).map((seat, p) =>
            h('th', {scope: 'col', title: `The probability that player ${p + 1}, holding this, has acted so`}, seat),
          ),
          h('th', {scope: 'col', title: 'Bucket of the card abstraction'}, 'Bucket'),
        ),
      ),
      h(
        'tbody',
        {},
        combos.map(combo =>
          h(
            'tr',
            {'data-cards': combo.cards},
            h('th', {scope: 'row'}, small(combo.cards)),
            h('td', {class: 'wide'}, strategyBar(choices, combo)),
            h('td', {class: 'ev'}, game.values ? valueText(values.of(combo.cards), say) : '–'),
            combo.reach.map(reach => h('td', {}, percent(reach, 0))),
            h('td', {class: 'muted'}, combo.bucket),
          ),
        ),
      ),
    ),
  );
}

// `combos` is null while they are on their way.
export function drawHand(panel, {spot, game, choices, say, name, combos, values}) {
  const hand = spot.hands.find(one => one.hand === name);
  if (!name)
    return fill(
      panel,
      h(
        'p',
        {class: 'muted hint'},
        'Point at a hand, tap it or walk with the arrow keys: here are its combinations and what they can expect.',
      ),
    );
  if (!hand)
    return fill(
      panel,
      h('h2', {}, name),
      h(
        'p',
        {class: 'muted'},
        game.grid ? 'The board leaves no combination of this hand.' : 'There is no such hand here.',
      ),
    );
  const estimate = combos && game.values ? values.ofAll(combos, spot.player - 1) : null;
  return fill(
    panel,
    h(
      'h2',
      {},
      name,
      h('small', {}, ` ${hand.combos} ${hand.combos === 1 ? 'combination' : 'combinations'}`),
      doubtOf(hand) && h('small', {class: 'tag', title: 'Too little training to know what it does'}, doubtOf(hand)),
    ),
    h(
      'p',
      {class: 'facts'},
      hand.reach.map((reach, p) => h('span', {}, `Reach ${seats(game)[p]} `, h('b', {}, percent(reach)))),
      estimate && h('span', {class: 'ev'}, 'EV ', h('b', {}, valueText(estimate, say))),
    ),
    actionRows(spot, say, hand, estimate?.actions),
    combos && comboRows(game, choices, say, combos, values),
    h('p', {class: 'muted'}, game.values ? values.progress() : 'Expected values are of games for two.'),
  );
}
