// The charts of the training view, declared once: which tags, in which units, and whether zero belongs into the
// picture. A tag that ends in * stands for several series, named by what the star stands for.
import {bytes, percent, short} from '/assets/format.js';

const rate = {format: short, zero: true};

export const charts = [
  {id: 'iterations', title: 'Iterations / s (they fall until settled)', tags: {'Performance/IterationsPerSecond': ''}, ...rate},
  {id: 'visits', title: 'Visits / s', tags: {'Performance/VisitsPerSecond': ''}, ...rate},
  {id: 'visits-cpu', title: 'Visits / CPU second', tags: {'Performance/VisitsPerCpuSecond': ''}, ...rate},
  {
    id: 'exploitability',
    title: 'Exploitability and bounds, mbb / hand',
    log: true,
    format: short,
    tags: {
      'Evaluation/ExploitabilityMbb': 'exploitability',
      'Evaluation/LbrMbb': 'LBR',
      'Evaluation/MatchMbb': 'match',
    },
    bands: {'Evaluation/LbrMbb': 'Evaluation/LbrMbbInterval', 'Evaluation/MatchMbb': 'Evaluation/MatchMbbInterval'},
  },
  {
    id: 'processors',
    title: 'Processor use',
    tags: {'Performance/CpuUtilization': ''},
    format: value => percent(value, 0),
    zero: true,
  },
  {
    id: 'workers-use',
    title: 'Processor use by worker',
    tags: {'Workers/ProcessorUse/*': 'worker '},
    format: value => percent(value, 0),
    zero: true,
  },
  {
    id: 'workers-visits',
    title: 'Visits / CPU second by worker',
    tags: {'Workers/VisitsPerCpuSecond/*': 'worker '},
    ...rate,
  },
  {id: 'switches', title: 'Context switches / s', tags: {'Performance/ContextSwitchesPerSecond': ''}, ...rate},
  {
    id: 'utility',
    title: 'Utility',
    tags: {'Training/Utility': 'each', 'Training/UtilityMovingAvg': 'moving average'},
    faint: 'Training/Utility',
    format: short,
  },
  {
    id: 'memory',
    title: 'Resident memory',
    tags: {'Performance/ResidentBytes': ''},
    format: bytes,
    zero: true,
    binary: true,
  },
  {id: 'entropy', title: 'Policy entropy by street', tags: {'policy_entropy/*': ''}, format: short},
  {id: 'regret', title: 'Average regret by street', tags: {'avg_regret_norm/*': ''}, format: short},
  {id: 'infosets', title: 'Information sets visited', tags: {'Training/NumInfosets': ''}, ...rate},
];

// What the page shows, in this order; every chart belongs to one section.
export const sections = [
  {id: 'strength', title: 'Strength', charts: ['exploitability']},
  {
    id: 'machine',
    title: 'Rate and machine',
    charts: [
      ...['visits-cpu', 'visits', 'iterations', 'processors', 'workers-use', 'workers-visits'],
      ...['memory', 'switches'],
    ],
  },
  {id: 'learning', title: 'What is learnt', charts: ['utility', 'entropy', 'regret', 'infosets']},
];

// The chart's series of one run: [tag, label, tag of the interval or undefined].
export function seriesOf(chart, series) {
  return Object.entries(chart.tags).flatMap(([pattern, label]) => {
    if (!pattern.endsWith('*')) return series[pattern] ? [[pattern, label, chart.bands?.[pattern]]] : [];
    const stem = pattern.slice(0, -1);
    return Object.keys(series)
      .filter(tag => tag.startsWith(stem))
      .map(tag => [tag, label + tag.slice(stem.length)]);
  });
}
