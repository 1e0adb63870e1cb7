import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Portfolio } from '#model/record/portfolio.ts';
import { type Audit, auditor, type Leak } from '#publish/audit/audit.ts';
import { PLACES } from './places.ts';
import { PAY, withSecrets } from './secrets.ts';
import type { Secret } from './secretWords.ts';

let portfolio: Portfolio;
let secrets: Secret[];
let audit: (dir: string) => Promise<Audit>;
beforeAll(async () => {
  ({ portfolio, secrets } = await withSecrets());
  audit = await auditor(portfolio, 'plant');
}, 120_000);

/** What the audit finds in a folder of these files, by the file. */
async function found(files: Record<string, Uint8Array | string>): Promise<Map<string, Leak[]>> {
  const dir = await mkdtemp(join(tmpdir(), 'trilens-audit-'));
  for (const [file, content] of Object.entries(files)) {
    await mkdir(dirname(join(dir, file)), { recursive: true });
    await writeFile(join(dir, file), content);
  }
  const { leaks } = await audit(dir);
  return Map.groupBy(leaks, ({ file }) => file.split(' › ')[0] ?? '');
}
const leak = ({ kind }: Leak) => kind !== 'unread' && kind !== 'link';

describe('every field of every kind of record that is withheld, planted at every place that it may reach', () => {
  it('holds records of each kind', () => {
    expect(new Set(secrets.map(({ of }) => of))).toEqual(
      new Set([
        'goal',
        'metric',
        'initiative',
        'person',
        'item',
        'playbook',
        'report',
        'section',
        'friction',
        'export',
        'event',
      ]),
    );
    expect(secrets.length).toBeGreaterThan(120);
  });

  it.each(PLACES)('$name: all are found', async ({ file, of }) => {
    const planted = Object.fromEntries(
      secrets.map((secret, index) => [`p${index}/${file}`, of(secret.text)]),
    );
    const leaks = await found(planted);
    const missed = secrets.filter((_, index) => !leaks.get(`p${index}/${file}`)?.some(leak));
    expect(missed.map(({ of: kind, field, text }) => `${kind} ${field}: ${text}`)).toEqual([]);
  });

  it('in the name of a file: every title and id is found', async () => {
    const named = secrets.filter(({ isId, field }) => isId || field === 'title');
    const leaks = await found(
      Object.fromEntries(named.map(({ text }) => [`x/the ${text} final.pdfx`, 'x'])),
    );
    expect(named.filter(({ text }) => !leaks.get(`x/the ${text} final.pdfx`)?.some(leak))).toEqual(
      [],
    );
  });

  it('half of a long sentence is found', async () => {
    const long = secrets.filter(({ text }) => text.startsWith('The '));
    const leaks = await found(
      Object.fromEntries(
        long.map(({ text }, index) => [`${index}.html`, text.split(' ').slice(1, 8).join(' ')]),
      ),
    );
    expect(leaks.size).toBe(long.length);
  });
});

describe('numbers of a withheld metric', () => {
  const part = PAY.slice(8, 14);
  const week = (index: number) => `2026-W${index + 10}`;
  it.each([
    ['exact in JSON', 'a.json', JSON.stringify(part)],
    ['five points', 'a.json', JSON.stringify(part.slice(0, 5))],
    [
      'rounded to wholes',
      'a.csv',
      part.map((value, at) => `${week(at)},${Math.round(value)}`).join('\n'),
    ],
    [
      'rounded to a tenth',
      'a.csv',
      part.map((value, at) => `${week(at)},${value.toFixed(1)},7,3`).join('\n'),
    ],
    [
      'in thousands',
      'a.csv',
      part.map((value, at) => `${week(at)},${(value / 1000).toFixed(2)}`).join('\n'),
    ],
    [
      'with thousands marks in a table',
      'a.html',
      `<table>${part.map((value) => `<tr><td>${value.toLocaleString('en-GB', { minimumFractionDigits: 2 })}</td></tr>`).join('')}</table>`,
    ],
    ...['de', 'fr', 'de-CH'].map((locale): [string, string, string] => [
      `as ${locale} writes them`,
      'a.html',
      `<table>${part.map((value) => `<tr><td>${value.toLocaleString(locale, { minimumFractionDigits: 2 })} €</td></tr>`).join('')}</table>`,
    ]),
    [
      'the newest first',
      'a.html',
      part
        .toReversed()
        .map((value) => `<li>${value}</li>`)
        .join(''),
    ],
    [
      'among other numbers',
      'a.json',
      JSON.stringify(
        PAY.slice(3, 12).map((value, at) => ({ at, value, n: at * 7, m: [1, 2, 3].slice(at % 3) })),
      ),
    ],
  ])('%s are found', async (_, file, content) => {
    const leaks = await found({ [file]: content });
    expect(leaks.get(file)?.map(({ kind }) => kind)).toContain('series');
  });

  it('are not found in the places of shared texts of a workbook, and in its numbers they are', async () => {
    const cells = (type: string) =>
      part.map((value, at) => `<c r="A${at}"${type}><v>${Math.round(value)}</v></c>`).join('');
    const sheet = (type: string) => `<worksheet><sheetData>${cells(type)}</sheetData></worksheet>`;
    const leaks = await found({ 'a.xml': sheet(' t="s"'), 'b.xml': sheet('') });
    expect([...leaks.keys()]).toEqual(['b.xml']);
  });

  it('are not found in numbers that only look alike', async () => {
    const noise = Array.from({ length: 4000 }, (_, at) => ((at * 7919) % 9973) / 10);
    expect(await found({ 'a.json': JSON.stringify(noise) })).toEqual(new Map());
  });
});

it('says of which metrics the numbers count rows of withheld initiatives', async () => {
  const [metric] = portfolio.metrics.filter(({ audience }) => audience === undefined);
  const counting = (where: { column: string }[]) =>
    ({
      ...metric,
      id: 'open-friction',
      title: 'Open friction',
      export: 'friction',
      where,
    }) as never;
  const limitsWith = async (where: { column: string }[]) => {
    const metrics = [...portfolio.metrics, counting(where)];
    const proof = await auditor({ ...portfolio, metrics }, 'plant');
    return (await proof(await mkdtemp(join(tmpdir(), 'trilens-limits-')))).limits.join('\n');
  };
  expect(await limitsWith([])).toContain(
    'The metric "Open friction" counts rows of the log "friction" that belong to withheld initiatives',
  );
  expect(await limitsWith([{ column: 'initiative' }])).not.toContain('Open friction');
});

describe('what nobody can look into', () => {
  it('is reported by name: links, archives of other kinds, files of no known kind', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'trilens-unread-'));
    await symlink('/etc/hostname', join(dir, 'link'));
    await writeFile(join(dir, 'a.7z'), Buffer.from("7z\xbc\xaf'\x1c\0\x04", 'latin1'));
    await writeFile(join(dir, 'b.dat'), Buffer.from([1, 0, 2, 0xfe, 3, 0x99, 4, 0]));
    await writeFile(join(dir, 'c.html'), '<p>Nothing</p>');
    const { leaks, limits } = await audit(dir);
    expect(leaks.map(({ file, kind, what }) => `${file} ${kind}: ${what}`)).toEqual([
      'a.7z unread: it is a 7z archive, which cannot be unpacked',
      'b.dat unread: it is of no kind that is known',
      'link unread: it is a symbolic link',
    ]);
    expect(limits.join('\n')).toContain('Single numbers and dates are not looked for');
  });
});
