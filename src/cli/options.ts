import { parseArgs, type ParseArgsConfig } from 'node:util';
import { isDate } from '#model/time/date.ts';
import { FAIL_LEVELS, type FailLevel } from '#model/record/finding.ts';

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

/** Parses arguments strictly; an unknown option names the allowed ones, and so does a word where the verb takes none. */
export function readOptions<const T extends Options>(
  args: string[],
  options: T,
  takes: 'options' | 'names' = 'options',
) {
  try {
    const read = parseArgs({ args, options, allowPositionals: true, strict: true });
    if (takes === 'options' && read.positionals.length > 0)
      throw new Error(`"${read.positionals[0]}" belongs to no option`);
    return read;
  } catch (error) {
    const allowed = Object.keys(options).map((name) => `--${name}`);
    throw new UsageError(
      `${(error as Error).message.split('. ')[0]}. Allowed: ${allowed.join(', ')}.`,
    );
  }
}

export function failLevel(text: string | undefined): FailLevel | null {
  if (text === undefined) return null;
  if (!FAIL_LEVELS.includes(text as FailLevel))
    throw new UsageError(`--fail-on is "${text}"; it must be one of ${FAIL_LEVELS.join(', ')}.`);
  return text as FailLevel;
}

/** A port that a server can have. */
export function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    throw new UsageError(`--port is "${text}"; it must be a number from 1 to 65535.`);
  return port;
}

export function asOfDate(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (!isDate(text))
    throw new UsageError(`--as-of is "${text}"; it must be a calendar date such as 2026-10-31.`);
  return text;
}
