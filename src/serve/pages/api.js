// Questions to the server. A failed one is an Error whose message is one line for the user.

export async function ask(endpoint, parameters = {}, signal) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    if (value !== null && value !== undefined && value !== '') query.set(name, value);
  let response;
  try {
    response = await fetch(`/api/${endpoint}${query.size ? '?' + query : ''}`, {signal});
  } catch (error) {
    throw error.name === 'AbortError' ? error : new Error('The server does not answer. Is it still running?');
  }
  let answer;
  try {
    answer = await response.json();
  } catch (error) {
    throw error.name === 'AbortError'
      ? error
      : new Error(`The server's answer to ${endpoint} is no JSON (status ${response.status}).`);
  }
  if (!response.ok) throw new Error(answer.error ?? `The server answers ${endpoint} with status ${response.status}.`);
  return answer;
}

// Of the questions on one channel only the newest matters: a new one ends those before it.
export function channel() {
  let controller = null;
  return {
    ask(endpoint, parameters) {
      this.end();
      controller = new AbortController();
      return ask(endpoint, parameters, controller.signal);
    },
    end() {
      controller?.abort();
      controller = null;
    },
  };
}

export const isOutdated = error => error.name === 'AbortError';

// --- the bar that says what went wrong ---

export function report(error) {
  if (error && isOutdated(error)) return;
  const bar = document.getElementById('problem');
  bar.hidden = !error;
  bar.textContent = error ? error.message : '';
}

export const askGame = source => ask('game', {source});
