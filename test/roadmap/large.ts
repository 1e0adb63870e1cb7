import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { random } from '../bench/random.ts';

const LAYERS = ['business', 'it', 'ot'] as const;
const VERBS = [
  'Roll out',
  'Replace',
  'Connect',
  'Train',
  'Retire',
  'Qualify',
  'Standardise',
  'Commission',
];
const THINGS = [
  'edge gateways',
  'the historian interface',
  'operator terminals in the finishing hall',
  'downtime reason codes',
  'the order-to-sequence interface',
  'vibration sensors',
  'quality gates',
  'energy metering',
  'a master data owner',
  'the maintenance planning board',
  'Programmierschnittstellenverwaltung',
  'shift hand-over',
  'safety interlock validation on every press line',
  'PLCs',
];
const PLACES = [
  '',
  '',
  'at Northfield',
  'at Rio Seco',
  'in assembly',
  'at all sites',
  'for the second wave of plants',
  'on line 4',
];

/** A portfolio of `count` items over three years with long and short titles, crossing needs, and people with long names. */
export async function largeRoadmap(
  dir: string,
  count: number,
): Promise<{ contentDir: string; dataDir: string }> {
  const next = random(11);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const quarters = Array.from(
    { length: 12 },
    (_, index) => `${2025 + Math.floor(index / 4)}-Q${(index % 4) + 1}`,
  );
  const items = Array.from({ length: count }, (_, index) => {
    const at = Math.floor(next() * 12);
    return {
      id: `item-${index}`,
      title: `${pick(VERBS)} ${pick(THINGS)} ${pick(PLACES)}`.trim(),
      layer: LAYERS[Math.floor(next() * 3)],
      initiative: `initiative-${Math.floor(next() * 14)}`,
      goals: [`goal-${Math.floor(next() * 4)}`],
      owner: pick([
        'A. Osei',
        'Dr. Maximiliane von Hohenstein-Berg',
        'Plant manager',
        'J. Li',
        'Maintenance planning team',
      ]),
      when: quarters[at],
      at,
      sites: next() < 0.5 ? [`site-${Math.floor(next() * 6)}`] : [],
      status:
        at < 6
          ? pick(['done', 'done', 'done', 'blocked', 'in-progress'] as const)
          : at === 7
            ? pick(['in-progress', 'blocked', 'planned'] as const)
            : 'planned',
    };
  }).sort((a, b) => a.at - b.at);
  const written = items.map(({ at, ...item }, index) => {
    const earlier = items
      .slice(0, index)
      .filter((other) => at - other.at <= 4 && other.layer !== item.layer);
    // A few dates are the wrong way round, as in any real plan.
    const later = index % 40 === 20 ? items.slice(index + 30, index + 31) : [];
    const needs = [
      ...(earlier.length > 0 && next() < 0.75 ? [pick(earlier).id] : []),
      ...(earlier.length > 0 && next() < 0.25 ? [pick(earlier).id] : []),
      ...later.map((other) => other.id),
    ];
    return { ...item, needs: [...new Set(needs)] };
  });
  for (const item of written)
    item.needs = item.needs.filter((need) => !reaches(need, item.id, written));
  const write = async (path: string, value: unknown) =>
    writeFile(join(dir, path), typeof value === 'string' ? value : stringify(value));
  for (const folder of ['content/goals', 'content/initiatives', 'content/roadmap', 'data'])
    await mkdir(join(dir, folder), { recursive: true });
  await write('content/portfolio.yaml', {
    name: 'A large roadmap',
    northStar: 'goal-0',
    asOf: '2026-11-10',
  });
  await write(
    'content/sites.yaml',
    Array.from({ length: 6 }, (_, index) => ({
      id: `site-${index}`,
      name: `Plant ${index}`,
      stops: [{ from: '2026-12-21', to: '2026-12-31' }],
    })),
  );
  for (let index = 0; index < 4; index++)
    await write(`content/goals/goal-${index}.yaml`, {
      code: `G-${index}`,
      title: `Goal number ${index}`,
      ...(index > 0 ? { parent: 'goal-0' } : {}),
    });
  for (let index = 0; index < 14; index++)
    await write(
      `content/initiatives/initiative-${index}.mdx`,
      `---\ntitle: ${pick(['Bright', 'Quiet', 'Steady', 'Digital'])} ${pick(['Harbour', 'Work Instructions', 'Backbone', 'Maintenance'])} ${index}\nphase: pilot\n---\n`,
    );
  await write('content/roadmap/plan.yaml', written);
  await write('data/datapackage.json', JSON.stringify({ resources: [] }));
  return { contentDir: join(dir, 'content'), dataDir: join(dir, 'data') };
}

function reaches(
  from: string,
  to: string,
  items: readonly { id: string; needs: string[] }[],
): boolean {
  const seen = new Set([from]);
  for (const id of seen)
    for (const need of items.find((item) => item.id === id)?.needs ?? []) seen.add(need);
  return seen.has(to);
}
