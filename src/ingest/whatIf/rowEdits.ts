import type { Change } from '#model/foresight/whatIf/change.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { isRecordBook } from '#ingest/records/recordBook.ts';
import type { RowEdit } from './edits.ts';
import { laterItem } from './laterItem.ts';

/** What a change writes into rows of workbooks. */
export function rowEdits(
  change: Exclude<Change, { kind: 'drop' }>,
  { initiatives, roadmap, asOf }: Pick<Portfolio, 'initiatives' | 'roadmap' | 'asOf'>,
): RowEdit[] {
  const { kind, initiative: id } = change;
  const own = initiatives.filter((one) => one.id === id && isInBook(one));
  if (kind === 'delay')
    return roadmap
      .filter((item) => item.initiative === id && item.status !== 'done' && isInBook(item))
      .flatMap((item): RowEdit[] => {
        const moved = laterItem(item, { days: change.days, asOf });
        return moved
          ? [
              {
                file: item.file,
                kind: 'roadmap',
                id: item.id,
                fields: { when: undefined, start: moved.start, end: moved.end },
              },
            ]
          : [];
      });
  const fields =
    kind === 'lose-pod'
      ? { pod: undefined }
      : { status: kind === 'stop' ? ('stopped' as const) : ('paused' as const) };
  return own.map(({ file }) => ({ file, kind: 'initiative', id, fields }));
}

export function isInBook({ file }: { file: string }): boolean {
  return isRecordBook(file.slice(file.lastIndexOf('/') + 1));
}
