// What is known of runs: their scalars, asked for as they grow.
import {ask} from '/assets/api.js';

const known = new Map();
const pointsAtMost = 6000; // of a series, before all is asked for anew: the server keeps fewer, evenly

export function runData(name) {
  if (!known.has(name)) known.set(name, {series: {}, damage: [], last: null, taken: null, asking: null, started: null});
  return known.get(name);
}

// Another beginning is another run in the same folder.
export function noteStart(name, started) {
  if (runData(name).started !== null && runData(name).started !== started) known.delete(name);
  runData(name).started = started;
}

const parts = ['time', 'step', 'value'];

function cut(series, length) {
  for (const part of parts) series[part].length = length;
}

// A resumption leaves what lies beyond where it took over, as the server does.
function leave(run, starts) {
  for (const {time, step} of starts) {
    if (time <= (run.taken ?? -Infinity)) continue;
    run.taken = time;
    for (const series of Object.values(run.series)) {
      const kept = series.step.findIndex((one, i) => one >= step && series.time[i] < time);
      if (kept >= 0) cut(series, kept);
    }
  }
}

function append(into, from) {
  for (const [tag, points] of Object.entries(from)) {
    const series = (into[tag] ??= {time: [], step: [], value: []});
    const beyond = series.step.findIndex(step => step > points.step[0]);
    if (beyond >= 0) cut(series, beyond);
    for (const part of parts) series[part].push(...points[part]);
  }
}

// Asks for what came after the newest point known. True when there was something.
async function extend(name, run) {
  const isFull = Object.values(run.series).some(points => points.time.length > pointsAtMost);
  const answer = await ask('run', {run: name, after: isFull ? null : run.last});
  if (isFull) run.series = {};
  run.damage = answer.damage;
  leave(run, answer.starts);
  append(run.series, answer.series);
  const newest = Math.max(...Object.values(answer.series).map(points => points.time.at(-1) ?? -Infinity));
  if (newest > (run.last ?? -Infinity)) run.last = newest;
  return newest > -Infinity;
}

// One question at a time: two with the same `after` would bring the same points twice.
export function pollRun(name) {
  const run = runData(name);
  run.asking ??= extend(name, run).finally(() => {
    run.asking = null;
  });
  return run.asking;
}

// The list of runs is asked for less often than their points, and a run may go back.
export const iterationsOf = run =>
  runData(run.name).series['Performance/IterationsPerSecond']?.step.at(-1) ?? run.iteration ?? 0;

export const latest = (run, tag) => run.series[tag]?.value.at(-1);

// The points of a series over seconds since `started` or over iterations, ascending. A resumption begins again at its
// checkpoint: of points at the same iteration the later ones count.
export function pointsOver(axis, series, started) {
  const x = [],
    y = [];
  for (let i = 0; i < series.value.length; i++) {
    const at = axis === 'time' ? series.time[i] - started : series.step[i];
    while (x.length && x.at(-1) >= at) {
      x.pop();
      y.pop();
    }
    x.push(at);
    y.push(Number.isFinite(series.value[i]) ? series.value[i] : null);
  }
  return [x, y];
}
