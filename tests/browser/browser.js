// Usage: browser.js URL LOGDIR CHROMIUM [CHECK...]: drives the pages at URL, which show LOGDIR (runs 'holdem' and
// 'leduc'), and compares what they show with `$HOLDEM show`. Screenshots go to $HOLDEM_SCREENSHOTS.
const assert = require('node:assert/strict');
const {execFileSync, spawn} = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const {chromium} = require('playwright-core');
const {compareSpot, parameter, show, waitForValues} = require('./compare.js');
const {openPage} = require('./watch.js');

const [url, logdir, executablePath, ...wanted] = process.argv.slice(2);
const base = new URL(url).origin,
  program = process.env.HOLDEM;
const file = run => path.join(logdir, run, 'blueprint.holdem');
const source = run => encodeURIComponent(`${run}/blueprint.holdem`).replace('%2F', '/');
const root = process.env.HOLDEM_ROOT;

async function keepPicture(page, name) {
  if (!process.env.HOLDEM_SCREENSHOTS) return;
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({path: path.join(process.env.HOLDEM_SCREENSHOTS, `${name}.png`), fullPage: true});
}

const checks = {
  async views(browser) {
    for (const size of ['desktop', 'phone'])
      for (const theme of ['light', 'dark'])
        for (const [name, address] of [
          ['strategy', `strategy?source=${source('holdem')}&hand=AKs`],
          ['training', 'training?run=holdem'],
          ['play', 'play?seed=1&hand=0'],
        ]) {
          const {page, problems, close} = await openPage(browser, base, {size, theme});
          await page.goto(`${base}/${address}`);
          await page.locator({strategy: '.combos td.ev', training: '.tile', play: '.act'}[name]).first().waitFor();
          assert.equal(
            await page.evaluate(() => document.documentElement.scrollWidth > innerWidth),
            false,
            `${name} is wider than a ${size}`,
          );
          await keepPicture(page, `${name}-${size}-${theme}`);
          await close();
          assert.deepEqual(problems, [], name);
        }
  },

  async strategy(browser) {
    const {page, problems, close} = await openPage(browser, base);
    await page.goto(`${base}/strategy?source=${source('holdem')}`);
    await page.locator('.action').first().waitFor();
    const streets = new Set();
    for (let step = 0; step < 12; step++) {
      streets.add((await compareSpot(page, file('holdem'), 4)).street);
      const check = page.locator('.action[data-action="c"]');
      if (await check.isDisabled()) break;
      const before = page.url();
      await check.click();
      await page.waitForFunction(old => location.href !== old, before);
      await page
        .locator('.crumb')
        .nth(step + 2)
        .waitFor();
    }
    assert.deepEqual([...streets], ['preflop', 'flop', 'turn', 'river']);
    await waitForValues(page);
    await page.locator('.hand', {hasText: 'Expected values are exact.'}).waitFor();
    await keepPicture(page, 'river');

    // A reload, the way back, and the deck.
    const crumbs = await page.locator('.crumbs').textContent(),
      hand = await page.locator('.hand h2').textContent();
    await page.reload();
    await page.locator('.combos').waitFor();
    assert.equal(await page.locator('.crumbs').textContent(), crumbs);
    assert.equal(await page.locator('.hand h2').textContent(), hand);
    await page.locator('.crumb', {hasText: 'check'}).first().click();
    await page.waitForFunction(
      () => document.querySelectorAll('.board .card').length === 0 || !location.search.includes('%2F'),
    );
    await page.goto(`${base}/strategy?source=${source('holdem')}&line=cc/`);
    await page.locator('.board .cards').click();
    await page.locator('.deck button:not(:disabled)').first().click();
    await page.locator('.picker .main').click();
    await page.waitForFunction(() => new URL(location.href).searchParams.has('board'));
    await page.waitForFunction(
      () =>
        [...document.querySelectorAll('.board .card')].map(card => card.dataset.card).join('') ===
        new URL(location.href).searchParams.get('board'),
    );
    await compareSpot(page, file('holdem'), 3);
    await waitForValues(page);
    await page.locator('.combos td.ev small').first().waitFor();
    await page.getByRole('button', {name: 'EV', exact: true}).click();
    await page.waitForFunction(
      () => [...document.querySelectorAll('.cell .note')].filter(note => note.textContent).length > 3,
    );
    await page.locator('.to-text').click();
    assert.match(await page.locator('.as-text pre').textContent(), /AKs +\d+ +[\d.<]+%/);
    await close();
    assert.deepEqual(problems, []);
  },

  // Raises are one at first and amounts are in big blinds; the address keeps what was asked for instead.
  async sizes(browser) {
    const {page, problems, close} = await openPage(browser, base);
    const names = () => page.locator('.action .what span').allTextContents();
    await page.goto(`${base}/strategy?source=${source('holdem')}&hand=AA`);
    await page.locator('.sizes-of').waitFor();
    assert.deepEqual(await names(), ['fold', 'call 0.5 bb', 'raise']);
    assert.match(await page.locator('.facts').first().textContent(), /Pot 1\.5 bb/);
    // Sizes share the colour of their sum, so that a cell has one red.
    const reds = cell => cell.evaluate(one => new Set(one.style.background.match(/--raise[a-z-]*/g)).size);
    assert.ok((await reds(page.locator('[data-hand=AA] .filling'))) <= 1);
    await compareSpot(page, file('holdem'), 3);
    await page.locator('select[aria-label="Actions shown"]').selectOption('raise');
    const shown = await page.locator('[data-hand=AA] .note').textContent();
    const hand = show(file('holdem'), '', '').hands.find(one => one.hand === 'AA');
    assert.ok(Math.abs(parseFloat(shown) / 100 - hand.raise_total) <= 0.00501, `AA raises ${shown}`);
    assert.equal(await page.locator('[data-hand=AA].doubtful').count(), hand.doubtful ? 1 : 0);
    await page.locator('select[aria-label="Actions shown"]').selectOption('');
    await page.keyboard.press('s');
    await page.keyboard.press('c');
    await page.waitForFunction(() => /sizes=1/.test(location.search) && /unit=chips/.test(location.search));
    await page.reload();
    await page.locator('.action').nth(5).waitFor();
    assert.deepEqual((await names()).slice(0, 3), ['fold', 'call 1', 'raise to 4']);
    assert.match(await page.locator('.facts').first().textContent(), /Pot 3T/);
    await compareSpot(page, file('holdem'), 3);
    await page.goto(`${base}/strategy?source=${source('leduc')}`);
    await page.locator('.action').first().waitFor();
    assert.deepEqual(await names(), ['check', 'raise to 3']);
    assert.match(await page.locator('.facts').first().textContent(), /^Pot 2To call 0$/, 'antes are no blinds');
    assert.equal(await page.locator('.tools .check', {hasText: /sizes|chips/}).count(), 0, 'nothing to switch');
    await close();
    assert.deepEqual(problems, []);
  },

  async keyboard(browser) {
    const {page, problems, close} = await openPage(browser, base);
    await page.goto(`${base}/strategy?source=${source('holdem')}`);
    await page.locator('.cell').first().waitFor();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    assert.equal(parameter(page, 'hand'), 'KK');
    assert.equal(await page.evaluate(() => document.activeElement.dataset.hand), 'KK');
    assert.equal(await page.locator('.cell[aria-selected=true]').getAttribute('data-hand'), 'KK');
    await page.keyboard.press('2');
    await page.waitForFunction(() => new URL(location.href).searchParams.get('line') === 'c');
    await page.locator('.crumb').nth(2).waitFor();
    await page.keyboard.press('Backspace');
    await page.waitForFunction(() => !new URL(location.href).searchParams.has('line'));
    await page.keyboard.press('?');
    await page.locator('dialog.help').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog.help').waitFor({state: 'detached'});
    await page.locator('#theme').click();
    await page.reload();
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
    await close();
    assert.deepEqual(problems, []);
  },

  async leduc(browser) {
    const {page, problems, close} = await openPage(browser, base);
    for (const line of ['', 'cc/']) {
      await page.goto(`${base}/strategy?source=${source('leduc')}&line=${line}`);
      const row = page.locator('.hands tbody tr').first();
      await row.waitFor();
      const element = await row.elementHandle();
      await compareSpot(page, file('leduc'), 9);
      await waitForValues(page);
      assert.ok(await element.evaluate(row => row.isConnected), 'values come into the rows that are there');
    }
    await close();
    assert.deepEqual(problems, []);
  },

  async errors(browser) {
    const {page, problems, close} = await openPage(browser, base, {expectErrors: true});
    await page.goto(`${base}/strategy?line=zzz`);
    await page.locator('#problem:not([hidden])', {hasText: /\S/}).waitFor();
    await page.getByRole('link', {name: 'To the first decision'}).waitFor();
    await close();
    assert.deepEqual(problems, []);
  },

  async play(browser) {
    const {page, problems, close} = await openPage(browser, base);
    await page.goto(`${base}/play?source=${source('holdem')}`);
    for (let decisions = 0; decisions < 20; decisions++) {
      await page.locator('.act, .next').first().waitFor();
      if (await page.locator('.next').count()) break;
      const answer = page.waitForResponse(/\/api\/play/),
        before = await page.locator('.log').textContent();
      await page.keyboard.press('c');
      await answer;
      await page.waitForFunction(old => document.querySelector('.log').textContent !== old, before);
    }
    const result = await page.locator('.result p').textContent();
    // Nothing of the words is cut off.
    const cut = await page.locator('.result p').evaluate(words => words.scrollHeight - words.clientHeight);
    assert(cut <= 1, `the result is cut by ${cut} px`);
    await page.keyboard.press('s');
    await page.locator('.decision').first().waitFor();
    await keepPicture(page, 'solution');
    await page.reload();
    await page.locator('.next').waitFor();
    assert.equal(await page.locator('.result p').textContent(), result);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => new URL(location.href).searchParams.get('hand') === '1');
    // Two when the blueprint has folded at once.
    await page.locator('.facts', {hasText: /over [12]$/}).waitFor();
    // An address says how it is played; one that does not, as it was before there was a choice, is of what was trained.
    const way = () => new URL(page.url()).searchParams.get('as');
    assert.equal(way(), 'threshold=0.05');
    await page.getByLabel('How it plays').selectOption('purify');
    await page.waitForFunction(() => location.search.includes('as=purify') && location.search.includes('hand=0'));
    await page.locator('.act, .next').first().waitFor();
    await page.getByLabel('How it plays').selectOption('');
    await page.waitForFunction(() => !location.search.includes('as='));
    await page.locator('.act, .next').first().waitFor();
    await page.goto(`${base}/play?source=${source('holdem')}&as=threshold=0.2&seed=1`);
    await page.locator('.act, .next').first().waitFor();
    assert.equal(await page.getByLabel('How it plays').inputValue(), 'threshold=0.2');
    await close();
    assert.deepEqual(problems, []);
  },

  // Strength comes first, by default as matches against the run's own past; the machine's health below.
  async strength(browser) {
    for (const size of ['desktop', 'phone']) {
      const {page, problems, close} = await openPage(browser, base, {size});
      await page.goto(`${base}/training?run=holdem`);
      await page.locator('.against-snapshots .number', {hasText: '±'}).nth(1).waitFor();
      assert.deepEqual(await page.locator('.part h2').allTextContents(), [
        'Strength',
        'Rate and machine',
        'What is learnt',
      ]);
      // Asked in one go: what a new answer draws again is another element.
      const top = selector => page.evaluate(one => document.querySelector(one).getBoundingClientRect().top, selector);
      await page.locator('[data-chart=visits-cpu]:not([hidden])').waitFor();
      const tops = [
        await top('.matches'),
        await top('.part-machine .tile'),
        await top('[data-chart=visits-cpu]'),
        await top('[data-chart=entropy]'),
      ];
      assert.deepEqual(tops, tops.toSorted((a, b) => a - b));
      assert.match(await page.locator('.matches').textContent(), /always-fold gives away 750\./);
      await keepPicture(page, `strength-${size}`);
      // What has been added up so far is what `match` finds in as many hands.
      const [snapshot] = await page.evaluate(async () => {
        const {contestOf} = await import('/assets/matches.js');
        return contestOf((await (await fetch('/api/info')).json()).sources, 'holdem').snapshots;
      });
      const [declared, placed] = await page.evaluate(async () => {
        const {charts, sections} = await import('/assets/charts.js');
        return [charts.map(chart => chart.id), sections.flatMap(section => section.charts)];
      });
      assert.deepEqual(placed.toSorted(), declared.toSorted(), 'every chart is in one section');
      const {count, sum, answer} = snapshot.match,
        shown = (1000 * sum) / count / answer.big_blind;
      assert.equal(snapshot.iterations, 10000);
      const told = JSON.parse(
        execFileSync(program, [
          ...['match', file('holdem'), path.join(logdir, 'holdem/snapshots/snapshot_iter10000.holdem')],
          ...['--plain', '--json', '--hands', String(2 * count)],
        ]),
      );
      assert.ok(Math.abs(told.a_wins.mean - shown) < 1e-6, `${told.a_wins.mean} and ${shown}`);
      await page.goto(`${base}/training?run=leduc&log=1`);
      await page.locator('[data-chart=exploitability]', {hasText: 'always-fold'}).waitFor();
      const words = await page.locator('.meanings').textContent();
      assert.match(words, /Exploitability.*0 cannot be beaten\..*folding every hand gives away 1,000 mbb/);
      assert.ok((await top('.matches')) < (await top('[data-chart=exploitability]')));
      assert.ok((await top('[data-chart=exploitability]')) < (await top('.part-machine .tile')));
      await close();
      assert.deepEqual(problems, []);
    }
  },

  // The blueprint of a run that goes on is that of its first part; many snapshots are thinned.
  async contests(browser) {
    const {page, problems, close} = await openPage(browser, base);
    await page.goto(`${base}/training?run=leduc`);
    await page.locator('.against-built-in .number', {hasText: '±'}).first().waitFor();
    assert.equal(await page.locator('.against-snapshots').count(), 0);
    await page.route('**/api/match?*', route =>
      route.fulfill({
        json: {iterations: 500, opponent_iterations: null, big_blind: 2, first: 0, count: 100, sum: 10, square: 5000},
      }),
    );
    const [before, behind, many, figure] = await page.evaluate(async () => {
      const {contestOf, createMatches, figureOf} = await import('/assets/matches.js');
      const snapshot = iterations => ({id: `x/${iterations}`, run: 'x', iterations});
      const sources = [{id: 'x/blueprint', run: 'x', iterations: null}, snapshot(400), snapshot(300)];
      const first = contestOf(sources, 'x');
      await new Promise(done => {
        const matches = createMatches(() => [first], () => 0, () => (matches.close(), done()));
      });
      const further = [...sources, snapshot(600)];
      const all = Array.from({length: 40}, (_, i) => snapshot(i));
      return [
        contestOf(sources, 'x').iterations,
        contestOf(further, 'x').source,
        contestOf(all, 'x').snapshots.map(one => one.iterations),
        figureOf(first.builtIn[0].match),
      ];
    });
    assert.equal(before, 500);
    assert.equal(behind, 'x/600');
    assert.equal(many.length, 12);
    assert.deepEqual([many[0], many.at(-1)], [38, 0]);
    assert.ok(Math.abs(figure.mean - 50) < 1e-9);
    assert.ok(Math.abs(figure.half - 500 * 1.96 * Math.sqrt((50 - 0.01) / 99)) < 1e-9);
    await close();
    assert.deepEqual(problems, []);

    // What cannot be played says why, in its place, and is not asked for on and on.
    const refused = await openPage(browser, base, {expectErrors: true});
    let questions = 0;
    await refused.page.route('**/api/match?*', route => {
      questions++;
      route.fulfill({status: 400, json: {error: 'matches are for two'}});
    });
    await refused.page.goto(`${base}/training?run=holdem`);
    await refused.page.locator('.matches', {hasText: 'matches are for two'}).waitFor();
    await refused.page.waitForTimeout(3000);
    assert.equal(questions, 1);
    assert.equal(await refused.page.locator('#problem:not([hidden])').count(), 0);
    await refused.close();
  },

  // While the page is open a run goes back to an older checkpoint: of the way it left only the part that it shares stays.
  async resumed(browser) {
    const train = (...more) =>
      execFileSync(program, [
        ...['train-blueprint', '--game', path.join(root, 'games/leduc.game'), '--sampler', 'external'],
        ...['--num-workers', '1', '--logdir', path.join(logdir, 'resumed'), '--loglevel', 'ERROR'],
        ...['--checkpoint-interval', '200000', '--set', 'tensorboard_log_interval=1000', ...more],
      ]);
    const {page, problems, close} = await openPage(browser, base);
    const isAt = text => page.waitForFunction(wanted => document.getElementById('status').textContent === wanted, text);
    train('--iters', '600000');
    await page.goto(`${base}/training?run=resumed&x=iterations`);
    await isAt('resumed · 600,000 iterations');
    train('--iters', '300000', '--resume-from', path.join(logdir, 'resumed/checkpoints/checkpoint_iter200000.holdem'));
    await isAt('resumed · 300,000 iterations');
    const {series, starts} = await (await fetch(`${base}/api/run?run=resumed`)).json();
    assert.equal(starts.at(-1).step, 200001);
    const shown = await page.evaluate(async () => (await import('/assets/runs.js')).runData('resumed').series);
    assert.deepEqual(shown, series);
    // Series that the new way does not have yet are left, too.
    const answers = [
      {starts: [], damage: [], series: {a: {time: [1, 2, 3], step: [10, 20, 30], value: [1, 2, 3]}}},
      {starts: [{time: 4, step: 21}], damage: [], series: {b: {time: [5], step: [25], value: [4]}}},
    ];
    await page.route('**/api/run?run=canned*', route => route.fulfill({json: answers.shift()}));
    const left = await page.evaluate(async () => {
      const {pollRun, runData} = await import('/assets/runs.js');
      await pollRun('canned');
      await pollRun('canned');
      return [runData('canned').series.a.step, runData('canned').series.b.step];
    });
    assert.deepEqual(left, [[10, 20], [25]]);
    await close();
    // While the run trained again it had no blueprint to play a match with.
    const isMatch = problem => problem.includes('/api/match') || problem.includes('status of 400');
    assert.deepEqual(
      problems.filter(problem => !isMatch(problem)),
      [],
    );
  },

  async damaged(browser) {
    const from = path.join(logdir, 'leduc/tensorboard'),
      to = path.join(logdir, 'damaged/tensorboard'),
      [name] = fs.readdirSync(from),
      bytes = fs.readFileSync(path.join(from, name));
    bytes[42 + 20] ^= 1; // in the record behind that of the version
    fs.mkdirSync(to, {recursive: true});
    fs.writeFileSync(path.join(to, name), bytes);
    const {page, problems, close} = await openPage(browser, base);
    await page.goto(`${base}/training?run=damaged`);
    await page.locator('.damage li', {hasText: `${name}: 1 damaged record is left out, at byte 42`}).waitFor();
    await keepPicture(page, 'damaged');
    await page.goto(`${base}/training?run=leduc`);
    await page.locator('.tile').first().waitFor();
    assert.equal(await page.locator('.damage li').count(), 0);
    await close();
    assert.deepEqual(problems, []);
  },

  async live(browser) {
    const {page, problems, close} = await openPage(browser, base);
    const training = spawn(
      program,
      [
        'train-blueprint',
        '--game',
        path.join(root, 'games/leduc.game'),
        '--buckets',
        'lossless',
        '--sampler',
        'external',
        '--time-budget',
        '8',
        '--num-workers',
        '1',
        '--logdir',
        path.join(logdir, 'live'),
        '--loglevel',
        'ERROR',
      ],
      {stdio: 'inherit'},
    );
    const ended = new Promise(resolve => training.on('exit', resolve));
    const isListed = async () => (await (await fetch(`${base}/api/runs`)).json()).runs.some(run => run.name === 'live');
    while (training.exitCode === null && !(await isListed())) await new Promise(resolve => setTimeout(resolve, 100));
    await page.goto(`${base}/training?run=live`);
    const moreThan = count =>
      page.waitForFunction(least => {
        const points = Number(document.querySelector('[data-chart=iterations] .plot')?.dataset.points ?? 0);
        return points > least && points;
      }, count);
    const first = await (await moreThan(0)).jsonValue();
    await moreThan(first);
    await ended;
    await moreThan(first + 1);
    await keepPicture(page, 'live');
    await page.keyboard.press('x');
    await page.waitForFunction(() => location.search.includes('x=iterations'));
    await close();
    assert.equal(training.exitCode, 0);
    assert.deepEqual(problems, []);
  },
};

(async () => {
  const browser = await chromium.launch({executablePath, args: ['--no-sandbox']});
  try {
    for (const [name, check] of Object.entries(checks)) {
      if (wanted.length && !wanted.includes(name)) continue;
      try {
        await check(browser);
      } catch (error) {
        throw new Error(`${name}: ${error.message}`, {cause: error});
      }
    }
  } finally {
    await browser.close();
  }
})().catch(error => {
  console.error(error.message, error.cause?.stack?.split('\n').find(line => line.includes('browser.js')) ?? '');
  process.exitCode = 1;
});
