// Elements from calls. Text always goes in as text nodes, so that nothing the server says can become markup.

function set(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === 'class') element.className = value;
  else if (name === 'style')
    // Through the object model: a content policy that forbids style attributes allows this.
    for (const [key, text] of Object.entries(value)) element.style.setProperty(key, text);
  else if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
  else if (name in element && typeof value !== 'string') element[name] = value;
  else element.setAttribute(name, value === true ? '' : value);
}

export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) set(element, name, value);
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

export function fill(element, ...children) {
  element.replaceChildren(
    ...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false),
  );
  return element;
}

// The same where controls are drawn anew: the focus stays on the control at its place.
export function refill(element, ...children) {
  const controls = () => [...element.querySelectorAll('button, select, input')];
  const at = controls().indexOf(document.activeElement);
  fill(element, ...children);
  controls()[at]?.focus();
  return element;
}

// When what had the focus is gone, Tab goes on from `element` instead of from the top of the page.
export function keepFocus(element) {
  if (document.activeElement === document.body) element.focus({preventScroll: true});
}

// In place of a view that has nothing to show; `link` is [address, words].
export function notice(title, text, link) {
  return h(
    'section',
    {class: 'empty'},
    h('h1', {}, title),
    text && h('p', {}, text),
    link && h('p', {}, h('a', {href: link[0]}, link[1])),
  );
}

// One of several, as a row of buttons: [value, label] each.
export function segments(label, options, chosen, choose) {
  return h(
    'div',
    {class: 'segments', role: 'group', 'aria-label': label},
    options.map(([value, text, title]) =>
      h(
        'button',
        {type: 'button', 'aria-pressed': String(value === chosen), title, onclick: () => choose(value)},
        text,
      ),
    ),
  );
}

export function check(label, checked, choose, title) {
  const box = h('input', {type: 'checkbox', onchange: event => choose(event.target.checked)});
  box.checked = checked;
  return h('label', {class: 'check', title}, box, label);
}

export function select(label, options, chosen, choose) {
  const list = h(
    'select',
    {'aria-label': label, onchange: event => choose(event.target.value)},
    options.map(([value, text]) => h('option', {value}, text)),
  );
  list.value = chosen;
  return list;
}

// Keys are shortcuts of the view only while nobody is typing or choosing from a list.
export function isTyping(event) {
  return (
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    event.target.closest?.('input:not([type=checkbox]), select, textarea, dialog') !== null
  );
}
