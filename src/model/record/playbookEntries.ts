import { ENTRY_KINDS, type EntryKind } from '#model/run/run.ts';
import type { BodyNode } from './playbook.ts';

/** What somebody enters at a step, as the author wrote it. */
export interface EntryField {
  name: string;
  kind: EntryKind;
  unit: string;
  min: number | null;
  max: number | null;
  /** Of a choice: what may be chosen. */
  choices: string[];
  /** Of a choice: what is as it should be; empty: everything. */
  good: string[];
  /** The step can be ticked without it. */
  optional: boolean;
  line: number;
}

/** The field that a `<Value>` describes. */
export function entryField({ props, line }: Extract<BodyNode, { kind: 'component' }>): EntryField {
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  const number = (value: unknown) =>
    value === undefined || value === '' ? null : Number(value as number | string);
  const list = (value: unknown) =>
    Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
  return {
    name: text(props.name),
    kind: ENTRY_KINDS.find((kind) => kind === props.kind) ?? 'number',
    unit: text(props.unit),
    min: number(props.min),
    max: number(props.max),
    choices: list(props.choices),
    good: list(props.good),
    optional: props.optional === true,
    line,
  };
}
