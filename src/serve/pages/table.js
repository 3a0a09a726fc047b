// Hands of games that have no chart, one a row.
import {fill, h} from '/assets/dom.js';
import {percent, seats} from '/assets/format.js';
import {strategyBar} from '/assets/hand.js';

export function createTable({choose}) {
  let order = [],
    selected = null,
    drawn = null; // the choices whose rows these are
  const body = h('tbody', {
    onclick: event => event.target.closest('tr') && choose(event.target.closest('tr').dataset.hand),
    onkeydown: walk,
  });
  const head = h('thead');
  const element = h('table', {class: 'hands', 'aria-label': 'Hands'}, head, body);

  function walk(event) {
    const step = {ArrowDown: 1, ArrowUp: -1, Enter: 0, ' ': 0}[event.key];
    const row = event.target.closest('tr');
    if (step === undefined || !row) return;
    event.preventDefault();
    const to = order[order.indexOf(row.dataset.hand) + step];
    if (to !== undefined) choose(to);
  }

  function mark() {
    let stop = body.rows[0];
    for (const row of body.rows) {
      row.ariaSelected = String(row.dataset.hand === selected);
      row.tabIndex = -1;
      if (row.dataset.hand === selected) stop = row;
    }
    if (stop) stop.tabIndex = 0;
  }

  const worth = (value, say) => (value === null ? '–' : say.amount(value));
  const look = (painted, hand) => (painted.get(hand).muted ? 'muted' : '');

  // Values come while somebody clicks: a click counts only where its row stays in its place.
  function update(spot, say, painted, valueOf) {
    spot.hands.forEach(({hand}, i) => {
      const row = body.rows[i];
      row.className = look(painted, hand);
      row.querySelector('.ev').textContent = worth(valueOf(hand), say);
    });
  }

  return {
    element,
    draw(spot, game, choices, say, painted, valueOf) {
      if (choices === drawn) return update(spot, say, painted, valueOf);
      drawn = choices;
      const focused = element.contains(document.activeElement);
      order = spot.hands.map(hand => hand.hand);
      fill(
        head,
        h(
          'tr',
          {},
          ['Hand', 'Combos', ...seats(game).map(seat => `Reach ${seat}`), 'EV', 'Strategy'].map(name =>
            h('th', {scope: 'col'}, name),
          ),
        ),
      );
      fill(
        body,
        spot.hands.map(hand =>
          h(
            'tr',
            {'data-hand': hand.hand, class: look(painted, hand.hand)},
            h('th', {scope: 'row'}, hand.hand),
            h('td', {}, hand.combos),
            hand.reach.map(reach => h('td', {}, percent(reach))),
            h('td', {class: 'ev'}, worth(valueOf(hand.hand), say)),
            h('td', {class: 'wide'}, strategyBar(choices, hand)),
          ),
        ),
      );
      mark();
      if (focused) this.focus();
      return undefined;
    },
    select(name) {
      const focused = body.contains(document.activeElement);
      selected = name;
      mark();
      if (focused) this.focus();
    },
    focus() {
      body.querySelector('[tabindex="0"]')?.focus();
    },
  };
}
