import { siteName } from '#model/record/site.ts';
import { NOT_NAMED } from '#model/record/freeDimension.ts';
import { countryCode, countryName } from '#model/words/country.ts';
import { groupsOf, isStop, pooledOver, windowOf, type Group } from '../groups.ts';
import { quantity, type ChartAsk, type ChartKind, type ChartPlan, type Refusal } from '../kind.ts';
import { words } from '../paint.ts';

export const map: ChartKind = {
  says: 'A map: countries by their ISO code, the darker the higher; of the countries of the sites, or of a dimension that holds codes.',
  props: { metric: 'required', by: 'optional', last: 'optional' },
  example: '<Map metric="{{placed}}" />',
  plan,
};

/** Groups that lie in one country. */
interface Country {
  code: string;
  name: string;
  groups: Group[];
}

function plan(ask: ChartAsk): ChartPlan | Refusal {
  const state = ask.metrics[0];
  if (!state) return { prop: 'metric', found: 'no metric is named', fix: 'write metric="…"' };
  const { metric } = state;
  const by = ask.by ?? 'site';
  const groups = groupsOf(ask, state, by);
  if (isStop(groups)) return groups;
  const window = windowOf(state, ask.last);
  if (isStop(window)) return window;
  const countries = countriesOf(groups, by, ask);
  if (isStop(countries)) return countries;
  const shared = countries.find(({ groups: inside }) => inside.length > 1);
  const made = countries
    .map(({ code, name, groups: inside }) => ({
      code,
      name,
      of: inside.length,
      ...pooledOver(
        state,
        inside.map(({ scope }) => scope),
        window,
      ),
    }))
    .toSorted((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity));
  if (shared && made.some(({ isOne }) => !isOne))
    return {
      prop: 'metric',
      found: `<Map> is over "${metric.id}", and the values of ${shared.groups.map(({ name }) => name).join(' and ')} in ${shared.name} cannot be made one: it is neither a sum nor a ratio`,
      fix: `take <Bars metric="${metric.id}" by="${by}" />`,
    };
  const drawn = made.flatMap(({ code, name, value }) =>
    value === null ? [] : [{ code, name, value, label: words(quantity(metric, value)) }],
  );
  const [first, last] = [drawn[0], drawn.at(-1)];
  const unnamed = groups.some(({ name }) => name === NOT_NAMED);
  return {
    sentence:
      first && last && first !== last
        ? `${metric.title}: ${first.name} ${first.label}, ${last.name} ${last.label}`
        : metric.title,
    of: `${metric.title} by country, ${window.words}${unnamed ? '; rows that name no country are not on the map' : ''}`,
    head: ['Country', 'Value', by === 'site' ? 'Sites with a value' : 'Periods with a value'],
    rows: made.map(({ name, value, observed, withValue, of }) => [
      name,
      quantity(metric, value),
      by === 'site' ? `${withValue} of ${of}` : { value: observed, unit: '', decimals: 0 },
    ]),
    spec: () => ({ countries: drawn }),
  };
}

/** Sites by the country in which they are; groups of a dimension by the country that they name. */
function countriesOf(
  groups: readonly Group[],
  by: string,
  { sites }: ChartAsk,
): Country[] | Refusal {
  const countries = new Map<string, Country>();
  for (const group of groups) {
    if (group.name === NOT_NAMED) continue;
    const site = by === 'site' ? sites.find(({ id }) => id === group.scope.site) : null;
    const code = site ? site.country : by === 'site' ? undefined : group.name;
    const name = code === undefined ? null : countryName(code);
    if (code === undefined || name === null)
      return site === null ? unknownGroup(by, group.name) : unknownSite(group, code, sites);
    const country = countries.get(code) ?? { code, name, groups: [] };
    country.groups.push(group);
    countries.set(code, country);
  }
  return [...countries.values()];
}

const CODES = 'a code of two letters of ISO 3166-1, such as DE or US';

function unknownSite(group: Group, code: string | undefined, sites: ChartAsk['sites']): Refusal {
  const id = group.scope.site ?? '';
  const meant = code === undefined ? null : countryCode(code);
  return {
    prop: 'metric',
    found: `the site "${siteName(sites, id)}" ${code === undefined ? 'has no country' : `is in the country "${code}", which is no country`}`,
    allowed: CODES,
    fix: `write country: ${meant ?? 'CODE'} at "${id}" in content/sites.yaml`,
  };
}

function unknownGroup(by: string, name: string): Refusal {
  const meant = countryCode(name);
  return {
    prop: 'by',
    found: `by is "${by}", and "${name}" in it is no country`,
    allowed: CODES,
    fix: meant
      ? `write ${meant} in the export`
      : `take a column that holds codes, or <Bars by="${by}" />`,
  };
}
