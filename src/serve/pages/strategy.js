// The strategy of a blueprint, decision by decision.
import {askGame, channel, isOutdated, report} from '/assets/api.js';
import {boardStrip, openPicker} from '/assets/board.js';
import {draw, split} from '/assets/cards.js';
import {choicesOf, coloursOf} from '/assets/choices.js';
import {createDetails} from '/assets/details.js';
import {fill, h, keepFocus, notice} from '/assets/dom.js';
import {speech, thousands} from '/assets/format.js';
import {createGrid} from '/assets/grid.js';
import {drawHand} from '/assets/hand.js';
import {chartLegend} from '/assets/legend.js';
import {actionButtons, crumbs} from '/assets/line.js';
import {modes, paint} from '/assets/paint.js';
import {sourceSelect} from '/assets/sources.js';
import {createTable} from '/assets/table.js';
import {drawText, spotText} from '/assets/text.js';
import {drawTools} from '/assets/tools.js';

// In the order of the address.
const parameters = ['source', 'line', 'board', 'hand', 'mode', 'filter', 'min', 'weigh', 'view', 'sizes', 'unit'];

export function open(root, site) {
  const top = h('div', {class: 'spot-top'}),
    middle = h('div', {class: 'spot'});
  const tools = h('div', {class: 'tools'}),
    chart = h('div', {class: 'chart'}),
    legend = h('p', {class: 'legend'}),
    actions = h('div');
  const panel = h('section', {class: 'hand', 'aria-label': 'The hand'});
  const side = h('aside', {class: 'side', 'aria-label': 'The decision'}, actions, panel);
  const spots = channel(),
    details = createDetails(drawDetails, report);
  let sources = [],
    game = null,
    answer = null,
    spot = null, // the answer, with its actions in the unit of the address
    say = null,
    choices = [],
    colours = [],
    hands = null;
  let state = null,
    shown = null, // of the address; of the decision that is drawn
    worded = null; // of the names and sums in it
  let hovered = null;
  let retry = 0; // until there is a blueprint
  root.append(top, middle);

  const go = (changes, replace) => site.go({...state, ...changes}, replace);
  const change = changes => go(changes, true);
  const goLine = line => go({line});
  const goBoard = board => go({board});
  const mode = () => state.mode ?? 'strategy';
  const shownHand = () => hovered ?? state.hand;
  const isShown = () => shown && ['source', 'line', 'board'].every(name => shown[name] === state[name]);

  async function load() {
    sources = (await site.info()).sources;
    if (sources.length === 0) return drawEmpty();
    // The first of all is another one once training has written the next: an address names its blueprint.
    if (!state.source) return change({source: sources[0].id});
    const asked = state,
      {source} = asked;
    const told = await spots.ask('spot', {source, sequence: asked.line, board: asked.board});
    game = await askGame(source);
    answer = told;
    shown = asked;
    hovered = null;
    details.begin(source, answer, game);
    report(null);
    return drawSpot();
  }

  const isWorded = () => worded && ['sizes', 'unit'].every(name => worded[name] === state[name]);

  // What the address says about names and sums.
  function word() {
    worded = state;
    const named = action => ({...action, name: say.action(action)});
    say = speech(game, state.unit === 'chips');
    spot = {...answer, actions: answer.actions.map(named), line: answer.line.map(named)};
    choices = choicesOf(spot, state.sizes === '1');
    colours = coloursOf(spot, state.sizes === '1');
  }

  function wantDetails() {
    if (shownHand() || mode() === 'ev' || !game.grid) details.want();
    else details.rest();
  }

  // --- drawing ---

  function drawEmpty() {
    clearTimeout(retry);
    retry = setTimeout(() => load().catch(report), 5000);
    fill(top);
    fill(
      middle,
      notice('No blueprint yet', 'Training has not written one so far; the first snapshot or the end of a run does.', [
        '/training',
        'Watch the training',
      ]),
    );
  }

  function drawFailed() {
    fill(top);
    fill(middle, notice('There is no such decision', '', ['/strategy', 'To the first decision']));
  }

  function drawSpot() {
    word();
    if (tools.parentNode !== middle) fill(middle, tools, chart, side);
    fill(
      top,
      sourceSelect(sources, state.source, source => go({source, line: '', board: '', hand: ''})),
      crumbs(spot, say, goLine),
      h(
        'div',
        {class: 'table-line'},
        boardStrip(spot, game, goBoard),
        h(
          'p',
          {class: 'facts'},
          h('span', {}, 'Pot ', h('b', {}, say.amount(spot.pot))),
          h('span', {}, 'To call ', h('b', {}, say.amount(spot.to_call))),
        ),
      ),
    );
    site.status(`${spot.game} · ${thousands(spot.iterations)} iterations`);
    if (hands?.ranks !== (game.grid ? game.ranks : '')) buildHands();
    top.querySelector('.crumb.here')?.scrollIntoView({block: 'nearest', inline: 'nearest'});
    fill(actions, actionButtons(spot, choices, colours, goLine));
    keepFocus(root);
    drawState();
  }

  function buildHands() {
    const choose = hand => change({hand});
    hands = game.grid ? createGrid(game.ranks, {choose, hover}) : createTable({choose});
    hands.ranks = game.grid ? game.ranks : '';
  }

  function hover(hand) {
    if (hand === hovered) return;
    hovered = hand;
    drawPanel();
    wantDetails();
  }

  function painted() {
    const options = {
      mode: mode(),
      only: mode() === 'strategy' ? choices.find(choice => choice.key === state.filter) : undefined,
      colours,
      say,
      weigh: state.weigh !== '0',
      least: Number(state.min ?? 0) / 100,
    };
    return paint(spot, choices, options, details.valueOf);
  }

  function drawChart() {
    if (state.view === 'text') return drawText(chart, spotText(spot, game, choices, say, details.valueOf));
    if (hands.element.parentNode !== chart) fill(chart, hands.element, legend);
    fill(legend, mode() === 'strategy' && chartLegend(spot, game, choices, colours));
    if (game.grid) hands.draw(painted());
    else hands.draw(spot, game, choices, say, painted(), details.valueOf);
    return hands.select(state.hand);
  }

  function drawPanel() {
    const name = shownHand();
    drawHand(panel, {spot, game, choices, say, name, combos: details.combosOf(name), values: details.values});
  }

  function drawDetails() {
    if (!panel.isConnected) return;
    drawPanel();
    // A text that changed under somebody's selection could not be copied.
    if (state.view === 'text' ? details.values.isDone() : mode() === 'ev' || !game.grid) drawChart();
  }

  function drawState() {
    drawTools(tools, {game, spot, choices, say, state, mode: mode(), go: change});
    drawChart();
    drawPanel();
    wantDetails();
  }

  // --- keys ---

  function nextMode() {
    const names = modes(game, say).map(([name]) => name);
    const next = names[(names.indexOf(mode()) + 1) % names.length];
    change({mode: next === 'strategy' ? '' : next});
  }

  function key(event) {
    if (!spot) return;
    const board = split(spot.board);
    const act = {
      Backspace: () => spot.line.length && goLine(spot.line.at(-1).sequence),
      Escape: () => change({hand: ''}),
      b: () => board.length && openPicker(board, game, 0, goBoard),
      n: () => board.length && goBoard(draw(game, board.length).join('')),
      m: nextMode,
      t: () => change({view: state.view === 'text' ? '' : 'text'}),
      s: () => change({sizes: state.sizes === '1' ? '' : '1'}),
      c: () => change({unit: state.unit === 'chips' ? '' : 'chips'}),
    }[event.key];
    const numbered = spot.actions[event.key - 1];
    if (event.key.startsWith('Arrow') && state.view !== 'text' && !event.target.closest('pre, .scroll')) {
      hands.focus();
      if (!state.hand) document.activeElement.click();
    } else if (act) act();
    else if (numbered?.next != null) goLine(numbered.next);
    else return;
    event.preventDefault();
  }

  return {
    show(query) {
      // What is empty is as good as left out: the same decision is not asked for again.
      state = Object.fromEntries(parameters.map(name => [name, query.get(name) || null]));
      if (isShown()) isWorded() ? drawState() : drawSpot();
      else
        load().catch(error => {
          report(error);
          if (!spot && !isOutdated(error)) drawFailed();
        });
    },
    key,
    close() {
      clearTimeout(retry);
      spots.end();
      details.stop();
    },
  };
}
