import type { CheckReport } from './report.ts';

/** For other programs: one document with everything that is known; `judged` is false where problems kept the rules from being asked. */
export function json({ judged, problems, findings, accepted, quarantine }: CheckReport): string {
  return JSON.stringify({ judged, problems, findings, accepted, quarantine }, null, 2);
}
