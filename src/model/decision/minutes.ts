import type { IsoDate } from '#model/time/date.ts';

/** What a meeting decided of one thing on its agenda. */
export interface Resolution {
  kind: 'gate' | 'request';
  date: IsoDate;
  /** Who decided. */
  by: string;
  /** Of a gate one of its outcomes; of a request the option that was taken. */
  outcome: string;
  reason: string;
  conditions: { text: string; owner: string; due: IsoDate }[];
  /** When a gate is to be looked at again, and until when or what it is on hold; empty where nothing was said. */
  reviewBy: IsoDate | '';
  until: string;
}

/**
 * The record of a decision as one line of YAML: beside `id` of the gate or the request it goes into a block as it is, and into
 * braces with a comma before it. Words of people are quoted, since a colon or a hash in them would mean something else.
 */
export function resolutionYaml(resolution: Resolution): string {
  const { kind, date, by, outcome, reason, conditions, reviewBy, until } = resolution;
  const parts =
    kind === 'gate'
      ? [
          `outcome: ${outcome}`,
          `date: ${date}`,
          `decider: ${quoted(by)}`,
          ...given('reason', reason),
          ...(conditions.length > 0
            ? [`conditions: [${conditions.map(conditionYaml).join(', ')}]`]
            : []),
          ...(reviewBy === '' ? [] : [`reviewBy: ${reviewBy}`]),
          ...given('until', until),
        ]
      : [
          `date: ${date}`,
          `choice: ${quoted(outcome)}`,
          `by: ${quoted(by)}`,
          ...given('reason', reason),
        ];
  return `${kind === 'gate' ? 'decision' : 'decided'}: { ${parts.join(', ')} }`;
}

function conditionYaml({ text, owner, due }: Resolution['conditions'][number]): string {
  return `{ text: ${quoted(text)}, owner: ${quoted(owner)}, due: ${due} }`;
}

function given(field: string, text: string): string[] {
  return text.trim() === '' ? [] : [`${field}: ${quoted(text)}`];
}

/** Double-quoted YAML takes the escapes of JSON. */
function quoted(text: string): string {
  return JSON.stringify(text.trim().replaceAll(/\s+/g, ' '));
}
