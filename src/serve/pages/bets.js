// What can be done in a hand: buttons, and an amount of one's own.
import {h} from '/assets/dom.js';
import {isAllIn} from '/assets/colours.js';

function kindOf(action) {
  return action.action === 'f' ? 'fold' : action.action === 'c' ? 'call' : isAllIn(action) ? 'all-in' : 'raise';
}

const keyOf = {fold: 'f', call: 'c', 'all-in': 'a'};

export function actionBar(hand, say, act) {
  const raises = hand.legal.filter(action => action.action.startsWith('r'));
  return h(
    'div',
    {class: 'action-bar', role: 'group', 'aria-label': 'Actions'},
    hand.legal.map(action => {
      const kind = kindOf(action);
      return h(
        'button',
        {type: 'button', class: `act ${kind}`, 'data-action': action.action, onclick: () => act(action.action)},
        say.action(action),
        h('kbd', {}, keyOf[kind] ?? raises.indexOf(action) + 1),
      );
    }),
  );
}

// Amounts are what is put in on this street, as players say it, in their unit; the server is told the total over the
// hand, in chips. A share of the pot is what exceeds the call, of the pot after it.
export function amountBox(hand, say, act) {
  const {low, high, street_start: start} = hand.raise;
  const mine = hand.bets[hand.you - 1],
    largest = Math.max(...hand.bets),
    after = hand.pot + largest - mine,
    scale = say.inBlinds ? hand.big_blind : 1;
  // Written alike wherever it is compared: a number of big blinds may have no end.
  const written = amount => String(+(amount / scale).toFixed(6));
  const number = h('input', {
    type: 'number',
    min: written(low - start),
    max: written(high - start),
    step: 'any',
    'aria-label': `Amount on this street, ${say.unit}`,
    oninput: () => set(Math.round(number.value * scale), true),
  });
  const slider = h('input', {
    type: 'range',
    min: String(low - start),
    max: String(high - start),
    step: '1',
    'aria-label': 'Amount',
    oninput: () => set(Number(slider.value)),
  });
  const words = h('span', {class: 'muted amount-words'});
  const submit = h('button', {type: 'submit', class: 'act raise'});

  let chosen = 0;

  // What is typed stays as it is typed.
  function set(amount, isTyped = false) {
    chosen = amount;
    if (!isTyped) number.value = written(amount);
    slider.value = String(amount);
    const share = after > 0 ? Math.round((100 * (amount - largest)) / after) : 0;
    words.textContent = `${share}% pot`;
    submit.textContent = `${largest > 0 ? 'Raise to' : 'Bet'} ${say.amount(amount)}`;
  }

  set(low - start);
  return h(
    'form',
    {
      class: 'amount',
      onsubmit: event => {
        event.preventDefault();
        act(`r${chosen + start}`);
      },
    },
    number,
    slider,
    words,
    submit,
  );
}
