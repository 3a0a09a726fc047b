// The panel of one hand: its strategy, and each of its combinations.
import {fill, h} from '/assets/dom.js';
import {small} from '/assets/cards.js';
import {bigBlinds, chips, percent, seats} from '/assets/format.js';

export function strategyBar(spot, colours, strategy, uniform) {
  const words = spot.actions.map((action, a) => `${action.name} ${percent(strategy[a])}`).join(', ');
  return h(
    'div',
    {
      class: uniform ? 'bar hatched' : 'bar',
      role: 'img',
      'aria-label': uniform ? 'never visited' : words,
      title: uniform ? `never visited: ${words}` : words,
    },
    strategy.map(
      (share, a) =>
        share > 0 && h('span', {style: {background: colours[a], 'flex-grow': share}}, h('em', {}, percent(share, 0))),
    ),
  );
}

export function valueText(estimate, game) {
  if (!estimate) return h('span', {class: 'muted'}, '…');
  return h(
    'span',
    {title: bigBlinds(estimate.value, game)},
    chips(estimate.value),
    estimate.error !== 0 &&
      h('small', {class: 'muted'}, Number.isNaN(estimate.error) ? ' ± …' : ` ±${chips(estimate.error)}`),
  );
}

function actionRows(spot, colours, hand, actionValues) {
  return h(
    'table',
    {class: 'by-action'},
    spot.actions.map((action, a) =>
      h(
        'tr',
        {},
        h('td', {}, h('i', {class: 'swatch', style: {background: colours[a]}}), action.name),
        h(
          'td',
          {},
          h('div', {class: 'meter'}, h('i', {style: {width: `${100 * hand.strategy[a]}%`, background: colours[a]}})),
        ),
        h('td', {class: 'number'}, percent(hand.strategy[a])),
        actionValues &&
          h('td', {class: 'number', title: 'Expected value of the action'}, `EV ${chips(actionValues[a])}`),
      ),
    ),
  );
}

function comboRows(spot, game, colours, combos, values) {
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
          h('th', {scope: 'col', title: 'Chips from here on, ± standard error'}, 'EV'),
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
            h('td', {class: 'wide'}, strategyBar(spot, colours, combo.strategy, combo.uniform)),
            h('td', {class: 'ev'}, game.values ? valueText(values.of(combo.cards), game) : '–'),
            combo.reach.map(reach => h('td', {}, percent(reach, 0))),
            h('td', {class: 'muted'}, combo.bucket),
          ),
        ),
      ),
    ),
  );
}

// `combos` is null while they are on their way.
export function drawHand(panel, {spot, game, colours, name, combos, values}) {
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
      hand.uniform && h('small', {class: 'tag'}, 'never visited'),
    ),
    h(
      'p',
      {class: 'facts'},
      hand.reach.map((reach, p) => h('span', {}, `Reach ${seats(game)[p]} `, h('b', {}, percent(reach)))),
      estimate &&
        h('span', {class: 'ev'}, 'EV ', h('b', {}, valueText(estimate, game)), ` ${bigBlinds(estimate.value, game)}`),
    ),
    actionRows(spot, colours, hand, estimate?.actions),
    combos && comboRows(spot, game, colours, combos, values),
    h('p', {class: 'muted'}, game.values ? values.progress() : 'Expected values are of games for two.'),
  );
}
