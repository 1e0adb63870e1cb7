import { describe, expect, it } from 'vitest';
import { mapSpec } from '#charts/mapSpec.ts';
import { draw } from '#charts/render.ts';
import { askOf } from '#model/ownChart/askOf.ts';
import { isCountryMap } from '#model/ownChart/kind.ts';
import { OWN_CHARTS } from '#model/ownChart/kinds.ts';
import type { Site } from '#model/record/site.ts';
import { countryCode, countryName } from '#model/words/country.ts';
import { drawn, refused, shopPortal } from './shop.ts';

/** The shop with its plants in other countries. */
function planIn(metric: string, countries: Record<string, string | undefined>) {
  const sites = shopPortal.portfolio.sites.map((site): Site => ({
    ...site,
    country: countries[site.id],
  }));
  return OWN_CHARTS.Map.plan(askOf({ metric }, shopPortal.metrics, sites));
}

describe('a map', () => {
  it('has the values of the countries in which the sites are', () => {
    const { rows, sentence } = drawn('Map', { metric: 'stops' });
    expect(rows).toEqual([
      ['United Kingdom', 130, '1 of 1'],
      ['Singapore', 70, '1 of 1'],
    ]);
    expect(sentence.replaceAll('\u00a0', ' ')).toBe(
      'Stops: United Kingdom 130 min, Singapore 70 min',
    );
  });

  it('adds sums of one country, and makes a ratio of its parts', () => {
    const both = { N: 'DE', S: 'DE' };
    expect(planIn('stops', both)).toMatchObject({ rows: [['Germany', { value: 200 }, '2 of 2']] });
    // 32 of 48 in each month and plant: the ratio of sums.
    const plan = planIn('crew', both);
    expect(plan).toMatchObject({
      rows: [['Germany', { value: expect.closeTo(66.667, 2) }, '2 of 2']],
    });
  });

  it('does not make one value of what is neither', () => {
    expect(planIn('slowest', { N: 'DE', S: 'DE' })).toMatchObject({
      found: expect.stringContaining('North and South in Germany cannot be made one'),
    });
  });

  it.each([
    [undefined, 'the site "South" has no country', 'write country: CODE at "S"'],
    ['Germany', 'the site "South" is in the country "Germany", which is no country', 'country: DE'],
    ['de', '"de", which is no country', 'country: DE'],
    ['UK', '"UK", which is no country', 'country: GB'],
    ['XX', '"XX", which is no country', 'country: CODE'],
    ['SU', '"SU", which is no country', 'country: CODE'],
    ['EU', '"EU", which is no country', 'country: CODE'],
  ])('refuses a plant in %s', (country, found, fix) => {
    expect(planIn('stops', { N: 'GB', S: country })).toMatchObject({
      found: expect.stringContaining(found),
      fix: expect.stringContaining(fix),
    });
  });

  it('refuses a dimension whose groups are no countries', () => {
    expect(refused('Map', { metric: 'stops', by: 'reason' }).found).toMatch(
      /by is "reason", and "\w+" in it is no country/,
    );
  });

  it('draws every country of today, the small ones as a dot', async () => {
    const { spec } = drawn('Map', { metric: 'stops' });
    const asked = spec(640);
    if (!isCountryMap(asked)) throw new Error('it is no map');
    const svg = await draw(await mapSpec(asked, 640));
    expect(svg).toContain('GB 130');
    expect(svg).toContain('SG 70');
    expect(svg).not.toMatch(/NaN|Infinity/);
    expect(svg.length).toBeLessThan(150_000);
    const places = ['MT', 'XK', 'US', 'RU', 'NZ', 'FJ', 'CL', 'FR'].map((code) => ({
      code,
      name: countryName(code) ?? '',
      value: 1,
      label: '1',
    }));
    expect(await draw(await mapSpec({ countries: places }, 340))).not.toMatch(/NaN|Infinity/);
  });
});

describe('a country', () => {
  it('has a name by its code, and a code by its name', () => {
    expect(countryName('CI')).toMatch(/Côte d.Ivoire/);
    expect(countryName('GBR')).toBeNull();
    expect(countryCode(' norway ')).toBe('NO');
    expect(countryCode('Atlantis')).toBeNull();
  });
});
