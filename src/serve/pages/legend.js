// What the colours and signs of the chart mean.
import {isAllIn} from '/assets/colours.js';
import {h} from '/assets/dom.js';

const entry = (name, colour) => h('span', {}, h('i', {class: 'swatch', style: {background: colour}}), name);

// All-in is told from the raises that it is summed with.
function entries(choice, spot, colours) {
  const allIn = choice.parts.length > 1 && choice.parts.find(a => isAllIn(spot.actions[a]));
  return [entry(choice.name, choice.colour), allIn && entry('of which all-in', colours[allIn])];
}

export function chartLegend(spot, game, choices, colours) {
  return [
    choices.map(choice => entries(choice, spot, colours)),
    spot.hands.some(hand => hand.doubtful && !hand.uniform) &&
      h(
        'span',
        {title: 'Training has come here with the hand too seldom for its mixture to mean anything'},
        `faint${game.grid ? ', ?' : ''}: undecided, not mixed – train longer`,
      ),
    spot.hands.some(hand => hand.uniform) && h('span', {}, 'hatched: never visited'),
  ];
}
