import type { CheckReport } from './report.ts';

/** For other programs: one document with everything that is known. */
export function json({ problems, findings, accepted, quarantine }: CheckReport): string {
  return JSON.stringify({ problems, findings, accepted, quarantine }, null, 2);
}
