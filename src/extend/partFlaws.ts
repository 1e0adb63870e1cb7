import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { SHIPPED_RULES } from '#model/findings/index.ts';
import { COMPONENT_NAMES } from '#model/record/component.ts';
import { PROBLEM_KINDS } from '#model/problems/index.ts';
import { EVIDENCE_KINDS } from '#model/record/criterion.ts';
import type { TrilensConfig } from './config.ts';
import { type Flaw, meant } from './configProblem.ts';
import { componentFiles } from './overridable.ts';
import { ownPages, takenPages } from './ownPages.ts';

const FORMATS = ['human', 'json', 'sarif', 'github', 'junit'];
const COMMON = ['id', 'title', 'level', 'waivable', 'why', 'kind'];

/** What of a configuration refers to nothing, or to something twice. `dir`: its folder; `root`: that of the package. */
export function partFlaws(config: TrilensConfig, dir: string, root: string): Flaw[] {
  const { blocks = [], rules = [], criteria = [], sources = [], reporters = [] } = config;
  return [
    ...twice('block', blocks, 'name', COMPONENT_NAMES),
    ...twice(
      'rule',
      rules,
      'id',
      SHIPPED_RULES.map(({ id }) => id),
    ),
    ...twice('criterion', criteria, 'kind', EVIDENCE_KINDS),
    ...twice('source', sources, 'name', []),
    ...twice('reporter', reporters, 'name', FORMATS),
    ...criteria.flatMap(({ kind, fields = {} }) =>
      Object.keys(fields)
        .filter((field) => COMMON.includes(field))
        .map((field) => ({
          code: 'taken',
          found: `criterion ${kind} has a field "${field}", which every criterion has`,
          fix: 'give it another name',
          at: field,
          after: kind,
        })),
    ),
    ...missingFiles(config, dir),
    ...overrideFlaws(config, root),
    ...pageFlaws(config, dir, root),
    ...messageFlaws(config),
  ];
}

/** Two of one name, or one with the name of a shipped one. */
function twice<K extends string>(
  what: string,
  own: readonly Record<K, string>[],
  key: K,
  shipped: readonly string[],
): Flaw[] {
  const names = own.map((one) => one[key]);
  return names.flatMap((name, index): Flaw[] => {
    const found = shipped.includes(name)
      ? `the ${what} "${name}" is one of Trilens already`
      : names.indexOf(name) < index
        ? `there are two entries for the ${what} "${name}"`
        : null;
    return found === null
      ? []
      : [{ code: 'taken', found, fix: `give one of them another ${key}`, at: name }];
  });
}

function missingFiles({ blocks = [], components = {}, stylesheet }: TrilensConfig, dir: string) {
  const named = [
    ...blocks.map((block) => block.component),
    ...Object.values(components),
    ...(stylesheet === undefined ? [] : [stylesheet]),
  ];
  return named
    .filter((file) => !existsSync(resolve(dir, file)))
    .map((file): Flaw => ({
      code: 'missing-file',
      found: `there is no file ${file}`,
      fix: 'put it there, or correct the path; it is read from the folder of this file',
      at: file,
    }));
}

function overrideFlaws({ components = {} }: TrilensConfig, root: string): Flaw[] {
  const known = componentFiles(root);
  return Object.keys(components)
    .filter((name) => !known.has(name))
    .map((name) => ({
      code: 'unknown-component',
      found: `Trilens has no component "${name}"`,
      allowed: 'the .astro files of trilens/components, such as ReviewCard',
      fix: meant(name, known.keys(), 'correct the name, or remove it'),
      at: name,
      after: 'components',
    }));
}

function messageFlaws({ messages = {}, rules = [] }: TrilensConfig): Flaw[] {
  const ids = [...SHIPPED_RULES, ...rules].map(({ id }) => id);
  const known = [...Object.keys(PROBLEM_KINDS), ...ids];
  return Object.keys(messages)
    .filter((code) => !known.includes(code))
    .map((code) => ({
      code: 'unknown-message',
      found: `there is no problem and no rule "${code}"`,
      allowed: 'the code behind a message of trilens check, such as export/missing',
      fix: meant(code, known, 'correct the code, or remove it'),
      at: code,
      after: 'messages',
    }));
}

function pageFlaws({ pages }: TrilensConfig, dir: string, root: string): Flaw[] {
  if (pages === undefined) return [];
  const own = ownPages(resolve(dir, pages));
  if (own.size === 0)
    return [
      {
        code: 'missing-file',
        found: `the folder ${pages} of pages has no .astro file`,
        fix: 'add one, correct the path, or remove the field',
        at: pages,
        after: 'pages',
      },
    ];
  const taken = takenPages(root);
  return [...own.keys()]
    .filter((address) => taken.has(address))
    .map((address) => ({
      code: 'taken',
      found: `${pages} has a page at ${address}, where Trilens has one`,
      fix: 'give the file another name; a component of a page is replaced with "components"',
      at: pages,
      after: 'pages',
    }));
}
