import { hash } from 'node:crypto';
import { allRules } from '#model/findings/index.ts';
import { PROBLEM_KINDS, problemPath } from '#model/problems/index.ts';
import { address } from '#site/urls.ts';
import { entriesOf, type CheckReport, type Entry } from './report.ts';

const LEVELS = { error: 'error', warn: 'warning', info: 'note' } as const;

/** SARIF 2.1.0, for code scanning and editors. */
export function sarif(report: CheckReport): string {
  const entries = entriesOf(report);
  const page = (path: string | null) => {
    const helpUri = path === null ? null : address(path, report.url);
    return helpUri === null ? {} : { helpUri };
  };
  const rules = allRules().map((rule) => ({
    id: rule.id,
    shortDescription: { text: sentence(rule.what) },
    fullDescription: { text: sentence(rule.why) },
    help: { text: sentence(rule.fix) },
    ...page(`guide/rules/${rule.id}/`),
    defaultConfiguration: { level: LEVELS[rule.severity] as string },
  }));
  const known = new Set(rules.map(({ id }) => id));
  const kinds = Object.entries(PROBLEM_KINDS)
    .filter(([code]) => !known.has(code))
    .map(([code, { what, fix }]) => ({
      id: code,
      shortDescription: { text: what },
      fullDescription: { text: what },
      help: { text: fix },
      ...page(problemPath(code)),
      defaultConfiguration: { level: 'error' },
    }));
  // A portfolio's own source may refuse a file by a code of its own.
  const listed = new Set([...rules, ...kinds].map(({ id }) => id));
  const own = [...new Set(entries.map(({ rule }) => rule))]
    .filter((code) => !listed.has(code))
    .map((code) => ({
      id: code,
      shortDescription: { text: code },
      fullDescription: { text: `A problem of the kind ${code}.` },
      help: { text: 'See the message.' },
      defaultConfiguration: { level: 'error' },
    }));
  const all = [...rules, ...kinds, ...own];
  const index = new Map(all.map((rule, at) => [rule.id, at]));
  return JSON.stringify(
    {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'trilens', rules: all } },
          // Runs of several portfolios in one repository are kept apart.
          automationDetails: { id: `trilens/${report.portfolio}/` },
          columnKind: 'unicodeCodePoints',
          results: entries.map((entry) => ({
            ...result(entry, index.get(entry.rule)!),
            partialFingerprints: { 'trilens/v2': fingerprint(report.portfolio, entry) },
          })),
        },
      ],
    },
    null,
    2,
  );
}

function result(entry: Entry, ruleIndex: number) {
  return {
    ruleId: entry.rule,
    ruleIndex,
    level: entry.level,
    message: { text: `${entry.message} To do: ${entry.fix}.` },
    ...(entry.file === null
      ? {}
      : {
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: uri(entry.file) },
                ...(entry.line === null
                  ? {}
                  : {
                      region: {
                        startLine: entry.line,
                        ...(entry.column === null ? {} : { startColumn: entry.column }),
                      },
                    }),
              },
            },
          ],
        }),
    ...(entry.accepted
      ? { suppressions: [{ kind: 'external', justification: entry.accepted }] }
      : {}),
  };
}

/** The same finding on another line or with another number is the same finding. */
function fingerprint(portfolio: string, { rule, key }: Entry): string {
  return hash('sha256', JSON.stringify([portfolio, rule, key])).slice(0, 32);
}

function uri(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/');
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
