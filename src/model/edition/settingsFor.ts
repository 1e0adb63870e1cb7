import { textsOf } from '#model/language/textsOf.ts';
import { personOf } from '#model/initiative/people.ts';
import type { BodyNode } from '#model/record/body.ts';
import type { Portfolio, PortfolioSettings } from '#model/record/portfolio.ts';
import type { Site } from '#model/record/site.ts';
import { type Said, saidBy } from './saidBy.ts';
import type { May } from './textFor.ts';

type Listed = Pick<PortfolioSettings, 'people' | 'meetings' | 'search' | 'glossary' | 'variables'>;

/**
 * What portfolio.yaml, the glossary and the sites list, without what only withheld records name: people, words that search knows,
 * variables. `shown` is the portfolio without those records.
 */
export function listsFor(
  whole: Portfolio,
  shown: Portfolio,
  may: May,
): { settings: Listed; sites: Site[] } {
  const { people, meetings, search, glossary, variables } = whole.settings;
  const [all, open] = [saidBy(whole), saidBy(shown)];
  const isPerson = (name: string) => isOpen(all, open, ({ names }) => names.has(personOf(name)));
  const isWord = (word: string) => isOpen(all, open, (said) => said.says(word));
  const gone = goneVariables(whole, shown);
  return {
    settings: {
      ...(people && { people: people.filter(({ name }) => isPerson(name)) }),
      ...(meetings && { meetings: meetingsFor(meetings, may, isPerson) }),
      ...(search && { search: { ...search, synonyms: synonymsFor(search.synonyms, isWord) } }),
      ...(glossary && { glossary: glossary.filter(({ audience }) => may(audience)) }),
      ...(variables && { variables: without(variables, gone) }),
    },
    sites:
      gone.size === 0
        ? whole.sites
        : whole.sites.map((site) =>
            site.variables ? { ...site, variables: without(site.variables, gone) } : site,
          ),
  };
}

/** What nobody names at all is not withheld either. */
function isOpen(all: Said, open: Said, has: (said: Said) => boolean): boolean {
  return has(open) || !has(all);
}

/** A meeting of which nobody who decides there is known any more would have the agenda of everybody. */
function meetingsFor(
  meetings: NonNullable<PortfolioSettings['meetings']>,
  may: May,
  isPerson: (name: string) => boolean,
): NonNullable<PortfolioSettings['meetings']> {
  return meetings.flatMap((meeting) => {
    const deciders = meeting.deciders.filter(isPerson);
    const isEmptied = deciders.length === 0 && meeting.deciders.length > 0;
    return may(meeting.audience) && !isEmptied ? [{ ...meeting, deciders }] : [];
  });
}

function synonymsFor(
  synonyms: Readonly<Record<string, string[]>>,
  isWord: (word: string) => boolean,
): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(synonyms).flatMap(([word, others]) => {
      const left = others.filter(isWord);
      return isWord(word) && left.length > 0 ? [[word, left]] : [];
    }),
  );
}

/** Variables that only withheld texts name. */
function goneVariables(whole: Portfolio, shown: Portfolio): ReadonlySet<string> {
  return variablesIn(whole).difference(variablesIn(shown));
}

function variablesIn({ playbooks, reports, initiatives }: Portfolio): Set<string> {
  const names = new Set<string>();
  const walk = (nodes: readonly BodyNode[]): void => {
    for (const node of nodes) {
      if (node.kind === 'html') continue;
      if (node.name === 'Var' && typeof node.props.name === 'string') names.add(node.props.name);
      walk(node.children);
    }
  };
  for (const record of [...playbooks, ...reports, ...initiatives]) textsOf(record).forEach(walk);
  return names;
}

function without<T>(
  record: Readonly<Record<string, T>>,
  keys: ReadonlySet<string>,
): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.has(key)));
}
