// The colours of actions, as all solvers have them: folds blue, checks and calls green, bets and raises red, the darker
// the larger, all-in the darkest. Those of fold, call, raise and all-in differ in lightness as well as in hue, so that
// who cannot tell red from green, or blue from green, tells them apart.

export const isRaise = action => action.action.startsWith('r');

export const isAllIn = action => action.letter === 'J' || (action.name ?? '').startsWith('all-in');

function plainColour(action) {
  if (action.action === 'f') return 'var(--fold)';
  if (action.action === 'c') return 'var(--call)';
  return isAllIn(action) ? 'var(--all-in)' : 'var(--raise)';
}

export function actionColours(actions, shares = []) {
  const sized = actions
    .map((action, at) => ({action, at, share: shares[at] ?? at}))
    .filter(({action}) => isRaise(action) && !isAllIn(action))
    .sort((a, b) => a.share - b.share);
  return actions.map(action => {
    const rank = sized.findIndex(item => item.action === action);
    if (rank < 0 || sized.length === 1) return plainColour(action);
    const depth = Math.round((100 * rank) / (sized.length - 1));
    return `color-mix(in oklab, var(--raise-low), var(--raise-high) ${depth}%)`;
  });
}

// Where sizes are not told apart.
export const raiseColours = actions => actions.map(plainColour);

// Hard stops at the cumulated frequencies: the whole strategy of a hand in one background.
// `only`: the numbers of the actions to show, or null.
export function stripes(strategy, colours, only = null) {
  const stops = [];
  let at = 0;
  strategy.forEach((share, a) => {
    if (share <= 0 || (only && !only.includes(a))) return;
    const end = Math.min(at + 100 * share, 100);
    stops.push(`${colours[a]} ${at.toFixed(2)}% ${end.toFixed(2)}%`);
    at = end;
  });
  if (at < 99.99) stops.push(`transparent ${at.toFixed(2)}% 100%`);
  return `linear-gradient(to right, ${stops.join(', ')})`;
}

// Around 0, what a fold is worth: gains green, losses red. The root keeps small values apart.
export function diverging(value, low, high) {
  const scale = value < 0 ? Math.min(value / (low || -1), 1) : Math.min(value / (high || 1), 1);
  const depth = Math.round(100 * Math.sqrt(Math.max(scale, 0)));
  return `color-mix(in oklab, var(--cell-empty), var(--${value < 0 ? 'loss' : 'gain'}) ${depth}%)`;
}
