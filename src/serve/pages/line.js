// The way to a decision as crumbs, and what can be done there.
import {h} from '/assets/dom.js';
import {totalOf} from '/assets/choices.js';
import {percent, seat} from '/assets/format.js';

export function crumbs(spot, say, go) {
  let street = null;
  const steps = [
    ...spot.line,
    {
      sequence: spot.sequence,
      street: spot.street,
      player: spot.player,
      player_name: spot.player_name,
      pot: spot.pot,
      here: true,
    },
  ];
  return h(
    'nav',
    {class: 'crumbs', 'aria-label': 'Betting line'},
    h(
      'button',
      {
        type: 'button',
        class: 'crumb start',
        title: 'Back to the first decision',
        disabled: spot.line.length === 0,
        onclick: () => go(''),
      },
      h('small', {}, '«'),
      'start',
    ),
    steps.map(step => {
      const enters = step.street !== street && h('span', {class: 'street'}, step.street);
      street = step.street;
      return [
        enters,
        h(
          'button',
          {
            type: 'button',
            class: step.here ? 'crumb here' : 'crumb',
            'aria-current': step.here && 'step',
            title: `${step.player_name}, pot ${say.amount(step.pot)}`,
            onclick: () => go(step.sequence),
          },
          h('small', {}, seat(step.player_name, step.player)),
          step.here ? 'to act' : step.name,
        ),
      ];
    }),
  );
}

// Beyond ten pots a percentage says nothing any more.
function shareText(share) {
  if (share === null || share === undefined) return '';
  return share < 10 ? `${Math.round(100 * share)}%` : `${Math.round(share)}×`;
}

// How often, of the range and of all hands alike, and a meter of it.
function figures(choice, spot, colours) {
  return [
    h(
      'b',
      {class: 'weighted', title: 'How often it is taken: combinations weighed by their reach'},
      percent(totalOf(choice, spot.actions, 'weighted')),
    ),
    h(
      'small',
      {class: 'frequency', title: 'All combinations weighed alike'},
      `all ${percent(totalOf(choice, spot.actions, 'frequency'))}`,
    ),
    h(
      'span',
      {class: 'meter'},
      choice.parts.map(a =>
        h('i', {style: {width: `${100 * (spot.actions[a].weighted ?? 0)}%`, background: colours[a]}}),
      ),
    ),
  ];
}

const whereTo = (action, a) =>
  action.next === null ? `${action.name}: no decision follows` : `Go on after ${action.name} (${a + 1})`;

function actionButton(choice, spot, colours, go) {
  const [a] = choice.parts,
    action = spot.actions[a];
  return h(
    'button',
    {
      type: 'button',
      class: 'action',
      disabled: action.next === null,
      'data-action': action.action,
      onclick: () => go(action.next),
      title: whereTo(action, a),
    },
    h(
      'span',
      {class: 'what'},
      h('span', {}, h('i', {class: 'swatch', style: {background: choice.colour}}), choice.name),
      h('small', {title: 'Of the pot after the call'}, shareText(spot.pot_shares?.[a])),
    ),
    figures(choice, spot, colours),
  );
}

// "2.5 bb" of "raise to 2.5 bb": what tells a size from the others.
const sizeName = name => name.replace(/^(raise to|bet) /, '');

// All sizes as one.
function raiseBox(choice, spot, colours) {
  return h(
    'div',
    {class: 'action summed', role: 'group', 'aria-label': `${choice.name}, all sizes`},
    h(
      'span',
      {class: 'what'},
      h('span', {}, h('i', {class: 'swatch', style: {background: choice.colour}}), choice.name),
      h('small', {}, `${choice.parts.length} sizes`),
    ),
    figures(choice, spot, colours),
  );
}

// Its sizes, which lead on one by one.
function sizeButtons(choice, spot, go) {
  return h(
    'div',
    {class: 'sizes-of', role: 'group', 'aria-label': 'Sizes'},
    h('span', {class: 'muted'}, choice.name === 'bet' ? 'bet' : 'raise to'),
    choice.parts.map(a => {
      const action = spot.actions[a];
      return h(
        'button',
        {
          type: 'button',
          disabled: action.next === null,
          'data-action': action.action,
          onclick: () => go(action.next),
          title: whereTo(action, a),
        },
        sizeName(action.name),
        h('small', {}, percent(action.weighted, 0)),
      );
    }),
  );
}

export function actionButtons(spot, choices, colours, go) {
  const count = choices.length,
    columns = count <= 4 ? count : Math.ceil(count / 2),
    summed = choices.filter(choice => choice.parts.length > 1);
  return h(
    'div',
    {class: 'actions', role: 'group', 'aria-label': 'Actions', style: {'--columns': columns}},
    choices.map(choice =>
      summed.includes(choice) ? raiseBox(choice, spot, colours) : actionButton(choice, spot, colours, go),
    ),
    summed.map(choice => sizeButtons(choice, spot, go)),
  );
}
