// The chart: classes of two cards, ranks x ranks, suited above the diagonal. One tab stop; arrows walk over the hands.
import {h} from '/assets/dom.js';

const nameAt = (ranks, row, column) =>
  row === column
    ? ranks[row] + ranks[row]
    : ranks[Math.min(row, column)] + ranks[Math.max(row, column)] + (row < column ? 's' : 'o');

export function createGrid(ranks, {hover, choose}) {
  const size = ranks.length,
    cells = new Map();
  let stop = null;

  function cell(row, column) {
    const name = nameAt(ranks, row, column);
    const filling = h('i', {class: 'filling'}),
      note = h('span', {class: 'note'});
    const element = h(
      'div',
      {class: 'cell', role: 'gridcell', tabindex: '-1', 'data-hand': name},
      filling,
      h('span', {class: 'name'}, name),
      note,
    );
    cells.set(name, {element, filling, note, row, column});
    return element;
  }

  const element = h(
    'div',
    {
      class: 'grid',
      role: 'grid',
      'aria-label': 'Hands',
      style: {'--ranks': size},
      onkeydown: walk,
      onpointerover: event => event.pointerType === 'mouse' && hover(handOf(event)),
      onpointerleave: () => hover(null),
      onclick: event => handOf(event) && choose(handOf(event)),
    },
    Array.from({length: size}, (_, row) =>
      h(
        'div',
        {role: 'row'},
        Array.from({length: size}, (_, column) => cell(row, column)),
      ),
    ),
  );

  const handOf = event => event.target.closest('.cell')?.dataset.hand ?? null;

  function moveStop(name) {
    if (stop) cells.get(stop).element.tabIndex = -1;
    stop = name;
    cells.get(name).element.tabIndex = 0;
  }

  function walk(event) {
    const at = cells.get(handOf(event));
    if (!at) return;
    let {row, column} = at;
    switch (event.key) {
      case 'ArrowLeft':
        column--;
        break;
      case 'ArrowRight':
        column++;
        break;
      case 'ArrowUp':
        row--;
        break;
      case 'ArrowDown':
        row++;
        break;
      case 'Home':
        column = 0;
        break;
      case 'End':
        column = size - 1;
        break;
      case 'Enter':
      case ' ':
        break;
      default:
        return;
    }
    event.preventDefault();
    if (row < 0 || column < 0 || row >= size || column >= size) return;
    const name = nameAt(ranks, row, column);
    cells.get(name).element.focus();
    choose(name);
  }

  moveStop(nameAt(ranks, 0, 0));
  return {
    element,
    draw(painted) {
      for (const [name, {element, filling, note}] of cells) {
        const look = painted.get(name);
        element.classList.toggle('none', !look);
        element.classList.toggle('muted', Boolean(look?.muted));
        element.classList.toggle('hatched', Boolean(look?.hatched));
        element.classList.toggle('doubtful', Boolean(look?.doubtful));
        element.ariaLabel = look ? `${name}: ${look.words}` : `${name}: no combinations left`;
        filling.style.background = look?.background ?? 'none';
        filling.style.height = `${100 * (look?.height ?? 0)}%`;
        note.textContent = look?.note ?? '';
      }
    },
    select(name) {
      for (const [other, {element}] of cells) element.ariaSelected = String(other === name);
      if (cells.has(name)) moveStop(name);
    },
    // Arrows pressed anywhere on the page start here.
    focus() {
      cells.get(stop).element.focus();
    },
  };
}
