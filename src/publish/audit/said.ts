import type { BodyNode } from '#model/record/playbook.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { readingsOf } from './readings.ts';

/** A text that a record holds, by what it is. */
export interface Said {
  kind: 'title' | 'id' | 'text';
  text: string;
}

/** Every text that people wrote into a portfolio, and the names of its files and columns; not what is computed, nor dates and numbers. */
export function saidIn(portfolio: Portfolio): Said[] {
  const said: Said[] = [];
  const { settings, exports, reports, friction, standups } = portfolio;
  walk(settings, '', said);
  walk([portfolio.goals, portfolio.metrics, portfolio.initiatives, portfolio.roadmap], '', said);
  walk([portfolio.frameworks, portfolio.playbooks, portfolio.sites, friction, standups], '', said);
  // What a frozen report shows is of records that are here, or was cleared when it was frozen.
  walk(
    reports.map(({ facts: _, ...report }) => report),
    '',
    said,
  );
  for (const { contract, files } of exports) {
    const { name, ...rest } = contract;
    said.push({ kind: 'id', text: name });
    walk(rest, '', said);
    walk(
      files.map(({ path, sha256 }) => [path, sha256]),
      '',
      said,
    );
  }
  return said;
}

/** Fields that hold what a machine reads and nobody says. */
const SILENT = new Set(['file', 'audience', 'audiences', 'locale', 'accent', 'currency', 'url']);
const IDS = new Set(['id', 'code']);

function walk(value: unknown, key: string, said: Said[]): void {
  if (typeof value === 'string') {
    if (!isDateOrNumber(value))
      said.push({ kind: key === 'title' ? 'title' : IDS.has(key) ? 'id' : 'text', text: value });
  } else if (Array.isArray(value)) for (const part of value) walk(part, key, said);
  else if (typeof value === 'object' && value !== null) {
    if (isHtml(value)) {
      for (const text of new Set(readingsOf(value.html).slice(-2))) walk(text, 'html', said);
      return;
    }
    for (const [name, part] of Object.entries(value)) if (!SILENT.has(name)) walk(part, name, said);
  }
}

const isHtml = (value: object): value is Extract<BodyNode, { kind: 'html' }> =>
  'kind' in value && value.kind === 'html' && 'html' in value;

const isDateOrNumber = (text: string) => /^[\d\s.,:/TWQHZ+-]*$/.test(text);
