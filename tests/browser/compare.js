// What a page shows against what `$HOLDEM show` prints.
const assert = require('node:assert/strict');
const {execFileSync} = require('node:child_process');

function show(file, sequence, board) {
  const words = ['show', file, ...(sequence ? [sequence] : []), ...(board ? ['--board', board] : []), '--json'];
  return JSON.parse(execFileSync(process.env.HOLDEM, words, {encoding: 'utf8'}));
}

// "12.3%", "<0.1%", "100%"
const share = text => (text.startsWith('<') ? 0 : parseFloat(text) / 100);

function assertShare(text, expected, what) {
  assert.ok(Math.abs(share(text) - expected) <= 0.00051, `${what}: the page shows ${text}, the program ${expected}`);
}

const parameter = (page, name) => new URL(page.url()).searchParams.get(name) ?? '';
const board = page => page.locator('.board .card').evaluateAll(cards => cards.map(card => card.dataset.card).join(''));

const isRaise = action => action.action.startsWith('r');
const sum = (numbers, which) => which.reduce((total, a) => total + numbers[a], 0);

// The actions that the page shows as one, by their numbers: raises are summed unless the address asks for sizes.
function choices(actions, withSizes) {
  const raises = actions.flatMap((action, a) => (isRaise(action) ? [a] : []));
  const others = actions.flatMap((action, a) => (isRaise(action) ? [] : [[a]]));
  return raises.length < 2 || withSizes ? actions.map((_, a) => [a]) : [...others, raises];
}

async function compareActions(page, expected, line) {
  const frequencies = expected.actions.map(action => action.frequency),
    weighted = expected.actions.map(action => action.weighted);
  for (const [i, parts] of choices(expected.actions, parameter(page, 'sizes') === '1').entries()) {
    const box = page.locator('.action').nth(i),
      name = parts.map(a => expected.actions[a].name).join(' and ');
    const all = (await box.locator('.frequency').textContent()).replace('all ', '');
    assertShare(all, sum(frequencies, parts), `${line}: ${name}`);
    assertShare(await box.locator('.weighted').textContent(), sum(weighted, parts), `${line}: ${name} by range`);
  }
  for (const action of expected.actions) {
    const button = page.locator(`.actions [data-action="${action.action}"]`);
    assert.equal(await button.isDisabled(), action.next === null, `${line}: ${action.name} leads on`);
  }
}

// A hand's panel has each choice and, below several raises, each of them.
async function compareHand(page, expected, hand, line) {
  const rows = choices(expected.actions, false).flatMap(parts =>
    parts.length > 1 ? [parts, ...parts.map(a => [a])] : [parts],
  );
  await page.locator(`[data-hand="${hand.hand}"]`).click();
  await page.locator('.hand h2', {hasText: new RegExp(`^${hand.hand} `)}).waitFor();
  const shares = await page.locator('.hand .by-action .number:nth-child(3)').allTextContents();
  assert.equal(shares.length, rows.length);
  shares.forEach((text, i) => assertShare(text, sum(hand.strategy, rows[i]), `${line}: ${hand.hand}, row ${i + 1}`));
  assert.equal(await page.locator('.hand .tag').count(), hand.doubtful ? 1 : 0, `${line}: ${hand.hand} is doubtful`);
  await page.waitForFunction(count => document.querySelectorAll('.combos tbody tr').length === count, hand.combos);
}

// What the page shows at its decision is what the program prints.
async function compareSpot(page, file, hands) {
  const line = parameter(page, 'line'),
    expected = show(file, line, await board(page));
  await compareActions(page, expected, line);
  const shown = expected.hands.filter((_, i) => i % Math.ceil(expected.hands.length / hands) === 0);
  for (const hand of shown) await compareHand(page, expected, hand, line);
  return expected;
}

async function waitForValues(page) {
  await page.waitForFunction(() => {
    const texts = [...document.querySelectorAll('.combos td.ev')].map(cell => cell.textContent);
    return texts.length > 0 && texts.every(text => /\d/.test(text));
  });
}

module.exports = {compareSpot, parameter, show, waitForValues};
