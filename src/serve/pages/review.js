// A hand afterwards: what was done, and what the blueprint would have done with your cards.
import {fill, h} from '/assets/dom.js';
import {small} from '/assets/cards.js';
import {percent} from '/assets/format.js';
import {actionColours} from '/assets/colours.js';

export function historyOf(place, hand, say) {
  const streets = [];
  for (const entry of hand.log) {
    if (streets.at(-1)?.street !== entry.street) streets.push({street: entry.street, entries: []});
    streets.at(-1).entries.push(entry);
  }
  fill(
    place,
    h('h2', {}, 'Hand'),
    hand.log.length === 0 && h('p', {class: 'muted'}, 'You act first.'),
    h(
      'dl',
      {},
      streets.map(({street, entries}) => [
        h('dt', {}, street),
        h(
          'dd',
          {},
          entries.map(entry =>
            h(
              'span',
              {class: entry.player === hand.you ? 'mine' : ''},
              h('small', {}, entry.player === hand.you ? 'you ' : 'opp '),
              say.action(entry),
            ),
          ),
        ),
      ]),
    ),
  );
}

function decisionOf(decision, say) {
  const colours = actionColours(decision.actions);
  return h(
    'div',
    {class: 'decision'},
    h(
      'p',
      {class: 'facts'},
      h('b', {}, decision.street),
      h('span', {}, small(decision.board)),
      h('span', {}, `pot ${say.amount(decision.pot)}`),
    ),
    h(
      'table',
      {class: 'by-action'},
      decision.actions.map((action, a) =>
        h(
          'tr',
          {class: action.name === decision.done ? 'done' : ''},
          h('td', {}, h('i', {class: 'swatch', style: {background: colours[a]}}), say.action(action)),
          h(
            'td',
            {},
            h(
              'div',
              {class: 'meter'},
              h('i', {style: {width: `${100 * action.probability}%`, background: colours[a]}}),
            ),
          ),
          h('td', {class: 'number'}, percent(action.probability)),
        ),
      ),
    ),
    h('p', {class: 'muted'}, 'You: ', h('b', {}, say.action({name: decision.done, big_blinds: decision.big_blinds}))),
  );
}

export function solutionOf(place, solution, say) {
  place.hidden = !solution;
  if (solution)
    fill(
      place,
      h('h2', {}, 'The blueprint with your cards'),
      solution.length === 0
        ? h('p', {class: 'muted'}, 'You had nothing to decide.')
        : solution.map(decision => decisionOf(decision, say)),
    );
}
