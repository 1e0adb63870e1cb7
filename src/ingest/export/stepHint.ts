import type { QuarantinedRow } from '#model/record/export.ts';
import { parseDate } from '#ingest/table/date/date.ts';

/** What a date cell was asked to be, in the words of its message, as the grain of a step. */
const WANTED = /: "(.+)" is not a (month|quarter|week) such as/;
const OTHERS = ['year', 'quarter', 'year-month', 'iso-week'] as const;

/** The repair step that reads a dump whose rows are of several grains or below titles; empty where none is seen. */
export function stepHint(quarantine: readonly QuarantinedRow[]): string {
  const asked = quarantine.flatMap(({ column, reason }) => {
    const [, cell = '', grain] = WANTED.exec(reason) ?? [];
    return grain === undefined ? [] : [{ column, cell, grain }];
  });
  const other = asked.find(({ cell }) =>
    OTHERS.some((format) => !('problem' in parseDate(cell, format))),
  );
  if (other)
    return `; of rows for years, quarters and months below each other, the step ${JSON.stringify({ keepGrain: { column: other.column, grain: other.grain } })} keeps one`;
  return quarantine.length > 0 && quarantine.every(isTitle)
    ? `; where titles stand above parts of the table, the step ${JSON.stringify({ sections: { into: 'section' } })} makes a column of them`
    : '';
}

/** A row of one filled cell, which holds a text. */
function isTitle({ raw, rule }: QuarantinedRow): boolean {
  const filled = raw.split(/[,;\t|]/).filter((cell) => cell.replaceAll('"', '').trim() !== '');
  return rule === 'export/date' && filled.length === 1 && /\p{L}/u.test(filled[0]!);
}
