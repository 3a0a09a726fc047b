// What was won in a session, kept as long as the browser's tab. By hand, so that a hand looked at again counts once.

function read(session) {
  try {
    return JSON.parse(sessionStorage.getItem(`won|${session}`)) ?? {};
  } catch {
    return {};
  }
}

export function setWon(session, hand, won) {
  const hands = read(session);
  hands[hand] ??= won;
  sessionStorage.setItem(`won|${session}`, JSON.stringify(hands));
}

export function scoreOf(session) {
  const all = Object.values(read(session));
  return {hands: all.length, won: all.reduce((sum, won) => sum + won, 0)};
}
