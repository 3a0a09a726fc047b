// A hand against the blueprint. The server keeps nothing: the address is the hand.
import {askGame, channel, isOutdated, report} from '/assets/api.js';
import {drawSeed} from '/assets/cards.js';
import {check, fill, h, keepFocus, notice, select} from '/assets/dom.js';
import {hasBlinds, signed, speech, thousands} from '/assets/format.js';
import {isAllIn} from '/assets/colours.js';
import {actionBar, amountBox} from '/assets/bets.js';
import {historyOf, solutionOf} from '/assets/review.js';
import {scoreOf, setWon} from '/assets/score.js';
import {sourceSelect} from '/assets/sources.js';
import {tableOf} from '/assets/seats.js';

export function open(root, site) {
  const hands = channel(),
    solutions = channel();
  const before = h('div', {class: 'play-top'}),
    table = h('div'),
    bets = h('div', {class: 'bets'}),
    result = h('div', {class: 'result', 'aria-live': 'polite'});
  const log = h('section', {class: 'log', 'aria-label': 'The hand so far'}),
    solution = h('section', {class: 'solution', 'aria-label': 'Solution'});
  let state = null,
    shown = null, // of the address; of the hand that is drawn
    hand = null,
    game = null,
    say = null,
    sources = null,
    atTable = null, // how it plays unless somebody says how
    shownSolution = null,
    isAsking = false;
  let retry = 0; // until there is a blueprint
  const page = h(
    'div',
    {class: 'play'},
    h('div', {class: 'play-main'}, before, table, bets, result),
    h('aside', {class: 'side'}, log, solution),
  );

  const go = (changes, replace) => site.go({...state, ...changes}, replace);
  const session = () => `${state.source}|${state.seed}`;
  const next = () => go({hand: Number(state.hand) + 1, actions: ''});
  const newSession = changes => go({...changes, seed: drawSeed(), hand: 0, actions: ''});

  // Until the answer is there a second press would act on what is no longer so.
  function act(action) {
    if (!hand || hand.finished || isAsking) return;
    isAsking = true;
    go({actions: [...(shown.actions ? shown.actions.split(',') : []), action].join(',')}, true);
  }

  async function load() {
    isAsking = true;
    solutions.end();
    ({sources, at_table: atTable} = await site.info());
    if (sources.length === 0) return drawEmpty();
    // The first of all is another one once training has written the next: an address names its blueprint. One without cards
    // is nobody's hand yet.
    if (state.seed === null) return go({seed: drawSeed(), hand: 0, actions: '', as: state.as || atTable}, true);
    if (!state.source) return go({source: sources[0].id}, true);
    const {unit, ...asked} = state;
    hand = await hands.ask('play', asked);
    game = await askGame(asked.source);
    say = speech(game, unit === 'chips');
    shown = asked;
    isAsking = false;
    shownSolution = null;
    report(null);
    if (hand.finished) setWon(session(), hand.hand, hand.won);
    return draw();
  }

  async function showSolution() {
    const answer = await solutions.ask('play', {...shown, solution: 1});
    shownSolution = answer.solution;
    draw();
    solution.scrollIntoView({block: 'nearest', behavior: 'smooth'});
  }

  const askSolution = () => showSolution().catch(report);

  // --- drawing ---

  function drawEmpty() {
    const link = ['/training', 'Watch the training'];
    clearTimeout(retry);
    retry = setTimeout(() => load().catch(report), 5000);
    fill(root, notice('Nobody to play against yet', 'Training has not written a blueprint so far.', link));
  }

  const blueprintSelect = () =>
    sourceSelect(sources, state.source, source => newSession({source}));

  // What an address says that the list does not have stands in it, too.
  function waySelect() {
    const ways = [
      [atTable, 'leaves out what it seldom does'],
      ['', 'plays as it was trained'],
      ['purify', 'does only what it does most'],
    ];
    if (!ways.some(([way]) => way === state.as)) ways.push([state.as, state.as]);
    return select('How it plays', ways, state.as, as => newSession({as}));
  }

  function drawTop() {
    const score = scoreOf(session()),
      rate = score.hands ? score.won / score.hands / hand.big_blind : 0;
    fill(
      before,
      blueprintSelect(),
      waySelect(),
      h(
        'p',
        {class: 'facts'},
        h('span', {}, 'Hand ', h('b', {}, String(hand.hand + 1))),
        h(
          'span',
          {},
          'Score ',
          h('b', {class: score.won < 0 ? 'lost' : score.won > 0 ? 'won' : ''}, signed(score.won, say.amount)),
        ),
        score.hands > 0 &&
          h(
            'span',
            {},
            `${signed(rate, value => value.toFixed(2).replace('-', '−'))} bb / hand over ${thousands(score.hands)}`,
          ),
      ),
      hasBlinds(game) &&
        check(
          'chips',
          state.unit === 'chips',
          on => go({unit: on ? 'chips' : ''}, true),
          'Chips instead of big blinds',
        ),
      h('button', {type: 'button', class: 'new', onclick: () => newSession(), title: 'New cards, score from 0'}, 'New session'),
    );
  }

  function drawResult() {
    if (!hand.finished) return fill(result);
    const words =
      hand.won > 0
        ? `You win ${say.amount(hand.won)}`
        : hand.won < 0
          ? `You lose ${say.amount(-hand.won)}`
          : 'Split, nobody wins';
    return fill(
      result,
      h('p', {class: hand.won < 0 ? 'lost' : 'won'}, h('b', {}, words)),
      h(
        'div',
        {class: 'row'},
        h('button', {type: 'button', class: 'main next', onclick: next}, 'Next hand', h('kbd', {}, 'Enter')),
        !shownSolution &&
          h(
            'button',
            {type: 'button', class: 'show-solution', onclick: askSolution},
            'Show solution',
            h('kbd', {}, 's'),
          ),
        hand.phh !== null && download('PHH', 'phh', hand.phh),
        hand.acpc !== null && download('ACPC', 'log', hand.acpc),
      ),
    );
  }

  function download(label, ending, text) {
    return h(
      'button',
      {
        type: 'button',
        title: `Keep the hand as ${label} text`,
        onclick: () => {
          const address = URL.createObjectURL(new Blob([text], {type: 'text/plain'}));
          h('a', {href: address, download: `${state.seed}-${hand.hand}.${ending}`}).click();
          URL.revokeObjectURL(address);
        },
      },
      label,
    );
  }

  function draw() {
    if (!page.isConnected) fill(root, page);
    drawTop();
    fill(table, tableOf(hand, game, say));
    fill(
      bets,
      !hand.finished && [actionBar(hand, say, act), game.no_limit && hand.raise && amountBox(hand, say, act)],
    );
    drawResult();
    historyOf(log, hand, say);
    solutionOf(solution, shownSolution, say);
    keepFocus(root);
    site.status(`${game.game} · ${thousands(game.iterations)} iterations`);
  }

  function focusAmount() {
    const amount = bets.querySelector('input[type=number]');
    amount?.focus();
    amount?.select();
  }

  function key(event) {
    if (!hand || isAsking) return;
    const suggested = hand.legal.filter(one => one.action.startsWith('r'));
    const legal = name => hand.legal.find(one => one.action === name)?.action;
    const wanted =
      {f: legal('f'), c: legal('c'), r: legal('r'), a: hand.legal.find(isAllIn)?.action}[event.key] ??
      suggested[event.key - 1]?.action;
    if (wanted) act(wanted);
    else if (event.key === 'r' && !hand.finished) focusAmount();
    else if (event.key === 'Enter' && hand.finished && !event.target.closest('button, a')) next();
    else if (event.key === 's' && hand.finished && !shownSolution) askSolution();
    else return;
    event.preventDefault();
  }

  return {
    show(query) {
      state = {
        source: query.get('source'),
        as: query.get('as') ?? '',
        seed: query.get('seed'),
        hand: query.get('hand') ?? '0',
        actions: query.get('actions') ?? '',
        unit: query.get('unit'),
      };
      load().catch(error => {
        if (isOutdated(error)) return;
        isAsking = false;
        report(error);
        if (hand || !sources) return;
        fill(root, page);
        fill(before, blueprintSelect(), waySelect());
      });
    },
    key,
    close() {
      clearTimeout(retry);
      hands.end();
      solutions.end();
    },
  };
}
