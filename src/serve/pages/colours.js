// The colours of actions, as all solvers have them: folds blue, checks and calls green, bets and raises red, the
// darker the larger, all-in the darkest.

const isRaise = action => action.action.startsWith('r');

export const isAllIn = action => action.letter === 'J' || (action.name ?? '').startsWith('all-in');

export function actionColours(actions, shares = []) {
  const sized = actions
    .map((action, at) => ({action, at, share: shares[at] ?? at}))
    .filter(({action}) => isRaise(action) && !isAllIn(action))
    .sort((a, b) => a.share - b.share);
  return actions.map(action => {
    if (action.action === 'f') return 'var(--fold)';
    if (action.action === 'c') return 'var(--call)';
    if (isAllIn(action)) return 'var(--all-in)';
    const rank = sized.findIndex(item => item.action === action);
    const depth = sized.length === 1 ? 30 : Math.round((100 * rank) / (sized.length - 1));
    return `color-mix(in oklab, var(--raise-low), var(--raise-high) ${depth}%)`;
  });
}

// Hard stops at the cumulated frequencies: the whole strategy of a hand in one background.
export function stripes(strategy, colours, only = -1) {
  const stops = [];
  let at = 0;
  strategy.forEach((share, a) => {
    if (share <= 0 || (only >= 0 && a !== only)) return;
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
