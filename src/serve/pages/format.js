// Numbers for people.

export const thousands = value => Math.round(value).toLocaleString('en-US');

export function percent(share, digits = 1) {
  if (share === null || share === undefined || Number.isNaN(share)) return '–';
  if (share > 0 && share < 0.5 * 10 ** -(digits + 2)) return digits ? '<0.1%' : '<1%';
  return `${(100 * share).toFixed(share === 1 || share === 0 ? 0 : digits)}%`;
}

// Three significant digits or so: 12.3M, 456k, 0.0123.
export function short(value) {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  const size = Math.abs(value);
  for (const [unit, name] of [
    [1e12, 'T'],
    [1e9, 'G'],
    [1e6, 'M'],
    [1e4, 'k', 1e3],
  ])
    if (size >= unit) {
      const scaled = value / (name === 'k' ? 1e3 : unit);
      return scaled.toFixed(Math.abs(scaled) >= 100 ? 0 : Math.abs(scaled) >= 10 ? 1 : 2) + name;
    }
  if (size === 0) return '0';
  if (size >= 1000) return thousands(value);
  return size >= 100 ? value.toFixed(0) : String(+value.toPrecision(3));
}

export function bytes(value) {
  if (value === null || value === undefined) return '–';
  let unit = 0;
  for (; Math.abs(value) >= 1024 && unit < 4; unit++) value /= 1024;
  return `${value.toFixed(unit === 0 || value >= 100 ? 0 : 1)} ${['B', 'KiB', 'MiB', 'GiB', 'TiB'][unit]}`;
}

export function duration(seconds) {
  if (seconds === null || seconds === undefined || Number.isNaN(seconds)) return '–';
  if (seconds < 60) return `${+seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  const minutes = Math.floor(seconds / 60),
    two = number => String(Math.floor(number)).padStart(2, '0');
  return minutes < 60
    ? `${minutes}:${two(seconds % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

// An amount of chips that may be a mean: decimals only where they say something.
export function chips(value) {
  const size = Math.abs(value);
  return (
    size >= 1000 || Number.isInteger(value)
      ? thousands(value)
      : size >= 100
        ? value.toFixed(0)
        : size >= 10
          ? value.toFixed(1)
          : value.toFixed(2)
  )
    .replace(/^-(?=[0.]*$)/, '')
    .replace('-', '−');
}

// Antes alone, as in Kuhn and Leduc, are no blinds.
export const hasBlinds = game => new Set(game.blind).size > 1;

// Amounts and actions as players say them: in big blinds, or in chips where that is asked for or a game has no blinds.
export function speech(game, inChips) {
  const inBlinds = hasBlinds(game) && !inChips;
  const scaled = value => +(value / game.big_blind).toFixed(2) || 0; // no minus zero
  const amount = value => (inBlinds ? `${scaled(value).toLocaleString('en-US')} bb`.replace('-', '−') : chips(value));
  return {
    inBlinds,
    unit: inBlinds ? 'big blinds' : 'chips',
    amount,
    // Without the unit, for a cell of the chart.
    short: value => shortAmount(inBlinds ? value / game.big_blind : value, inBlinds ? 2 : 1).replace('-', '−'),
    // What the server calls "raise to 300".
    action: action =>
      inBlinds && action.big_blinds !== null
        ? action.name.replace(/\d+/, `${+action.big_blinds.toFixed(2)} bb`)
        : action.name,
  };
}

function shortAmount(value, digits) {
  if (Math.abs(value) >= 100) return thousands(value);
  return Math.abs(value) >= 10 ? value.toFixed(digits - 1) : value.toFixed(digits).replace(/^-?0\.0+$/, '0');
}

export const signed = (value, format) => (value > 0 ? '+' : '') + format(value);

// What players are called by their blinds, as the server does it.
export function seats(game) {
  const isOnly = game.blind.filter(blind => blind === game.big_blind).length === 1;
  return game.blind.map((blind, p) =>
    isOnly && blind === game.big_blind ? 'BB' : isOnly && blind > 0 ? 'SB' : `P${p + 1}`,
  );
}

// "player 1 (big blind)" where there is room for three letters.
export function seat(name, player) {
  return name?.includes('big blind') ? 'BB' : name?.includes('small blind') ? 'SB' : `P${player}`;
}
