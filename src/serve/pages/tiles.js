// The list of runs, and the newest figures of those chosen.
import {fill, h} from '/assets/dom.js';
import {bytes, duration, percent, short, thousands} from '/assets/format.js';
import {iterationsOf, latest, runData} from '/assets/runs.js';

export function runList(place, runs, chosen, colourOf, choose) {
  const focused = document.activeElement?.closest('.run')?.dataset.run;
  fill(
    place,
    h('h2', {}, 'Runs'),
    runs.map(run => {
      const box = h('input', {type: 'checkbox', onchange: event => choose(run.name, event.target.checked)});
      box.checked = chosen.includes(run);
      const since = run.updated !== null && run.started !== null ? duration(run.updated - run.started - run.paused) : '';
      return h(
        'label',
        {class: 'run', 'data-run': run.name},
        box,
        h('i', {class: 'swatch', style: {background: colourOf(run.name)}}),
        h('span', {class: 'run-name'}, run.name === '.' ? 'this run' : run.name),
        run.is_live && h('span', {class: 'live'}, 'live'),
        h(
          'small',
          {class: 'muted'},
          [run.iteration !== null && `${short(run.iteration)} it.`, since, run.has_blueprint && 'blueprint']
            .filter(Boolean)
            .join(' · '),
        ),
      );
    }),
  );
  if (focused) place.querySelector(`[data-run="${CSS.escape(focused)}"] input`)?.focus();
}

const tile = (label, value, title) =>
  value === undefined || value === null
    ? null
    : h('div', {class: 'tile', title}, h('small', {}, label), h('b', {}, value));

const given = (value, format) => (value === undefined ? undefined : format(value));

const signedPercent = value => `${value < 0 ? '−' : '+'}${percent(Math.abs(value), 1)}`;

// What is wrong with the machine, by Performance/Machine.
const machineWords = {1: ', others have the rest', 2: ', machine slower'};

function checkpoints(run, isOpen) {
  if (run.checkpoints.length === 0) return null;
  const newest = [...run.checkpoints].sort((a, b) => b.iteration - a.iteration);
  return h(
    'details',
    {class: 'tile checkpoints', open: isOpen},
    h('summary', {}, h('small', {}, 'Checkpoints'), h('b', {}, String(newest.length))),
    h(
      'table',
      {},
      newest.map(one =>
        h(
          'tr',
          {},
          h('td', {class: 'number'}, `iteration ${thousands(one.iteration)}`),
          h('td', {class: 'number'}, bytes(one.bytes)),
        ),
      ),
    ),
  );
}

export function figures(place, chosen, colourOf) {
  const opened = new Set(
    [...place.querySelectorAll('.run-figures')]
      .filter(row => row.querySelector('details[open]'))
      .map(row => row.dataset.run),
  );
  fill(
    place,
    chosen.map(run => {
      const data = runData(run.name),
        last = tag => latest(data, tag);
      const drift = last('Performance/Drift');
      const elapsed = run.started === null ? undefined : Math.max(run.updated ?? 0, data.last ?? 0) - run.started - run.paused;
      return h(
        'div',
        {class: 'run-figures', 'data-run': run.name},
        chosen.length > 1 && h('h3', {}, h('i', {class: 'swatch', style: {background: colourOf(run.name)}}), run.name),
        tile('Iterations', thousands(iterationsOf(run))),
        tile('Elapsed', given(elapsed, duration)),
        tile(
          'Iterations / s',
          given(
            last('Performance/IterationsPerSecond'),
            value => `${short(value)}${last('Performance/Settled') === 0 ? ', settling' : ''}`,
          ),
          'They fall by nature until iterations have their lasting length; visits a CPU-second are the measure',
        ),
        tile('Visits / s', given(last('Performance/VisitsPerSecond'), short)),
        tile(
          'Visits / CPU-s',
          given(
            last('Performance/VisitsPerCpuSecond'),
            value => `${short(value)}${drift === undefined ? '' : `, ${signedPercent(drift)}`}`,
          ),
          'With the change from the second quarter of the run to the last, where it can be measured',
        ),
        tile(
          'Processor use',
          given(
            last('Performance/CpuUtilization'),
            value => `${percent(value, 0)}${machineWords[last('Performance/Machine')] ?? ''}`,
          ),
        ),
        tile('Memory', given(last('Performance/ResidentBytes'), bytes)),
        checkpoints(run, opened.has(run.name)),
      );
    }),
  );
}
