import { parseArgs, type ParseArgsConfig } from 'node:util';
import { isDate } from '#model/date.ts';
import { FAIL_LEVELS, type FailLevel } from '#model/finding.ts';

/** A mistake in the command itself: printed without a stack, exit code 2. */
export class UsageError extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>;

/** Options that every verb which reads a portfolio understands. */
export const SOURCE_OPTIONS = {
  content: { type: 'string', default: 'content' },
  data: { type: 'string', default: 'data' },
  'as-of': { type: 'string' },
  cache: { type: 'string', default: '.trilens' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies Options;

export const SOURCE_HELP = `  --content DIR    what people write: portfolio.yaml, goals/, metrics/, playbooks/ …  (default: content)
  --data DIR       what machines write: the exports and datapackage.json  (default: data)
  --as-of DATE     judge everything as of this day, 2026-10-31  (default: the newest extraction date in the exports)
  --cache DIR      parsed exports and last good dumps; may be deleted at any time  (default: .trilens)`;

/** Parses arguments strictly; an unknown option names the allowed ones. */
export function readOptions<const T extends Options>(args: string[], options: T) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    const allowed = Object.keys(options).map((name) => `--${name}`);
    throw new UsageError(`${(error as Error).message.split('. ')[0]}. Allowed: ${allowed.join(', ')}.`);
  }
}

export function failLevel(text: string | undefined): FailLevel | null {
  if (text === undefined) return null;
  if (!FAIL_LEVELS.includes(text as FailLevel)) throw new UsageError(`--fail-on is "${text}"; it must be one of ${FAIL_LEVELS.join(', ')}.`);
  return text as FailLevel;
}

export function asOfDate(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (!isDate(text)) throw new UsageError(`--as-of is "${text}"; it must be a calendar date such as 2026-10-31.`);
  return text;
}
