// Cards as text in a four-colour deck.
import {h} from '/assets/dom.js';

const signs = {s: '♠', h: '♥', d: '♦', c: '♣'};
const suitNames = {s: 'spades', h: 'hearts', d: 'diamonds', c: 'clubs'};
const rankNames = {A: 'ace', K: 'king', Q: 'queen', J: 'jack', T: 'ten'};

export const split = text => text.match(/../g) ?? [];

export const cardName = card => `${rankNames[card[0]] ?? card[0]} of ${suitNames[card[1]]}`;

// Within running text: a coloured rank and suit.
export const small = text =>
  split(text).map(card =>
    h('span', {class: `suit-${card[1]}`, role: 'img', 'aria-label': cardName(card)}, card[0] + signs[card[1]]),
  );

// With a face.
export const face = card =>
  h(
    'span',
    {class: `card face suit-${card[1]}`, role: 'img', 'aria-label': cardName(card)},
    h('b', {}, card[0]),
    h('i', {}, signs[card[1]]),
  );

export const back = () => h('span', {class: 'card back', role: 'img', 'aria-label': 'a hidden card'});

export const deck = game => [...game.suits].map(suit => [...game.ranks].map(rank => rank + suit));

// Uniformly, from randomness that no seed repeats.
function below(limit) {
  const word = new Uint32Array(1),
    top = 2 ** 32 - (2 ** 32 % limit);
  do crypto.getRandomValues(word);
  while (word[0] >= top);
  return word[0] % limit;
}

export function draw(game, count, used = []) {
  const left = deck(game)
      .flat()
      .filter(card => !used.includes(card)),
    drawn = [];
  while (drawn.length < count && left.length) drawn.push(...left.splice(below(left.length), 1));
  return drawn;
}

export const drawSeed = () => below(2 ** 31);
