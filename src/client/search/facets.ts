import { inEnglish, say, words } from '../words.ts';
import type { Facets } from './pagefind.ts';

/** Filters in the order in which they narrow best; others follow by name. */
const ORDER = ['kind', 'lens', 'phase', 'goal', 'site', 'role', 'tag'] as const;
/** What a filter is called; one that the portfolio's own pages add is called by its name. */
function nameOf(filter: string): string {
  const known = ORDER.find((one) => one === filter);
  return known === undefined ? filter : say(`search.${known}`);
}

export interface FacetBar {
  chosen: () => Record<string, string>;
  /** Says beside each value how many pages it would leave. */
  count: (facets: Facets) => void;
}

/** One select a filter. A choice in the address is made at once. */
export function facetBar(
  bar: HTMLElement,
  facets: Facets,
  asked: URLSearchParams,
  changed: () => void,
): FacetBar {
  const names = Object.keys(facets).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const selects = names.map((name) => {
    const select = document.createElement('select');
    select.name = name;
    select.setAttribute('aria-label', nameOf(name));
    select.append(
      new Option(say('search.any', { name: withinSentence(nameOf(name)) }), ''),
      ...Object.keys(facets[name] ?? {})
        .sort()
        .map((value) => inEnglish(new Option(value, value))),
    );
    if (asked.has(name) && facets[name]?.[asked.get(name)!] !== undefined)
      select.value = asked.get(name)!;
    select.addEventListener('change', changed);
    return select;
  });
  const clear = Object.assign(document.createElement('button'), {
    type: 'button',
    textContent: say('search.clear'),
    hidden: true,
  });
  clear.addEventListener('click', () => {
    for (const select of selects) select.value = '';
    changed();
    selects[0]?.focus();
  });
  bar.replaceChildren(...selects, clear);
  const chosen = () =>
    Object.fromEntries(
      selects.flatMap((select) => (select.value === '' ? [] : [[select.name, select.value]])),
    );
  return {
    chosen,
    count(left) {
      clear.hidden = Object.keys(chosen()).length === 0;
      for (const select of selects) {
        for (const option of select.options)
          if (option.value !== '')
            option.textContent = `${option.value} (${left[select.name]?.[option.value] ?? 0})`;
      }
    },
  };
}

function rank(name: string): number {
  const at = (ORDER as readonly string[]).indexOf(name);
  return at === -1 ? ORDER.length : at;
}

/** A word begins small within an English sentence; other languages have rules of their own. */
function withinSentence(name: string): string {
  return words().language.startsWith('en') ? name.toLowerCase() : name;
}
