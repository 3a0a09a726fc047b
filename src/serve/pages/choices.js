// What a player decides between at first: folding, calling, raising. Bets and raises of all sizes, all-in among them,
// are one choice until sizes are asked for: which of several nearly equal sizes is taken says little about a hand.
import {actionColours, isRaise, raiseColours} from '/assets/colours.js';

// [{key, name, colour, parts}]: `parts` are the numbers of its actions, `key` an action's text or 'raise'.
export function choicesOf(spot, withSizes) {
  const colours = actionColours(spot.actions, spot.pot_shares);
  const single = (action, a) => ({key: action.action, name: action.name, colour: colours[a], parts: [a]});
  const raises = spot.actions.flatMap((action, a) => (isRaise(action) ? [a] : []));
  if (withSizes || raises.length < 2) return spot.actions.map(single);
  const name = spot.actions[raises[0]].name.startsWith('bet') ? 'bet' : 'raise';
  return [
    ...spot.actions.map(single).filter(({parts}) => !raises.includes(parts[0])),
    {key: 'raise', name, colour: 'var(--raise)', parts: raises},
  ];
}

// Can sizes be told apart at all?
export const hasSizes = spot => spot.actions.filter(isRaise).length > 1;

// The colour of every action: raises that are summed share one, but for all-in.
export const coloursOf = (spot, withSizes) =>
  withSizes ? actionColours(spot.actions, spot.pot_shares) : raiseColours(spot.actions);

export const shareOf = (choice, strategy) => choice.parts.reduce((sum, a) => sum + strategy[a], 0);

export const totalOf = (choice, actions, field) => choice.parts.reduce((sum, a) => sum + actions[a][field], 0);
