import { describe, expect, it } from 'vitest';
import { isMeantFor, meantFor, plantsOf, whereFollowed } from '#model/playbook/meant.ts';
import type { BodyNode } from '#model/record/playbook.ts';
import type { Site } from '#model/record/site.ts';

const step = (role?: string): BodyNode => ({
  kind: 'component',
  name: 'Step',
  props: role === undefined ? {} : { role },
  children: [],
  line: 1,
});
const plant = (id: string, lines: string[]): Site => ({
  id,
  name: id,
  aliases: [],
  lines: lines.map((line) => ({ id: line, name: line })),
  closed: [],
  stops: [],
});
const plants = [plant('north', ['oven', 'press']), plant('south', ['saw'])];

describe('a playbook on a tablet', () => {
  it('is for the roles of its steps, and for everybody where one step has no role or there is none', () => {
    const roles = (body: BodyNode[]) => meantFor({ body }, plants).roles;
    expect(roles([step('welder'), step('planner'), step('welder')])).toEqual(['welder', 'planner']);
    expect(roles([step('welder'), step()])).toEqual([]);
    expect(roles([])).toEqual([]);
  });
  it('is for whole plants, and for lines of other plants', () => {
    const places = (sites: string[], lines: string[]) =>
      meantFor({ body: [], sites, lines }, plants).places;
    expect(places(['south'], ['press'])).toEqual(['south', 'north/press']);
    expect(places(['north'], ['press'])).toEqual(['north']);
    expect(places([], [])).toEqual([]);
  });
  it('asks a run for one of the plants at which it is followed', () => {
    const ids = (of: Parameters<typeof plantsOf>[0]) => plantsOf(of, plants).map(({ id }) => id);
    expect(ids({ lines: ['saw'] })).toEqual(['south']);
    expect(ids({ sites: ['north'], lines: ['saw'] })).toEqual(['north', 'south']);
    expect(ids({})).toEqual(['north', 'south']);
  });
  it('says where it is followed, and nothing where that is everywhere', () => {
    expect(whereFollowed({ sites: ['south'], lines: ['press', 'oven'] }, plants)).toBe(
      'north (oven, press), south',
    );
    expect(whereFollowed({}, plants)).toBe('');
  });
  it.each([
    ['', '', true],
    ['welder', '', true],
    ['planner', '', false],
    ['', 'south', true],
    ['', 'south/saw', true],
    ['', 'north', true],
    ['', 'north/press', true],
    ['', 'north/oven', false],
    ['welder', 'north/oven', false],
    ['', 'nor', false],
  ])('of welders at south and at one line of north, role "%s" at "%s": %s', (role, place, is) => {
    expect(isMeantFor({ roles: ['welder'], places: ['south', 'north/press'] }, role, place)).toBe(
      is,
    );
  });
});
