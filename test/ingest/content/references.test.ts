import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { problemLine } from '#model/problem.ts';
import { writeRedirects } from '#publish/pages/redirects.ts';
import { composePortal } from '#site/compose.ts';
import { setBase } from '#site/urls.ts';

const PLAYBOOK = 'content/playbooks/name-a-stop.mdx';
let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'trilens-references-'));
  await cp('src/cli/starter', root, { recursive: true });
});
afterEach(() => rm(root, { recursive: true, force: true }));

const compose = () =>
  composePortal({
    contentDir: join(root, 'content'),
    dataDir: join(root, 'data'),
    asOf: null,
    cacheDir: join(root, 'cache'),
  });
const said = async (text: string) => {
  await appendFile(
    join(root, PLAYBOOK),
    `\n\n## Größe der Risiken\n\n## Other {#own}\n\n${text}\n`,
  );
  return (await compose()).problems.map(problemLine).join('\n');
};
const alias = async (file: string, ...names: string[]) => {
  const text = await readFile(join(root, file), 'utf8');
  const field = `aliases: [${names.join(', ')}]\n`;
  await writeFile(
    join(root, file),
    text.startsWith('---') ? text.replace('---\n', `---\n${field}`) : field + text,
  );
};

describe('a link to a place in a text', () => {
  it.each([
    '[a](#größe-der-risiken)',
    '[a](#gr%C3%B6%C3%9Fe-der-risiken)',
    '[a](#own)',
    '[a](../initiatives/early-signs.mdx#trust)',
    '[a](/initiatives/early-signs/#money)',
    '[a](name-a-stop.mdx#own)',
    'A note[^1].\n\n[^1]: It leads back.',
    '[a](/metrics/unplanned-stops/#anything)',
  ])('may be %s', async (link) => expect(await said(link)).toBe(''));

  it.each([
    ['[a](#ownn)', 'did you mean "#own"?'],
    ['[a](#größe-der-risikn)', 'did you mean "#größe-der-risiken"?'],
    ['[a](name-a-stop.mdx#nope)', 'there is no heading "#nope"'],
    ['[a](/playbooks/name-a-stop/#nope)', 'there is no heading "#nope"'],
    ['[a](../initiatives/early-signs.mdx#trusst)', 'did you mean "#trust"?'],
  ])('is refused with its line as %s', async (link, words) => {
    const text = await said(link);
    expect(text).toContain(`${PLAYBOOK}:27:1  error`);
    expect(text).toContain(words);
  });
});

describe('a record that was renamed', () => {
  it('leads from its old address to the new one, on any host and under any sub-path', async () => {
    await alias(PLAYBOOK, 'say-why');
    await alias('content/metrics/unplanned-stops.yaml', 'stops');
    const { portal, problems } = await compose();
    expect(problems.map(problemLine)).toEqual([]);
    setBase('/portal/');
    await writeRedirects(portal as NonNullable<typeof portal>, join(root, 'dist'));
    setBase('/');
    const page = await readFile(join(root, 'dist/playbooks/say-why/index.html'), 'utf8');
    expect(page).toContain('http-equiv="refresh" content="0; url=/portal/playbooks/name-a-stop/"');
    expect(page).toContain('<a href="/portal/playbooks/name-a-stop/">Name a stop</a>');
    expect(await readFile(join(root, 'dist/metrics/stops/index.html'), 'utf8')).toContain(
      'url=/portal/metrics/unplanned-stops/',
    );
  });

  it('may still be linked to by its old name, and a field that names it so says the new one', async () => {
    await alias('content/metrics/unplanned-stops.yaml', 'stops');
    expect(await said('[a](/metrics/stops/)')).toBe('');
    const text = await readFile(join(root, PLAYBOOK), 'utf8');
    await writeFile(
      join(root, PLAYBOOK),
      text.replace('metrics: [unplanned-stops]', 'metrics: [stops]'),
    );
    const problems = (await compose()).problems.map(problemLine).join('\n');
    expect(problems).toContain('there is no metric "stops"');
    expect(problems).toContain('it is called "unplanned-stops" now');
  });

  it('has an alias that is no page and nobody else’s', async () => {
    await alias('content/metrics/unplanned-stops.yaml', 'rejects', 'alerts-acted-on');
    await alias('content/metrics/alert-list-used.yaml', 'rejects');
    const problems = (await compose()).problems.map(problemLine).join('\n');
    expect(problems).toContain('the alias "alerts-acted-on" is the page of a metric');
    expect(problems).toMatch(/the alias "rejects" is one of metric ".*" as well/);
    expect(problems).toContain('content/metrics/unplanned-stops.yaml:1:');
  });
});
