// Runs as they train: figures, and charts that lie over one another.
import {ask, isOutdated, report} from '/assets/api.js';
import {createChart, createLatest, loadCharts} from '/assets/chart.js';
import {charts, sections, seriesOf} from '/assets/charts.js';
import {check, fill, h, notice, refill, segments} from '/assets/dom.js';
import {duration, short, thousands} from '/assets/format.js';
import {contestOf, createMatches} from '/assets/matches.js';
import {iterationsOf, noteStart, pointsOver, pollRun, runData} from '/assets/runs.js';
import {alwaysFold, drawMatches, drawMeanings} from '/assets/strength.js';
import {figures, runList} from '/assets/tiles.js';

const palette = ['#3b8ed0', '#d9822b', '#3aa76d', '#c2546e', '#8e6fd1', '#84923f', '#2aa5a5', '#b0643c'];
const dashes = [[], [6, 3], [2, 2], [8, 3, 2, 3], [1, 3], [12, 4]];
const pollMs = 2000,
  listMs = 10000;

export function open(root, site) {
  const list = h('section', {class: 'runs', 'aria-label': 'Runs'}),
    tiles = h('section', {class: 'figures', 'aria-label': 'Figures'});
  const tools = h('div', {class: 'tools'}),
    note = h('div', {class: 'muted note'}),
    damage = h('ul', {class: 'damage', 'aria-label': 'Damage'}),
    matches = h('div', {class: 'contests'}),
    meanings = h('dl', {class: 'meanings'});
  const plates = new Map();
  let state = null,
    runs = null,
    sources = [],
    library,
    listed = 0,
    timer = 0,
    isClosed = false;
  // Strength first, the machine's health below.
  const walls = new Map(sections.map(section => [section.id, h('div', {class: 'charts'})]));
  const before = {strength: matches, machine: tiles},
    behind = {strength: meanings};
  const parts = sections.map(({id, title}) =>
    h(
      'section',
      {class: `part part-${id}`, 'aria-label': title},
      h('div', {class: 'part-head'}, h('h2', {}, title), id === 'strength' && tools),
      before[id],
      walls.get(id),
      behind[id],
    ),
  );
  root.append(h('div', {class: 'training'}, list, h('div', {class: 'training-main'}, note, damage, parts)));

  const go = changes =>
    site.go({run: state.runs, x: state.x === 'time' ? '' : state.x, log: state.log ? '1' : '', ...changes}, true);
  const colourOf = name =>
    palette[
      Math.max(
        runs.findIndex(run => run.name === name),
        0,
      ) % palette.length
    ];

  // Without a choice: what is being trained, else the first.
  function selected() {
    const known = (runs ?? []).filter(run => state.runs.includes(run.name));
    if (known.length || !runs?.length) return known;
    const live = runs.filter(run => run.is_live);
    return live.length ? live : runs.slice(0, 1);
  }

  function choose(name, on) {
    const names = selected()
      .map(run => run.name)
      .filter(other => other !== name);
    go({run: on ? [...names, name] : names});
  }

  // --- charts ---

  const started = run =>
    run.started ?? Math.min(...Object.values(runData(run.name).series).map(points => points.time[0] ?? Infinity));

  function addSeries(spec, chart, run, [tag, label, interval], colour, dash) {
    const data = runData(run.name).series,
      start = started(run),
      name = [selected().length > 1 && run.name, label].filter(Boolean).join(' ');
    const positive = spec.log ? value => (value > 0 ? value : null) : value => value;
    const [x, y] = pointsOver(state.x, data[tag], start);
    spec.series.push({
      label: name || run.name,
      colour: chart.faint === tag ? `${colour}66` : colour,
      dash,
      x,
      y: y.map(positive),
    });
    if (interval && data[interval]) {
      const [at, half] = pointsOver(state.x, data[interval], start),
        halves = new Map(at.map((key, i) => [key, half[i]]));
      for (const sign of [1, -1])
        spec.series.push({
          label: '',
          hidden: true,
          colour: 'transparent',
          x,
          y: y.map((value, i) =>
            value === null || !halves.has(x[i]) ? null : positive(value + sign * halves.get(x[i])),
          ),
        });
      spec.bands.push([spec.series.length - 2, spec.series.length - 1, `${colour}30`]);
    }
  }

  // One line for all, where they agree.
  function yardstick() {
    const told = new Set(selected().map(run => alwaysFold(run.name, contestOf(sources, run.name))));
    const [value] = told;
    return told.size === 1 ? value : undefined;
  }

  // Where figures are so small that the line would flatten them, it is only named.
  function addYardstick(spec) {
    const value = yardstick(),
      points = spec.series.flatMap(series => series.x);
    const most = Math.max(...spec.series.flatMap(series => series.y.filter(y => y !== null)));
    if (value === undefined || points.length === 0 || most < value / (spec.log ? 1000 : 20)) return;
    const ends = [Math.min(...points), Math.max(...points)];
    spec.series.push({label: 'always-fold', colour: '#8a94a3', dash: [4, 4], x: ends, y: [value, value]});
  }

  function specOf(chart) {
    const spec = {
      series: [],
      bands: [],
      format: chart.format,
      zero: chart.zero,
      binary: chart.binary,
      log: chart.log && state.log,
      xLabel: state.x,
      isTime: state.x === 'time',
      xFormat: state.x === 'time' ? duration : short,
    };
    for (const run of selected()) {
      const all = seriesOf(chart, runData(run.name).series);
      all.forEach((series, i) =>
        addSeries(
          spec,
          chart,
          run,
          series,
          selected().length > 1 || chart.faint || all.length === 1 ? colourOf(run.name) : palette[i % palette.length],
          selected().length > 1 && !chart.faint ? dashes[i % dashes.length] : [],
        ),
      );
    }
    if (chart.id === 'exploitability' && spec.series.length > 0) {
      spec.zero = !spec.log;
      addYardstick(spec);
    }
    return spec;
  }

  function plate(chart) {
    if (!plates.has(chart.id)) {
      const place = h('div', {class: 'plot'});
      const figure = h('figure', {class: 'plate', 'data-chart': chart.id}, h('figcaption', {}, chart.title), place);
      plates.set(chart.id, {figure, drawing: library ? createChart(library, place) : createLatest(place)});
      walls.get(sections.find(section => section.charts.includes(chart.id)).id).append(figure);
    }
    return plates.get(chart.id);
  }

  function drawDamage() {
    const lines = selected().flatMap(run => runData(run.name).damage);
    damage.hidden = lines.length === 0;
    fill(
      damage,
      lines.map(line => h('li', {}, line)),
    );
  }

  const inOrder = sections.flatMap(section => section.charts.map(id => charts.find(chart => chart.id === id)));

  function drawStrength() {
    if (!runs?.length || isClosed) return;
    drawMatches(matches, selected(), sources, colourOf);
    drawMeanings(meanings, selected(), yardstick());
  }

  function drawCharts() {
    let shown = 0;
    for (const chart of inOrder) {
      const {figure, drawing} = plate(chart),
        spec = specOf(chart);
      figure.hidden = spec.series.length === 0;
      shown += !figure.hidden;
      if (!figure.hidden) drawing.draw(spec);
    }
    note.textContent =
      shown === 0
        ? 'No measurements yet.'
        : library
          ? ''
          : 'This build of the program has no charts (make charts, in its source folder, brings them); these are the latest values.';
    note.hidden = !note.textContent;
  }

  // --- the rest ---

  function drawEmpty() {
    fill(list);
    for (const part of parts) part.hidden = true;
    const why = 'The server was started for a blueprint, or nothing has been trained below its logdir yet.';
    fill(note, notice('No runs here', why));
    note.hidden = false;
  }

  function draw() {
    if (!runs || isClosed) return;
    if (runs.length === 0) {
      drawEmpty();
      return;
    }
    const chosen = selected();
    runList(list, runs, chosen, colourOf, choose);
    figures(tiles, chosen, colourOf);
    refill(
      tools,
      segments(
        'Horizontal axis',
        [
          ['time', 'Time'],
          ['iterations', 'Iterations'],
        ],
        state.x,
        x => go({x: x === 'time' ? '' : x}),
      ),
      check('logarithmic exploitability', state.log, on => go({log: on ? '1' : ''})),
    );
    site.status(
      chosen.length === 1
        ? `${chosen[0].name} · ${thousands(iterationsOf(chosen[0]))} iterations`
        : `${chosen.length} runs`,
    );
    for (const part of parts) part.hidden = false;
    drawDamage();
    drawStrength();
    drawCharts();
  }

  async function tick() {
    if (document.hidden || isClosed) return;
    if (!runs || performance.now() - listed > listMs) {
      listed = performance.now();
      [{runs}, {sources}] = await Promise.all([ask('runs'), site.info()]);
      for (const run of runs) noteStart(run.name, run.started);
    }
    await Promise.all(selected().map(run => pollRun(run.name)));
    report(null);
    draw();
  }

  async function loop() {
    clearTimeout(timer);
    try {
      library ??= await loadCharts();
      await tick();
    } catch (error) {
      if (!isOutdated(error) && !isClosed) report(error);
    }
    clearTimeout(timer);
    if (!isClosed) timer = setTimeout(loop, pollMs);
  }

  // While a run is in training most of the processors' time stays with it.
  const player = createMatches(
    () => (runs ? selected().map(run => contestOf(sources, run.name)).filter(Boolean) : []),
    () => (runs.some(run => run.is_live) ? 4 : 1),
    drawStrength,
  );
  const onVisible = () => document.hidden || loop();
  document.addEventListener('visibilitychange', onVisible);

  return {
    show(query) {
      state = {
        runs: query.getAll('run'),
        x: query.get('x') === 'iterations' ? 'iterations' : 'time',
        log: query.get('log') === '1',
      };
      loop();
    },
    key(event) {
      if (event.key === 'x') go({x: state.x === 'time' ? 'iterations' : ''});
      else if (event.key === 'l') go({log: state.log ? '' : '1'});
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
      player.close();
      document.removeEventListener('visibilitychange', onVisible);
      for (const {drawing} of plates.values()) drawing.close();
    },
  };
}
