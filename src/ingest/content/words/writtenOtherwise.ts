import type { core } from 'zod';

/** A value that YAML reads as something else than the text that was meant: 100 for `0x64`, fields for `{draft}`, nothing. */
export function writtenOtherwise(of: {
  value: unknown;
  written: string | null;
  issue: core.$ZodIssue;
  named: string;
  accepts: (value: unknown) => boolean;
}): { found: string; fix: string } | null {
  const { value, written, issue } = of;
  if (issue.code !== 'invalid_type' || value === undefined) return null;
  if (value === null && (written ?? '') === '')
    return { found: 'has no value', fix: `write it after the colon: ${of.named}` };
  if (issue.expected !== 'string' || typeof value === 'string' || !written) return null;
  if (!of.accepts(written)) return null;
  return {
    found: `is ${written}, which YAML reads as ${readAs(value)} and not as a text`,
    fix: `put it in quotes: "${written}"`,
  };
}

function readAs(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a group of fields' : `the ${typeof value} ${String(value)}`;
}
