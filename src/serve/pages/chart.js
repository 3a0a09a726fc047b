// uPlot, when this build of the program has it.
import {fill, h} from '/assets/dom.js';

let library = null;

export function loadCharts() {
  library ??= import('/assets/uPlot.esm.js').then(
    module => {
      document.head.append(h('link', {rel: 'stylesheet', href: '/assets/uPlot.min.css'}));
      return module.default;
    },
    () => null,
  );
  return library;
}

const probe = h('i', {hidden: true});

// The canvas knows no light-dark().
function resolved(name) {
  if (!probe.isConnected) document.body.append(probe);
  probe.style.color = `var(${name})`;
  return getComputedStyle(probe).color;
}

const height = 170;
const sparse = 40; // fewer points than this are marked, so that a first one is seen
const seconds = [
  0.1,
  0.2,
  0.5,
  1,
  2,
  5,
  10,
  15,
  30,
  ...[1, 2, 5, 10, 15, 30].map(minutes => 60 * minutes),
  ...[1, 2, 3, 6, 12, 24, 48, 96, 168, 336].map(hours => 3600 * hours),
];
const powersOfTwo = Array.from({length: 50}, (_, power) => 2 ** power);

// Of a logarithmic axis only 1, 2, 5, 10 ... are labelled, over more than three decades only 1, 10, 100.
const round = (_, splits) => {
  const labelled = splits.at(-1) > 1000 * splits[0] ? /^(10*|0\.0*1)$/ : /^(10*|[25]0*|0\.0*[125])$/;
  return splits.map(value => (labelled.test(String(value)) ? value : null));
};

function axis(format, size) {
  return {
    stroke: () => resolved('--muted'),
    grid: {stroke: () => resolved('--line'), width: 1},
    ticks: {show: false},
    font: '11px system-ui, sans-serif',
    size,
    gap: 4,
    values: (_, splits) =>
      splits.map(value =>
        value === null
          ? ''
          : format(value)
              .replace(/(\.\d*?)0+(?!\d)/, '$1')
              .replace(/\.(?!\d)/, ''),
      ),
  };
}

// Under the cursor, or the newest while there is none.
const reading = format => (plot, value, series, at) => {
  const shown =
    at === null || at === undefined ? plot.data[series].findLast(one => one !== null && one !== undefined) : value;
  return shown === null || shown === undefined ? '–' : format(shown);
};

function options(uPlot, spec, width) {
  const range = spec.log
    ? (_, low, high) => uPlot.rangeLog(low ?? 1, high ?? 10, 10, false)
    : (_, low, high) => {
        if (low === null) return [0, 1];
        const [from, to] = uPlot.rangeNum(spec.zero ? Math.min(low, 0) : low, high, 0.08, true);
        return [spec.zero ? Math.min(low, 0) : from, to];
      };
  return {
    width,
    height,
    padding: [10, 10, 0, 0],
    series: [
      {label: spec.xLabel, value: reading(spec.xFormat)},
      ...spec.series.map(series => ({
        label: series.label,
        class: series.hidden ? 'unseen' : 'seen',
        stroke: series.colour,
        width: series.hidden ? 0 : 1.5,
        auto: !(series.hidden && spec.log),
        dash: series.dash,
        points: {show: plot => !series.hidden && plot.data[0].length < sparse, size: 4},
        value: reading(spec.format),
      })),
    ],
    bands: spec.bands.map(([above, below, shade]) => ({series: [above + 1, below + 1], fill: shade})),
    scales: {x: {time: false}, y: {range, distr: spec.log ? 3 : 1}},
    axes: [
      {...axis(spec.xFormat, 24), ...(spec.isTime && {incrs: seconds})},
      {...axis(spec.format, 56), ...(spec.log && {filter: round}), ...(spec.binary && {incrs: powersOfTwo})},
    ],
    legend: {live: true},
    cursor: {sync: {key: 'runs', scales: ['x', null]}, points: {size: 6}, y: false},
  };
}

// A chart in `place`; draw(spec) with series [{label, colour, dash, hidden, x, y}], bands [[above, below, colour]],
// xLabel, xFormat, isTime, format, zero, binary and log.
export function createChart(uPlot, place) {
  let plot = null,
    shape = '',
    width = 0,
    spec = null;

  function build(data) {
    plot?.destroy();
    plot = new uPlot(options(uPlot, spec, width), data, place);
  }

  function draw(next = spec) {
    spec = next;
    if (!spec || width < 50) return;
    const data = uPlot.join(spec.series.map(series => [series.x, series.y]));
    const now = JSON.stringify([
      spec.log,
      spec.xLabel,
      spec.series.map(series => [series.label, series.colour, series.hidden]),
    ]);
    if (plot && now === shape) {
      // A stretch that somebody chose to look at stays while new points come.
      const [all, seen] = [plot.data[0], plot.scales.x];
      const isZoomed = seen.min > all[0] || seen.max < all.at(-1);
      plot.setData(data, !isZoomed);
      if (isZoomed) plot.redraw();
    } else build(data);
    shape = now;
    place.dataset.points = data[0].length;
  }

  const observer = new ResizeObserver(([entry]) => {
    width = Math.floor(entry.contentRect.width);
    if (plot) plot.setSize({width, height});
    else draw();
  });
  observer.observe(place);
  const recolour = () => plot?.redraw(false, true);
  addEventListener('themechange', recolour);
  return {
    draw,
    close() {
      removeEventListener('themechange', recolour);
      observer.disconnect();
      plot?.destroy();
    },
  };
}

// Without the library: the newest values.
export function createLatest(place) {
  return {
    draw(spec) {
      const shown = spec.series.filter(series => !series.hidden);
      place.dataset.points = Math.max(...shown.map(series => series.x.length), 0);
      fill(
        place,
        h(
          'table',
          {class: 'latest'},
          shown.map(series =>
            h(
              'tr',
              {},
              h('td', {}, h('i', {class: 'swatch', style: {background: series.colour}}), series.label || 'latest'),
              h('td', {class: 'number'}, spec.format(series.y.at(-1))),
            ),
          ),
        ),
      );
    },
    close() {},
  };
}
