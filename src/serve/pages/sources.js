// The blueprints that there are.
import {select} from '/assets/dom.js';

const nameOf = source => (source.run && source.run !== '.' ? `${source.run}: ${source.name}` : source.name);

export function sourceSelect(sources, chosen, choose) {
  const names = sources.map(source => [source.id, nameOf(source)]);
  return sources.length > 1 && select('Blueprint', names, chosen, choose);
}
