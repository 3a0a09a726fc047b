// The keys, in a dialog.
import {h} from '/assets/dom.js';

const keys = {
  '/strategy': [
    'Strategy',
    [
      ['← → ↑ ↓', 'walk over the hands'],
      ['Home End', 'first and last hand of a row'],
      ['Esc', 'no hand'],
      ['1 2 3 …', 'take the action of that number'],
      ['Backspace', 'one decision back'],
      ['b', 'choose the board'],
      ['n', 'a random board'],
      ['m', 'next mode of the chart'],
      ['s', 'sizes of raises apart, or summed'],
      ['c', 'chips, or big blinds'],
      ['t', 'as text'],
    ],
  ],
  '/training': [
    'Training',
    [
      ['x', 'time or iterations'],
      ['l', 'exploitability linear or logarithmic'],
      ['drag', 'look closer at a chart; double click: all of it'],
    ],
  ],
  '/play': [
    'Play',
    [
      ['f', 'fold'],
      ['c', 'check or call'],
      ['r', 'enter an amount'],
      ['a', 'all-in'],
      ['1 2 3 …', 'a suggested bet'],
      ['Enter', 'next hand'],
      ['s', 'the solution, after the hand'],
    ],
  ],
};

export function openHelp(path) {
  const [title, list] = keys[path];
  const dialog = h(
    'dialog',
    {
      class: 'help',
      'aria-label': 'Keys',
      onclose: () => dialog.remove(),
      onclick: event => event.target === dialog && dialog.close(),
    },
    h('h2', {}, `${title}: keys`),
    h(
      'dl',
      {},
      [...list, ['?', 'this']].map(([key, what]) => [
        h(
          'dt',
          {},
          key.split(' ').map(one => h('kbd', {}, one)),
        ),
        h('dd', {}, what),
      ]),
    ),
    h('p', {class: 'muted'}, 'Every view is in its address: reload it, keep it, pass it on.'),
    h('form', {method: 'dialog'}, h('button', {autofocus: true}, 'Close')),
  );
  document.body.append(dialog);
  dialog.showModal();
}
