// The board: its cards, and a deck to choose them from.
import {fill, h} from '/assets/dom.js';
import {cardName, deck, draw, face, small, split} from '/assets/cards.js';

// `go` takes the new board, '' for the one that the server deals.
export function boardStrip(spot, game, go) {
  const cards = split(spot.board);
  if (cards.length === 0) return h('div', {class: 'board'}, h('span', {class: 'muted'}, 'no board yet'));
  return h(
    'div',
    {class: 'board'},
    h(
      'button',
      {
        type: 'button',
        class: 'cards',
        'aria-label': `Board ${cards.map(cardName).join(', ')}: choose another`,
        title: 'Choose the board (b)',
        onclick: event =>
          openPicker(cards, game, Math.max(cards.indexOf(event.target.closest('.card')?.dataset.card), 0), go),
      },
      cards.map(card => {
        const one = face(card);
        one.dataset.card = card;
        return one;
      }),
    ),
    h(
      'button',
      {type: 'button', title: 'A random board (n)', onclick: () => go(draw(game, cards.length).join(''))},
      'Random',
    ),
  );
}

// As much of a text as is cards, each once.
function read(text, game, count) {
  const known = new Set(deck(game).flat());
  const cards = split(text.replace(/[\s,]/g, '')).map(card => card[0].toUpperCase() + card[1].toLowerCase());
  return cards.length === count && new Set(cards).size === count && cards.every(card => known.has(card)) ? cards : null;
}

export function openPicker(start, game, slot, go) {
  const cards = [...start];
  const slots = h('div', {class: 'slots', role: 'group', 'aria-label': 'Cards of the board'});
  const ranks = h('div', {class: 'deck', style: {'--ranks': game.ranks.length}});
  const text = h('input', {
    class: 'cards-text',
    'aria-label': 'The board as text',
    spellcheck: 'false',
    autocomplete: 'off',
    oninput: () => {
      const typed = read(text.value, game, cards.length);
      text.setCustomValidity(typed ? '' : `${cards.length} different cards, such as ${start.join('')}`);
      if (typed) {
        cards.splice(0, cards.length, ...typed);
        redraw(false);
      }
    },
  });
  const dialog = h(
    'dialog',
    {
      class: 'picker',
      'aria-label': 'Choose the board',
      onclose: () => dialog.remove(),
      onclick: event => event.target === dialog && dialog.close(),
    },
    slots,
    ranks,
    h(
      'form',
      {method: 'dialog', onsubmit: () => go(cards.join(''))},
      text,
      h(
        'button',
        {
          type: 'button',
          onclick: () => {
            cards[slot] = draw(game, 1, cards)[0];
            redraw(true);
          },
        },
        'Random card',
      ),
      h(
        'button',
        {
          type: 'button',
          onclick: () => {
            cards.splice(0, cards.length, ...draw(game, cards.length));
            redraw(true);
          },
        },
        'Random board',
      ),
      h(
        'button',
        {
          type: 'button',
          onclick: () => {
            dialog.close();
            go('');
          },
          title: 'The board that is dealt when none is chosen',
        },
        'Reset',
      ),
      h('button', {class: 'main', type: 'submit'}, 'Show'),
    ),
  );

  function redraw(withText) {
    fill(
      slots,
      cards.map((card, i) =>
        h(
          'button',
          {
            type: 'button',
            'aria-pressed': String(i === slot),
            onclick: () => {
              slot = i;
              redraw(true);
            },
          },
          face(card),
        ),
      ),
    );
    fill(
      ranks,
      deck(game).map(row =>
        row.map(card =>
          h(
            'button',
            {
              type: 'button',
              class: `suit-${card[1]}`,
              'data-card': card,
              disabled: cards.includes(card),
              'aria-label': cardName(card),
              onclick: () => {
                cards[slot] = card;
                slot = (slot + 1) % cards.length;
                redraw(true);
                ranks.querySelector(`[data-card="${card}"]`).nextElementSibling?.focus();
              },
            },
            small(card),
          ),
        ),
      ),
    );
    if (withText) {
      text.value = cards.join('');
      text.setCustomValidity('');
    }
  }

  redraw(true);
  document.body.append(dialog);
  dialog.showModal();
}
