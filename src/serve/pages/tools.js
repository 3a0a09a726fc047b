// What the chart shows, and of which hands.
import {check, h, refill, segments, select} from '/assets/dom.js';
import {hasSizes} from '/assets/choices.js';
import {hasBlinds} from '/assets/format.js';
import {modes} from '/assets/paint.js';

const leastShares = [1, 5, 25, 50];

export function drawTools(place, {game, spot, choices, say, state, mode, go}) {
  const isText = state.view === 'text',
    isChart = game.grid && !isText;
  const actions = [['', 'All actions'], ...choices.map(({key, name}) => [key, `Only ${name}`])];
  const filter = actions.some(([action]) => action === state.filter) ? state.filter : '';
  const least = [['', 'Any reach'], ...leastShares.map(share => [String(share), `Reach ≥ ${share}%`])];
  const text = {
    type: 'button',
    class: 'to-text',
    'aria-pressed': String(isText),
    title: 'The view as text (t)',
    onclick: () => go({view: isText ? '' : 'text'}),
  };
  refill(
    place,
    isChart && segments('Chart', modes(game, say), mode, name => go({mode: name === 'strategy' ? '' : name})),
    h('button', text, 'Text'),
    isChart && mode === 'strategy' && select('Actions shown', actions, filter, action => go({filter: action})),
    !isText && select('Least reach', least, state.min ?? '', min => go({min})),
    isChart &&
      !mode.startsWith('range') &&
      check(
        'by range weight',
        state.weigh !== '0',
        on => go({weigh: on ? '' : '0'}),
        'Fill cells by the reach of the player who acts',
      ),
    hasSizes(spot) &&
      check('sizes', state.sizes === '1', on => go({sizes: on ? '1' : ''}), 'Tell the sizes of raises apart (s)'),
    hasBlinds(game) &&
      check('chips', state.unit === 'chips', on => go({unit: on ? 'chips' : ''}), 'Chips instead of big blinds (c)'),
  );
}
