// How strong a run's strategy is: what it wins from its own past, and in words what each figure means.
import {fill, h} from '/assets/dom.js';
import {duration, short, thousands} from '/assets/format.js';
import {contestOf, figureOf, isDone} from '/assets/matches.js';
import {latest, runData} from '/assets/runs.js';

// No more digits than the interval lets mean something.
function figureText({mean, half}) {
  const text = half >= 1 ? thousands : short;
  return `${mean > 0 ? '+' : ''}${text(mean).replace('-', '−')} ± ${text(half)}`;
}

// What always-fold gives away, mbb: told by the run's evaluations, or by a match.
export function alwaysFold(run, contest) {
  const told = contest?.builtIn.map(one => one.match.answer).find(answer => answer?.always_fold && answer.big_blind);
  return latest(runData(run), 'Evaluation/AlwaysFoldMbb') ?? (told && (1000 * told.always_fold) / told.big_blind);
}

// When the run had come so far: seconds of its clock.
function reachedAt(run, iterations) {
  const points = runData(run.name).series['Performance/IterationsPerSecond'],
    at = points?.step.findIndex(step => step >= iterations);
  return at >= 0 && run.started !== null ? points.time[at] - run.started : null;
}

// From zero to the mean, with the interval as a line across; the scale is from `low` to `high`.
function bar(figure, [low, high]) {
  const at = value => (100 * (value - low)) / (high - low);
  const span = (name, from, to) =>
    h('i', {class: name, style: {left: `${at(from)}%`, width: `${Math.max(at(to) - at(from), 0.5)}%`}});
  return h(
    'span',
    {class: 'win-bar', 'aria-hidden': 'true'},
    span(figure.mean < 0 ? 'mean lost' : 'mean', Math.min(figure.mean, 0), Math.max(figure.mean, 0)),
    span('interval', figure.mean - figure.half, figure.mean + figure.half),
    h('i', {class: 'zero', style: {left: `${at(0)}%`}}),
  );
}

function row(name, detail, match, scale) {
  const figure = figureOf(match);
  return h(
    'tr',
    {},
    h('th', {scope: 'row'}, name, detail && h('small', {class: 'muted'}, ` ${detail}`)),
    h('td', {class: 'bar-cell'}, scale && figure && bar(figure, scale)),
    h('td', {class: 'number'}, figure ? figureText(figure) : match.problem ? '–' : '…'),
  );
}

function rows(run, contest) {
  const figures = contest.snapshots.map(one => figureOf(one.match)).filter(Boolean);
  const scale = [
    Math.min(...figures.map(figure => figure.mean - figure.half), 0),
    Math.max(...figures.map(figure => figure.mean + figure.half), 1e-9),
  ];
  return [
    contest.snapshots.length > 0 &&
      h(
        'tbody',
        {class: 'against-snapshots'},
        contest.snapshots.map(one => {
          const seconds = reachedAt(run, one.iterations);
          return row(
            `snapshot ${short(one.iterations)}`,
            seconds === null ? '' : `after ${duration(seconds)}`,
            one.match,
            scale,
          );
        }),
      ),
    h(
      'tbody',
      {class: 'against-built-in'},
      contest.builtIn.map(one => row(one.name, '', one.match, null)),
    ),
  ];
}

function progress(run, contest) {
  const matches = [...contest.snapshots, ...contest.builtIn].map(one => one.match),
    hands = 2 * matches.reduce((sum, match) => sum + match.count, 0);
  const yardstick = alwaysFold(run.name, contest);
  const scale = yardstick === undefined ? '' : `For scale: always-fold gives away ${short(yardstick)}. `;
  return `${scale}${thousands(hands)} hands so far${matches.every(isDone) ? '.' : ', more are being played …'}`;
}

const unitOf = contest =>
  contest.builtIn[0].match.answer?.big_blind === 0 ? 'chips a hand' : 'mbb a hand (thousandths of a big blind)';

function words(contest) {
  if (contest.snapshots.length === 0)
    return 'There is no earlier snapshot to play against: a run takes one every ten minutes (--snapshot-interval).';
  return 'Above 0 it has become stronger since then. Near 0 against the newest ones, more training brings little.';
}

function plate(run, contest, isOne, colour) {
  const first = contest?.builtIn[0].match;
  const title = h(
    'figcaption',
    {},
    !isOne && h('i', {class: 'swatch', style: {background: colour}}),
    isOne ? 'Match against ' : `${run.name} against `,
    contest?.snapshots.length === 0 ? 'other players' : 'its own past',
  );
  if (!contest || (first.problem && first.count === 0)) {
    const why =
      first?.problem ?? 'Matches begin with the first snapshot (--snapshot-interval, ten minutes) or the blueprint.';
    return h('figure', {class: 'plate matches', 'data-run': run.name}, title, h('p', {class: 'muted'}, why));
  }
  const reached = contest.iterations === null ? '' : ` after ${thousands(contest.iterations)} iterations`;
  return h(
    'figure',
    {class: 'plate matches', 'data-run': run.name},
    title,
    h('p', {}, `What its strategy${reached} wins, ${unitOf(contest)}. ${words(contest)}`),
    h('table', {class: 'match-table'}, rows(run, contest)),
    h('p', {class: 'muted'}, progress(run, contest)),
  );
}

export function drawMatches(place, chosen, sources, colourOf) {
  fill(
    place,
    chosen.map(run => plate(run, contestOf(sources, run.name), chosen.length === 1, colourOf(run.name))),
  );
}

// What the curves of the chart mean, those that there are.
const meanings = [
  [
    'Evaluation/ExploitabilityMbb',
    'Exploitability',
    'what the best response that keeps to the menu wins. 0 cannot be beaten.',
  ],
  [
    'Evaluation/LbrMbb',
    'LBR',
    'what local best response wins in the real game, a lower bound of exploitability there. It knows the strategy ' +
      'and plays at its weakest spots, so that it may rise while the strategy wins more from others.',
  ],
  ['Evaluation/MatchMbb', 'Match', 'what the strategy wins from the opponent of --eval-opponent.'],
];

function newestFigure(data, tag) {
  const half = latest(data, `${tag}Interval`);
  return h('b', {}, `${short(latest(data, tag))}${half === undefined ? '' : ` ± ${short(half)}`} mbb: `);
}

export function drawMeanings(place, chosen, yardstick) {
  const has = tag => chosen.some(run => runData(run.name).series[tag]);
  const shown = meanings.filter(([tag]) => has(tag));
  const newest = tag => (chosen.length === 1 ? newestFigure(runData(chosen[0].name), tag) : '');
  fill(
    place,
    shown.length === 0 && [
      h('dt', {}, 'Exploitability'),
      h('dd', {}, 'not measured yet: --eval-interval 600 does while it trains; its log ends with the command that does afterwards.'),
    ],
    shown.map(([tag, name, text]) => [h('dt', {}, name), h('dd', {}, newest(tag), text)]),
    shown.length > 0 &&
      yardstick !== undefined && [
        h('dt', {}, 'Always-fold'),
        h('dd', {}, `for scale: folding every hand gives away ${short(yardstick)} mbb.`),
      ],
  );
}
