import { LENSES, type Lens } from '#model/record/lens.ts';
import type { FrictionItem } from '#model/record/friction.ts';
import type { ReadExport } from '#ingest/export/exports.ts';

export const FRICTION_COLUMNS = {
  id: 'id',
  initiative: 'initiative',
  from: 'from_lens',
  to: 'to_lens',
  severity: 'severity',
  site: 'site',
  opened: 'opened',
  firstResponse: 'first_response',
  resolved: 'resolved',
  title: 'title',
  nextStepOwner: 'next_step_owner',
  waitingSince: 'waiting_since',
  category: 'category',
};

/** The friction log: who raised what for whom. `columns` renames columns, `initiatives` maps codes in the log to ids. */
export function frictionItems(
  source: ReadExport,
  columns: Record<string, string>,
  initiatives: ReadonlyMap<string, string>,
): FrictionItem[] {
  const at = new Map(
    Object.entries(FRICTION_COLUMNS).map(([field, name]) => [
      field,
      source.columns.indexOf(Object.hasOwn(columns, field) ? columns[field]! : name),
    ]),
  );
  return source.rows.flatMap(({ cells }) => {
    const cell = (field: keyof typeof FRICTION_COLUMNS) => {
      const value = cells[at.get(field) ?? -1];
      return value === null || value === undefined ? null : String(value);
    };
    const from = lensOf(cell('from'));
    const to = lensOf(cell('to'));
    const opened = cell('opened');
    if (!from || !to || !opened) return [];
    const initiative = cell('initiative');
    return [
      {
        id: cell('id') ?? '',
        initiative: initiative === null ? null : (initiatives.get(initiative) ?? initiative),
        from,
        to,
        severity: severityOf(cell('severity')),
        site: cell('site'),
        opened,
        firstResponse: cell('firstResponse'),
        resolved: cell('resolved'),
        title: cell('title') ?? '',
        nextStepOwner: at.get('nextStepOwner') === -1 ? undefined : cell('nextStepOwner'),
        waitingSince: cell('waitingSince'),
        category: cell('category'),
      },
    ];
  });
}

/** `2`, `P2`, `Sev 2`; what names no number from 1 to 3 is the mildest. */
function severityOf(text: string | null): number {
  return Number(/(?<!\d)[123](?!\d)/.exec(text ?? '')?.[0] ?? 3);
}

/** True for a word with a number in it: 4 and more are as mild as 3. */
export function namesSeverity(text: string): boolean {
  return /\d/.test(text);
}

/** The function that a word of the log names; null for any other word. */
export function lensOf(text: string | null): Lens | null {
  const word = text?.trim().toLowerCase().replace(/^biz$/, 'business');
  return (LENSES as readonly string[]).includes(word ?? '') ? (word as Lens) : null;
}
