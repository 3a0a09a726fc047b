// The table: the opponent on top, the board and the pot in the middle, you below.
import {h} from '/assets/dom.js';
import {back, face, split} from '/assets/cards.js';

function seatOf(hand, say, player, cards, who) {
  const acts = !hand.finished && player === hand.you,
    stack = hand.stacks[player - 1];
  return h(
    'div',
    {class: acts ? 'seat acts' : 'seat'},
    h('div', {class: 'hole'}, cards),
    h(
      'div',
      {class: 'plaque'},
      h('b', {}, who),
      h('small', {}, hand.names[player - 1]),
      stack !== null && h('span', {}, say.amount(stack)),
    ),
  );
}

function betOf(hand, say, player) {
  const bet = hand.bets[player - 1];
  return h('div', {class: 'bet'}, bet > 0 && h('span', {}, say.amount(bet)));
}

export function tableOf(hand, game, say) {
  const other = 3 - hand.you,
    cards = hand.shown ? split(hand.shown).map(face) : Array.from({length: game.hole_cards}, back);
  const board = split(hand.board);
  const places = game.streets.at(-1).board_cards;
  return h(
    'div',
    {class: 'table'},
    h('div', {class: 'other'}, seatOf(hand, say, other, cards, 'Blueprint'), betOf(hand, say, other)),
    h(
      'div',
      {class: 'middle'},
      h(
        'div',
        {class: 'board-cards', 'aria-label': 'Board'},
        Array.from({length: places}, (_, i) => (board[i] ? face(board[i]) : h('span', {class: 'card place'}))),
      ),
      h('div', {class: 'pot'}, 'Pot ', h('b', {}, say.amount(hand.pot))),
    ),
    h(
      'div',
      {class: 'you'},
      betOf(hand, say, hand.you),
      seatOf(hand, say, hand.you, split(hand.cards).map(face), 'You'),
    ),
  );
}
