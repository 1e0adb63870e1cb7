import { hash } from 'node:crypto';
import { z } from 'zod';
import { FACTS_VERSION, type Facts } from '#model/record/facts.ts';
import type { Problem } from '#model/problem.ts';
import { standingSchema } from '#ingest/schemas/standing.ts';

/** The parts that later builds read; what a page draws beyond them has stand-ins. */
const factsSchema = z.looseObject({
  version: z.number().int().min(1),
  report: z.string(),
  title: z.string(),
  asOf: z.iso.date(),
  stale: z.array(z.string()),
  again: z.array(z.looseObject({ asOf: z.string(), reason: z.string() })),
  exports: z.array(
    z.looseObject({
      name: z.string(),
      files: z.array(z.looseObject({ path: z.string(), sha256: z.string() })),
    }),
  ),
  standing: standingSchema,
  shown: z.looseObject({
    portfolio: z.looseObject({ asOf: z.iso.date() }),
    metrics: z.array(z.looseObject({})),
    reviews: z.array(z.looseObject({})),
  }),
  hash: z.string(),
});

/** Reads the facts of a report. A file that was altered, or that a later version wrote, is an error: nothing is drawn from it. */
export function readFacts(
  text: string,
  file: string,
  report: string,
): { facts: Facts | null; problems: Problem[] } {
  const problem = (found: string, fix: string, more: Partial<Problem> = {}) => ({
    facts: null,
    problems: [
      {
        code: 'report/facts',
        severity: 'error' as const,
        file,
        line: null,
        column: null,
        found,
        fix,
        ...more,
      },
    ],
  });
  const again = `restore the file from its repository, or freeze the report again: trilens freeze ${report} --again "why"`;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return problem(`this is not JSON: ${(error as Error).message.split(' in JSON')[0]}`, again, {
      code: 'report/facts-json',
      ...position(text, error as Error),
    });
  }
  const version = (value as { version?: unknown } | null)?.version;
  if (typeof version === 'number' && version > FACTS_VERSION)
    return problem(
      `these facts have version ${version}`,
      'build with the version of Trilens that wrote them, or a later one',
      { code: 'report/facts-version', allowed: `up to ${FACTS_VERSION}` },
    );
  const parsed = factsSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return problem(`${issue?.path.join('.') || 'the file'}: ${issue?.message}`, again, {
      code: 'report/facts-shape',
    });
  }
  const facts = value as Facts;
  const hash = factsHash(facts);
  if (hash !== facts.hash)
    return problem(
      `its hash is ${hash.slice(0, 12)}…, and it says ${facts.hash.slice(0, 12)}…: the numbers were altered after they were frozen`,
      again,
      { code: 'report/facts-altered' },
    );
  if (facts.report !== report)
    return problem(
      `these are the facts of "${facts.report}"`,
      `name the file ${facts.report}.facts.json, or freeze ${report}`,
      { code: 'report/facts-other' },
    );
  return { facts, problems: [] };
}

/** Over the values, not over the layout of the file: a formatter does no harm. */
export function factsHash({
  hash: _,
  ...facts
}: Facts | (Omit<Facts, 'hash'> & { hash?: string })): string {
  return digest(facts);
}

/** A hash of any plain value. */
export function digest(value: unknown): string {
  return hash('sha256', JSON.stringify(value));
}

/** One record a line, so that a difference between two versions can be read. */
export function factsText(facts: Facts): string {
  return `${lines(facts, 3)}\n`;
}

function lines(value: unknown, depth: number, indent = ''): string {
  if (depth === 0 || value === null || typeof value !== 'object' || Object.keys(value).length === 0)
    return JSON.stringify(value) ?? 'null';
  const inner = `${indent} `;
  const entries = Array.isArray(value)
    ? value.map((entry) => lines(entry, depth - 1, inner))
    : Object.entries(value).flatMap(([key, entry]) =>
        entry === undefined ? [] : [`${JSON.stringify(key)}: ${lines(entry, depth - 1, inner)}`],
      );
  return Array.isArray(value)
    ? `[\n${inner}${entries.join(`,\n${inner}`)}\n${indent}]`
    : `{\n${inner}${entries.join(`,\n${inner}`)}\n${indent}}`;
}

/** Where JSON.parse stopped, when its message says so. */
function position(text: string, error: Error): { line: number; column: number } | object {
  const at = Number(/position (\d+)/.exec(error.message)?.[1] ?? Number.NaN);
  if (Number.isNaN(at)) return {};
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}
