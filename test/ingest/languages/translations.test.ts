import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { portalIn } from '#model/language/portalIn.ts';
import { sourceMark } from '#model/language/sourceMark.ts';
import { problemLine } from '#model/problem.ts';
import { composePortal } from '#site/compose.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'trilens-languages-'));
  await cp('src/cli/starter', root, { recursive: true });
  await edit('portfolio.yaml', 'name: Our', 'languages: [en, de, es]\nname: Our');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const path = (file: string) => join(root, 'content', file);
const put = (file: string, text: string) => writeFile(path(file), text);
async function edit(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(path(file), 'utf8');
  expect(text).toContain(from);
  await put(
    file,
    text.replace(from, () => to),
  );
}
const composed = () =>
  composePortal({
    contentDir: join(root, 'content'),
    dataDir: join(root, 'data'),
    asOf: null,
    cacheDir: join(root, 'cache'),
  });
const said = async () => (await composed()).problems.map(problemLine).join('\n');
async function portal() {
  const { portal: made, problems } = await composed();
  if (!made) throw new Error(problems.map(problemLine).join('\n'));
  return made;
}
const playbook = async () => (await portal()).portfolio.playbooks[0]!;
const german = (of: string, step = '<Step role="technician" minutes={5}>') => `---
translationOf: "${of}"
title: Einen Stillstand benennen
summary: Wer in den zehn Minuten nach dem Stillstand was tut.
---

Ein Stillstand ohne Namen lässt sich nicht verhindern.

<Steps>
  <Step role="operator" minutes={1}>Sichern, dann den Grund am Bildschirm wählen.</Step>
  ${step}Den Grund nach der Instandsetzung bestätigen.</Step>
  <Step role="ot-lead" minutes={4}>Am Ende der Schicht die Stillstände „Sonstiges“ lesen.</Step>
</Steps>
`;
const FILE = 'playbooks/name-a-stop.de.mdx';

it('shows a translation in the place of the source, with every number as it was', async () => {
  await put(FILE, german(sourceMark(await playbook())));
  const whole = await portal();
  const inGerman = portalIn(whole, 'de');
  const [own] = inGerman.portfolio.playbooks;
  expect(own?.title).toBe('Einen Stillstand benennen');
  expect(JSON.stringify(own?.body)).toContain('Sichern, dann den Grund');
  expect(own?.owner).toBe('B. Line');
  expect(portalIn(whole, 'es').portfolio.playbooks[0]?.title).toBe('Name a stop');
  expect(inGerman.findings).toEqual(whole.findings);
  expect(whole.findings.filter(({ rule }) => rule.startsWith('translation/'))).toEqual([]);
});

it('finds a translation whose source has moved on, and lets it differ from the source of today', async () => {
  await put(FILE, german(sourceMark(await playbook())));
  await edit('playbooks/name-a-stop.mdx', 'write three words', 'write five words');
  await edit(
    'playbooks/name-a-stop.mdx',
    '</Steps>',
    '  <Step role="operator">Go on.</Step>\n</Steps>',
  );
  const { findings } = await portal();
  const found = findings.filter(({ rule }) => rule === 'translation/outdated');
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({
    file: 'content/playbooks/name-a-stop.de.mdx',
    path: 'de/playbooks/name-a-stop/',
    what: expect.stringContaining('into German'),
  });
});

it('reads a text for each language in the short fields of records', async () => {
  await edit(
    'metrics/unplanned-stops.yaml',
    'title: Unplanned stops',
    'title: { en: Unplanned stops, de: Ungeplante Stillstände }',
  );
  await edit('sites.yaml', 'name: North plant', 'name: { en: North plant, es: Planta norte }');
  const whole = await portal();
  const title = (language: string) =>
    portalIn(whole, language).metrics.get('unplanned-stops')?.metric.title;
  expect([title('en'), title('de'), title('es')]).toEqual([
    'Unplanned stops',
    'Ungeplante Stillstände',
    'Unplanned stops',
  ]);
  expect(portalIn(whole, 'es').portfolio.sites[0]?.name).toBe('Planta norte');
});

