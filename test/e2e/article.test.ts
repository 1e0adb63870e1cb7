import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trilens } from '../cli/trilens.ts';
import { articleFiles } from './article.ts';

let root = '';
const text = new Map<string, string>();

beforeAll(async () => {
  root = await articleFiles();
  const { code, out, err } = await trilens([
    'build',
    '--content',
    join(root, 'content'),
    '--data',
    join(root, 'data'),
    '--cache',
    join(root, 'cache'),
    '--out',
    join(root, 'dist'),
  ]);
  expect(code, `${out}${err}`).toBe(0);
  for (const path of [
    'misalignment',
    'initiatives',
    'initiatives/voice',
    'pods',
    'metrics/station-use',
    'metrics/decisions',
    'metrics/gate-pace',
    'trust',
  ]) {
    const html = await readFile(join(root, 'dist', path, 'index.html'), 'utf8');
    const words = html
      .replaceAll(/<(style|script)[\s\S]*?<\/\1>/g, '')
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll('&#39;', '’')
      .replaceAll(/\s+/g, ' ');
    text.set(path, words);
  }
}, 120_000);
afterAll(() => rm(root, { recursive: true, force: true }));

describe('a programme is told in numbers that nobody typed', () => {
  it.each([
    ['60 % stand still between functions', 'misalignment', '60 % of the live initiatives'],
    ['84 days from planning to the line', 'initiatives/voice', 'planning to the line: 84 days.'],
    ['the same on the page of pods', 'pods', 'planning to the line: 84 days.'],
    ['five plants in 175 days', 'initiatives', 'first to the fifth plant: 175 days.'],
    [
      'use of 30 % before the pod and 85 % at the first plant today',
      'metrics/station-use',
      /pod of Defects at the station begins, 2 March 2026: \+5\d\.\d points since, better \(95 % interval \+4\d\.\d to \+6\d\.\d\), from 30\.0 % in the 13 weeks before to 82\.3 %/,
    ],
    [
      'go-live to 80 % use in less than six months',
      'initiatives/voice',
      'From go-live to 80 % use: half took 160 days or less',
    ],
    [
      'gates twice as fast since the trust protocol',
      'initiatives',
      /From one gate to the next, .* begun since: half took 40 days or less \(twelve steps arrived\)\. 2\.0 times as fast \(95 % interval 1\.9 to 2\.1\)/,
    ],
    [
      'answers in hours instead of weeks',
      'trust',
      /From an ask to its answer, begun before the trust protocol on 1 May 2026: half took 17 days or less .* begun since: half took 4\.4 hours or less/,
    ],
    [
      '40 % more decisions since an event',
      'metrics/decisions',
      'Alerts redesigned with planners, 6 April 2026: +40.2 % since, better (95 % interval +37.4 to +42.9)',
    ],
    ['the clock as a metric', 'metrics/gate-pace', 'Computed from the records'],
    [
      'the clock as what a sponsor is measured by',
      'pods',
      '60 days here; 41.0 d in the newest quarter of all',
    ],
  ])('%s', (_, path, words) => expect(text.get(path)).toMatch(words));

  it('reaches 85 % at the first plant, beside the other four', () =>
    expect(text.get('metrics/station-use')).toMatch(/Plant 1[^%]{0,80}8[45]\.\d\s%/));

  it('names what happened on the charts of a plant, and on no other', () => {
    const page = text.get('metrics/station-use') ?? '';
    expect(page.match(/\d Fire in hall 2, 15 June 2026;/g)).toHaveLength(1);
    expect(page).toMatch(/\d Go-live of Defects at the station at Plant 2, 13 April 2026/);
  });

  it('shows how trust developed, quarter by quarter', () =>
    expect(text.get('trust')).toMatch(
      /Triage between functions answered in the agreed time, of what was asked nothing asked 0 of 23, half in 17 days 11 of 11, half in 3\.5 hours 17 of 17/,
    ));
});
