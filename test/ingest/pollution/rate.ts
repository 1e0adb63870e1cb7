import { readText } from '#ingest/table/readText.ts';
import { measure, score } from './measures.ts';
import type { PollutedFile } from './pollute.ts';

/** Rows that the reader makes of a text, header first where there is one. */
function loaded(text: string): string[][] {
  const [table] = readText(text).tables;
  return table
    ? [...(table.header ? [table.header] : []), ...table.rows.map((row) => row.cells)]
    : [];
}

/** How well polluted files are read: of 10, each file counting once or as often as its pollution is met in the wild. */
export function rate(files: readonly PollutedFile[]) {
  const all = files.map((file) => ({
    kind: file.kind,
    name: file.name,
    weight: file.weight,
    score: score(measure(file.clean, loaded(file.text))),
  }));
  const mean = (own: typeof all) => own.reduce((sum, file) => sum + file.score, 0) / own.length;
  return {
    all,
    simple: mean(all),
    weighted:
      all.reduce((sum, file) => sum + file.score * file.weight, 0) /
      all.reduce((sum, file) => sum + file.weight, 0),
    of: (kind: string) => mean(all.filter((file) => file.kind === kind)),
    kinds: [...new Set(all.map((file) => file.kind))],
  };
}
