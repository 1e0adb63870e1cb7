import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT, trilens } from './trilens.ts';

const help = new Map<string, string>();
let verbs: string[];
let commands: string;
beforeAll(async () => {
  verbs = [...(await trilens(['--help'])).out.matchAll(/^ {2}([a-z-]+) /gm)].map(
    (match) => match[1] as string,
  );
  for (const verb of verbs) {
    const { code, out } = await trilens([verb, '--help']);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining(`trilens ${verb}`) });
    help.set(verb, out.trimEnd());
  }
  commands = await readFile(join(ROOT, 'src/pages/guide/commands.mdx'), 'utf8');
}, 180_000);

const optionsOf = (verb: string) =>
  new Set(
    [...(help.get(verb) ?? '').matchAll(/--[a-z-]+/g)].map(([name]) => name).concat('--help'),
  );

/** Words without what makes them tables, code and paragraphs. */
function plain(text: string): string {
  return text
    .replaceAll(/<Code\s+text=\{`|`\}\s*\/>|\|(?: *-{3,} *\|)+/g, ' ')
    .replaceAll(/\\([`{<|])/g, '$1')
    .replaceAll('`', '')
    .replaceAll('|', ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

describe('the guide', () => {
  it('has every command with every option, in the words of the command itself', () => {
    const [before = '', ...sections] = commands.replace('</GuidePage>', '').split(/^## /m);
    const shared = before.slice(before.indexOf('understands these:'));
    const lines = (verb: string) => (help.get(verb) ?? '').split('\n');
    const isShared = (line: string) =>
      /^ {2}--(content|data|as-of|cache) /.test(line) && lines('build').includes(line);
    expect(sections.map((section) => section.split('\n')[0])).toEqual(verbs);
    for (const line of lines('build').filter(isShared))
      expect(plain(shared)).toContain(plain(line));
    // Outside of code two hyphens become a dash.
    expect(commands.replaceAll(/<Code[\s\S]*?`\}\s*\/>|`[^`\n]*`/g, '')).not.toMatch(/--[a-z]/);
    for (const [at, verb] of verbs.entries()) {
      const section = (sections[at] as string).replace(`${verb}\n`, '');
      expect(section.includes(', and the options above'), verb).toBe(lines(verb).some(isShared));
      expect(plain(section.replace(', and the options above', '')), verb).toBe(
        plain(
          lines(verb)
            .filter((line) => !isShared(line))
            .join('\n'),
        ),
      );
    }
  });
  it('and the README name no verb and no option that does not exist', async () => {
    const guide = await readdir(join(ROOT, 'src/pages/guide'));
    const files = [
      'README.md',
      ...guide
        .filter((name) => /\.(mdx|astro)$/.test(name))
        .map((name) => `src/pages/guide/${name}`),
    ];
    let seen = 0;
    for (const file of files) {
      const text = await readFile(join(ROOT, file), 'utf8');
      for (const [command, verb, rest] of text.matchAll(/trilens ([a-z-]+)\b([^\n`|]*)/g)) {
        // A sentence goes on in words; a command in options, paths and names.
        if (
          verb === undefined ||
          rest === undefined ||
          (!verbs.includes(verb) && !/^(npx )?trilens [a-z-]+ --/.test(command))
        )
          continue;
        expect(verbs, `${file}: ${command}`).toContain(verb);
        for (const [option] of (rest.split('#')[0] ?? '').matchAll(/--[a-z-]+/g))
          expect([...optionsOf(verb)], `${file}: ${command}`).toContain(option);
        seen += 1;
      }
    }
    expect(seen).toBeGreaterThan(30);
  });
});
