// The router: one view for each path, its state in the query string, so that a view can be reloaded and shared.
import {ask, report} from '/assets/api.js';
import {isTyping} from '/assets/dom.js';
import {openHelp} from '/assets/help.js';
import * as strategy from '/assets/strategy.js';
import * as training from '/assets/training.js';
import * as play from '/assets/play.js';

const views = {'/strategy': strategy, '/training': training, '/play': play};
const main = document.getElementById('view');
let path = null,
  view = null;

const site = {
  // Null and empty parameters are left out: the shortest address of a view is its address.
  go(parameters, replace = false, to = path) {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters))
      for (const item of [value].flat())
        if (item !== null && item !== undefined && item !== '' && item !== false) query.append(name, item);
    // These are allowed in a query and much easier to read than their escapes.
    const plain = {'%2C': ',', '%2F': '/', '%3D': '=', '%3A': ':', '%40': '@'};
    const text = query.toString().replace(/%(2C|2F|3D|3A|40)/g, escape => plain[escape]);
    const address = to + (text ? '?' + text : '');
    if (address !== location.pathname + location.search)
      history[replace ? 'replaceState' : 'pushState'](null, '', address);
    show();
  },
  status(text) {
    document.getElementById('status').textContent = text;
  },
  info: () => ask('info'),
};

function show() {
  const wanted = views[location.pathname] ? location.pathname : '/strategy';
  if (wanted !== path) {
    view?.close();
    report(null);
    site.status('');
    path = wanted;
    main.replaceChildren();
    main.className = `view-${path.slice(1)}`;
    view = views[path].open(main, site);
    document.title = `${path[1].toUpperCase()}${path.slice(2)} – holdem`;
    for (const tab of document.querySelectorAll('.tabs a')) tab.ariaCurrent = tab.pathname === path ? 'page' : null;
  }
  view.show(new URLSearchParams(location.search));
}

// A tab comes back as it was left.
const left = new Map();

document.querySelector('.tabs').addEventListener('click', event => {
  const tab = event.target.closest('a');
  if (!tab || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  if (tab.pathname === path) return;
  left.set(path, location.pathname + location.search);
  history.pushState(null, '', left.get(tab.pathname) ?? tab.pathname);
  show();
});

addEventListener('popstate', show);
addEventListener('keydown', event => {
  if (isTyping(event) || event.defaultPrevented) return;
  if (event.key === '?') openHelp(path);
  else view?.key?.(event);
});
document.getElementById('help').addEventListener('click', () => openHelp(path));

// --- light and dark ---

const dark = matchMedia('(prefers-color-scheme: dark)');
const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? 'dark' : 'light')) === 'dark';
const themeButton = document.getElementById('theme');

function themeChanged() {
  themeButton.textContent = isDark() ? '☀' : '☾';
  dispatchEvent(new Event('themechange'));
}

themeButton.addEventListener('click', () => {
  const theme = isDark() ? 'light' : 'dark';
  document.documentElement.dataset.theme = theme;
  localStorage.setItem('theme', theme);
  themeChanged();
});
dark.addEventListener('change', themeChanged);

themeChanged();
show();
