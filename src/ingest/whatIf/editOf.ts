import type { Change } from '#model/foresight/whatIf/change.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import type { Edits } from './edits.ts';
import { withLaterGates, withoutPod, withStatus } from './initiativeText.ts';
import { withLaterItems } from './roadmapText.ts';
import { isInBook, rowEdits } from './rowEdits.ts';
import { withLastDay } from './siteText.ts';

type Read = (file: string) => Promise<string>;
type Records = Pick<Portfolio, 'initiatives' | 'roadmap' | 'asOf'>;

/** Content files as they would be with a change written into them: only its own words are other ones, and no line moves that need not. */
export async function editOf(
  change: Change,
  records: Records,
  { read, sitesFile }: { read: Read; sitesFile: string },
): Promise<Edits> {
  const texts = new Map<string, string>();
  const edit = async (file: string, edited: (text: string) => string) =>
    texts.set(file, edited(await read(file)));
  if (change.kind === 'drop') {
    await edit(sitesFile, (text) => withLastDay(text, change.site, records.asOf));
    return { texts, rows: [] };
  }
  const rows = rowEdits(change, records);
  const initiative = records.initiatives.find(({ id }) => id === change.initiative);
  if (!initiative) return { texts, rows };
  if (!isInBook(initiative))
    await edit(initiative.file, (text) => textOf(text, change, initiative));
  if (change.kind !== 'delay') return { texts, rows };
  const files = new Set(
    records.roadmap
      .filter(
        (item) => item.initiative === initiative.id && item.status !== 'done' && !isInBook(item),
      )
      .map(({ file }) => file),
  );
  const shift = { days: change.days, asOf: records.asOf };
  for (const file of files) await edit(file, (text) => withLaterItems(text, initiative.id, shift));
  return { texts, rows };
}

function textOf(
  text: string,
  change: Exclude<Change, { kind: 'drop' }>,
  initiative: Records['initiatives'][number],
): string {
  if (change.kind === 'delay') return withLaterGates(text, initiative, change.days);
  if (change.kind === 'lose-pod') return withoutPod(text);
  return withStatus(text, change.kind === 'stop' ? 'stopped' : 'paused');
}
