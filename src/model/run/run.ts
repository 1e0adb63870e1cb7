/** When the ticks of a playbook end by themselves. */
export const RESETS = ['shift', 'day', 'never'] as const;
export type Reset = (typeof RESETS)[number];

/** What an entry asks for. */
export const ENTRY_KINDS = ['number', 'choice', 'text', 'photo'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** One step as a run knows it: `mark` is a hash of what the step says, so that a tick holds for that text only. */
export interface RunStep {
  key: string;
  title: string;
  role: string;
  mark: string;
}

export interface Tick {
  at: string;
  mark: string;
  /** Who ticked it: the role that was chosen on the device, empty for none. */
  role: string;
}

/** A value that was entered, with the limits that held then. */
export interface Entry {
  name: string;
  kind: EntryKind;
  at: string;
  /** Of a number. */
  number: number | null;
  /** Of a choice or a text; of a photo the name of its file. */
  text: string;
  unit: string;
  minimum: number | null;
  maximum: number | null;
  verdict: 'ok' | 'outside';
}

/** How a run ended: every step done, finished with open steps, its time ran out, or started again. */
const OUTCOMES = ['done', 'open', 'expired', 'abandoned'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** One pass through a playbook on one device. Times are local, with their offset: `2026-10-06T14:05:12+02:00`. */
export interface Run {
  id: string;
  playbook: string;
  /** A hash over all that the playbook says. */
  revision: string;
  site: string;
  order: string;
  started: string;
  ticks: Record<string, Tick>;
  entries: Record<string, Entry>;
  handovers: { at: string; from: string; to: string }[];
}

/** A run that has ended, with the steps that it was about. */
export interface RunRecord extends Run {
  ended: string;
  outcome: Outcome;
  steps: { title: string; at: string | null; role: string }[];
  /** Who read the text and said so, instead of steps; as it was typed. */
  readBy?: string | undefined;
  /** When the address of the portfolio took it; absent: it has not. */
  sent?: string | undefined;
}

/** The record of somebody who read a text, and has no run of it. */
export function readRecord(
  about: Pick<Run, 'id' | 'playbook' | 'revision' | 'site'>,
  { at, by }: { at: string; by: string },
): RunRecord {
  const nothing = { order: '', ticks: {}, entries: {}, handovers: [], steps: [] };
  return { ...about, ...nothing, started: at, ended: at, outcome: 'done', readBy: by };
}

/** A tick counts for the text that was read when it was made. */
export function isTicked(run: Run | null, step: RunStep): boolean {
  return run?.ticks[step.key]?.mark === step.mark;
}

/** A step that was ticked under another text. */
export function changedSince(run: Run | null, step: RunStep): Tick | null {
  const tick = run?.ticks[step.key];
  return tick && tick.mark !== step.mark ? tick : null;
}

/** The record of a run that ends. `steps`: those that it was about, in their order. */
export function endRun(
  run: Run,
  steps: readonly RunStep[],
  { at, outcome }: { at: string; outcome: Exclude<Outcome, 'done' | 'open'> | null },
): RunRecord {
  const ticked = steps.map((step) => {
    const tick = isTicked(run, step) ? run.ticks[step.key] : undefined;
    return { title: step.title, at: tick?.at ?? null, role: tick?.role || step.role };
  });
  const whole = ticked.every((step) => step.at !== null);
  return { ...run, ended: at, outcome: outcome ?? (whole ? 'done' : 'open'), steps: ticked };
}