it.each<[string, () => Promise<void>, string[]]>([
  [
    'a language that the portfolio does not have',
    () => put('playbooks/name-a-stop.fr.mdx', german('00000000')),
    ['playbooks/name-a-stop.fr.mdx:1:1', '"fr" (French) is not a language', 'de, es'],
  ],
  [
    'a translation of a text that is gone',
    () => put('playbooks/gone.de.mdx', german('00000000')),
    ['playbooks/gone.de.mdx:1:1', 'there is no gone.mdx'],
  ],
  [
    'a translation into the language of the source',
    () => put('playbooks/name-a-stop.en.mdx', german('00000000')),
    ['"en" is the language of the source'],
  ],
  [
    'a translation that does not say what it was made from',
    async () => put(FILE, german('latest')),
    ['name-a-stop.de.mdx:2:16', 'neither a hash nor a revision', 'the hash of the source as it is'],
  ],
  [
    'a translation that calls itself current and changes whose step it is',
    async () =>
      put(FILE, german(sourceMark(await playbook()), '<Step role="operator" minutes={5}>')),
    ['name-a-stop.de.mdx:11:1', '<Step role="operator" minutes=5> is here', 'role="technician"'],
  ],
  [
    'a field that only the source has',
    () => put(FILE, german('00000000').replace('title:', 'owner: A. Person\ntitle:')),
    ['name-a-stop.de.mdx:3', 'owner'],
  ],
  [
    'an unknown language in a short text',
    () =>
      edit(
        'metrics/unplanned-stops.yaml',
        'title: Unplanned stops',
        'title: { en: Stops, dee: Stillstände }',
      ),
    ['metrics/unplanned-stops.yaml:1:', '"dee" is not a language', 'did you mean "de"?'],
  ],
  [
    'a short text without the language of the source',
    () =>
      edit('metrics/unplanned-stops.yaml', 'title: Unplanned stops', 'title: { de: Stillstände }'),
    ['metrics/unplanned-stops.yaml:1:', 'no text in "en"'],
  ],
  [
    'a locale that is not the first language',
    () => edit('portfolio.yaml', 'languages: [en', 'locale: de-DE\nlanguages: [en'),
    ['the first of languages is "en", and the locale is "de-DE"'],
  ],
  [
    'a tag that is no language',
    () => edit('portfolio.yaml', 'es]', 'xx-zz-99]'),
    ['portfolio.yaml', 'a language tag such as de or es-MX'],
  ],
])('refuses %s', async (_, act, words) => {
  await act();
  const text = await said();
  for (const word of words) expect(text).toContain(word);
});

it('takes such a file for a text of its own where the portfolio has one language', async () => {
  await edit('portfolio.yaml', 'languages: [en, de, es]\n', '');
  await put('playbooks/name-a-stop.de.mdx', german('00000000').replace(/translationOf.*\n/, ''));
  expect((await portal()).portfolio.playbooks.map(({ id }) => id).sort()).toEqual([
    'name-a-stop',
    'name-a-stop.de',
  ]);
});

it('reads the words that the portfolio says in its own way', async () => {
  await mkdir(path('messages'));
  await put('messages/de.yaml', 'nav.playbooks: Anleitungen\nrole.operator: Bediener\n');
  expect((await portal()).portfolio.settings.messages).toEqual({
    de: { 'nav.playbooks': 'Anleitungen', 'role.operator': 'Bediener' },
  });
});

it.each<[string, string, string[]]>([
  [
    'de',
    'nav.playbook: X\n',
    ['messages/de.yaml:1:1', 'no message "nav.playbook"', 'nav.playbooks'],
  ],
  [
    'de',
    'nav.goals: Z\nplaybook.for: Für alle\n',
    ['messages/de.yaml:2:1', '{readers} is not said'],
  ],
  ['de', 'nav.goals: "{count} Ziele"\n', ['nothing gives {count}']],
  ['de', 'playbook.steps: "{count, plural, one {#"\n', ['this is no ICU message']],
  ['v2', 'nav.goals: Z\n', ['messages/v2.yaml:1:1', '"v2" is none']],
])('refuses messages in %s that say %j', async (tag, text, expected) => {
  await mkdir(path('messages'));
  await put(`messages/${tag}.yaml`, text);
  const found = await said();
  for (const words of expected) expect(found).toContain(words);
});
