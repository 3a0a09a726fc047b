// A page that must behave: what it complained of, what failed, and whom it asked besides the server.
const sizes = {desktop: {width: 1280, height: 800}, phone: {width: 390, height: 844}};

// A build without charts answers 404 to these, and the pages go on without.
const isOptional = url => /\/assets\/uPlot\./.test(url);

async function openPage(browser, base, {size = 'desktop', theme = 'light', expectErrors = false} = {}) {
  const context = await browser.newContext({viewport: sizes[size], colorScheme: theme, hasTouch: size === 'phone'});
  const page = await context.newPage();
  const problems = [];
  page.on('pageerror', error => problems.push(`exception: ${error.stack}`));
  page.on('request', request => {
    const url = new URL(request.url());
    if (['http:', 'https:', 'ws:', 'wss:'].includes(url.protocol) && url.origin !== base)
      problems.push(`a request to ${url.origin}`);
  });
  if (!expectErrors) {
    page.on(
      'console',
      message =>
        message.type() === 'error' &&
        !isOptional(message.location().url) &&
        problems.push(`console: ${message.text()}`),
    );
    // Outdated questions are ended by the page itself.
    page.on(
      'requestfailed',
      request => request.failure().errorText !== 'net::ERR_ABORTED' && problems.push(`failed: ${request.url()}`),
    );
    page.on(
      'response',
      response =>
        response.status() >= 400 &&
        !isOptional(response.url()) &&
        problems.push(`${response.status()}: ${response.url()}`),
    );
  }
  return {page, problems, close: () => context.close()};
}

module.exports = {openPage};
