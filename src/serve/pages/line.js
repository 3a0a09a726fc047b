// The way to a decision as crumbs, and what can be done there.
import {h} from '/assets/dom.js';
import {percent, seat, thousands} from '/assets/format.js';

export function crumbs(spot, go) {
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
            title: `${step.player_name}, pot ${thousands(step.pot)}`,
            onclick: () => go(step.sequence),
          },
          h('small', {}, seat(step.player_name, step.player)),
          step.here ? 'to act' : step.name,
        ),
      ];
    }),
  );
}

function shareText(share) {
  return share === null || share === undefined ? '' : `${Math.round(100 * share)}%`;
}

export function actionButtons(spot, colours, go) {
  const count = spot.actions.length,
    columns = count <= 4 ? count : Math.ceil(count / 2);
  return h(
    'div',
    {class: 'actions', role: 'group', 'aria-label': 'Actions', style: {'--columns': columns}},
    spot.actions.map((action, a) =>
      h(
        'button',
        {
          type: 'button',
          class: 'action',
          disabled: action.next === null,
          'data-action': action.action,
          onclick: () => go(action.next),
          title: action.next === null ? `${action.name}: no decision follows` : `Go on after ${action.name} (${a + 1})`,
        },
        h(
          'span',
          {class: 'what'},
          h('span', {}, h('i', {class: 'swatch', style: {background: colours[a]}}), action.name),
          h('small', {title: 'Of the pot after the call'}, shareText(spot.pot_shares?.[a])),
        ),
        h(
          'b',
          {class: 'weighted', title: 'How often it is taken: combinations weighed by their reach'},
          percent(action.weighted),
        ),
        h('small', {class: 'frequency', title: 'All combinations weighed alike'}, `all ${percent(action.frequency)}`),
        h(
          'span',
          {class: 'meter'},
          h('i', {style: {width: `${100 * (action.weighted ?? 0)}%`, background: colours[a]}}),
        ),
      ),
    ),
  );
}
