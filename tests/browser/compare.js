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

// What the page shows at its decision is what the program prints.
async function compareSpot(page, file, hands) {
  const line = parameter(page, 'line'),
    expected = show(file, line, await board(page));
  for (const [a, action] of expected.actions.entries()) {
    const button = page.locator('.action').nth(a);
    assert.equal(await button.getAttribute('data-action'), action.action);
    assertShare(
      (await button.locator('.frequency').textContent()).replace('all ', ''),
      action.frequency,
      `${line}: ${action.name}`,
    );
    assert.equal(await button.isDisabled(), action.next === null, `${line}: ${action.name} leads on`);
  }
  const shown = expected.hands.filter((_, i) => i % Math.ceil(expected.hands.length / hands) === 0);
  for (const hand of shown) {
    await page.locator(`[data-hand="${hand.hand}"]`).click();
    await page.locator('.hand h2', {hasText: new RegExp(`^${hand.hand} `)}).waitFor();
    const shares = await page.locator('.hand .by-action .number:nth-child(3)').allTextContents();
    assert.equal(shares.length, hand.strategy.length);
    shares.forEach((text, a) => assertShare(text, hand.strategy[a], `${line}: ${hand.hand}, action ${a + 1}`));
    await page.waitForFunction(count => document.querySelectorAll('.combos tbody tr').length === count, hand.combos);
  }
  return expected;
}

async function waitForValues(page) {
  await page.waitForFunction(() => {
    const texts = [...document.querySelectorAll('.combos td.ev')].map(cell => cell.textContent);
    return texts.length > 0 && texts.every(text => /\d/.test(text));
  });
}

module.exports = {compareSpot, parameter, waitForValues};
