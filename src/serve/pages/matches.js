// What the furthest strategy of a run wins from its earlier ones and from built-in players, gathered piece by piece
// while somebody looks: the server plays some hundredths of a second an answer and keeps nothing.
import {ask, isOutdated} from '/assets/api.js';

const builtIn = ['random', 'always-call'];
const snapshotsAtMost = 12; // more are thinned evenly
const halves = [200, 60, 20]; // half an interval, mbb: all matches reach the first before one goes on to the second
const shareAtLeast = 0.05; // half an interval that is so small a part of the mean will do, too
const dealsAtMost = 2e6;
const restMs = 30,
  retryMs = 60000;

const known = new Map(); // matches by source, its file and the opponent

// `file`: the source as the list of sources has it. A file that has changed is another player.
function matchOf(file, opponent) {
  const source = file.id,
    key = JSON.stringify([source, file.stamp, opponent]);
  if (!known.has(key)) known.set(key, {source, opponent, count: 0, sum: 0, square: 0, failedAt: null, answer: null});
  return known.get(key);
}

// A file of the same name may be another one by now.
function add(match, answer) {
  const isOther =
    match.answer &&
    (answer.iterations !== match.answer.iterations || answer.opponent_iterations !== match.answer.opponent_iterations);
  if (isOther) Object.assign(match, {count: 0, sum: 0, square: 0, answer: null});
  if (answer.first !== match.count) return;
  match.count += answer.count;
  match.sum += answer.sum;
  match.square += answer.square;
  match.answer = answer;
}

// What was won a hand and half its 95 % interval, in mbb or, without blinds, in chips; null while nothing is known.
export function figureOf(match) {
  if (match.count < 2) return null;
  const unit = match.answer.big_blind > 0 ? 1000 / match.answer.big_blind : 1,
    mean = match.sum / match.count;
  const variance = Math.max(match.square / match.count - mean * mean, 0) / (match.count - 1);
  return {mean: unit * mean, half: unit * 1.96 * Math.sqrt(variance), isMbb: match.answer.big_blind > 0};
}

function isWithin(match, half) {
  const figure = figureOf(match);
  return (
    match.count >= dealsAtMost || (figure && figure.half <= Math.max(half, shareAtLeast * Math.abs(figure.mean)))
  );
}

export const isDone = match => isWithin(match, halves.at(-1));

// As many as may be, the first and the last among them.
function thinned(list) {
  if (list.length <= snapshotsAtMost) return list;
  const step = (list.length - 1) / (snapshotsAtMost - 1);
  return Array.from({length: snapshotsAtMost}, (_, i) => list[Math.round(i * step)]);
}

// The blueprint of a run that was taken up again is still that of its first part: then a snapshot is further. How far
// a blueprint is its first match tells.
export function contestOf(sources, run) {
  const own = sources.filter(source => source.run === run),
    blueprint = own.find(source => source.iterations === null);
  const snapshots = own.filter(source => source.iterations !== null).sort((a, b) => b.iterations - a.iterations);
  const reached = blueprint && matchOf(blueprint, builtIn[0]).answer?.iterations;
  const furthest = blueprint && !(snapshots[0]?.iterations > reached) ? blueprint : snapshots[0];
  if (!furthest) return null;
  const iterations = furthest.iterations ?? reached ?? null;
  const earlier = snapshots.filter(one => one !== furthest && !(one.iterations >= (iterations ?? Infinity)));
  return {
    source: furthest.id,
    iterations,
    builtIn: builtIn.map(name => ({name, match: matchOf(furthest, name)})),
    snapshots: thinned(earlier).map(one => ({iterations: one.iterations, match: matchOf(furthest, one.id)})),
  };
}

// In the order in which they are needed: the first one tells how far the blueprint is.
const matchesOf = contest => [...contest.builtIn.slice(0, 1), ...contest.snapshots, ...contest.builtIn.slice(1)];

// What cannot be played is asked for again after a while; of a contest without a first match no others.
function nextOf(contests) {
  const now = performance.now(),
    isOpen = match => match.failedAt === null || now - match.failedAt > retryMs;
  const open = contests
    .map(contest => matchesOf(contest).map(one => one.match))
    .filter(([first]) => isOpen(first))
    .flat()
    .filter(isOpen);
  for (const half of halves) {
    const match = open.find(one => !isWithin(one, half));
    if (match) return match;
  }
  return null;
}

// Plays while it is open. `contests()` gives those that are looked at, `rest()` how many times as long as an answer
// took to wait for the next question, so that the processors are left to others; `changed` is called after each.
export function createMatches(contests, rest, changed) {
  const controller = new AbortController();
  let timer = 0;

  async function step() {
    const match = document.hidden ? null : nextOf(contests());
    let wait = 1000;
    if (match) {
      const begin = performance.now();
      try {
        const {source, opponent, count} = match;
        add(match, await ask('match', {source, opponent, first: count}, controller.signal));
        Object.assign(match, {failedAt: null, problem: ''});
      } catch (error) {
        if (isOutdated(error)) return;
        Object.assign(match, {failedAt: performance.now(), problem: error.message});
      }
      wait = Math.max(restMs, rest() * (performance.now() - begin));
      changed();
    }
    if (!controller.signal.aborted) timer = setTimeout(step, wait);
  }

  timer = setTimeout(step, 0);
  return {
    close() {
      controller.abort();
      clearTimeout(timer);
    },
  };
}
