import { nearest } from '#model/problem.ts';
import { BadSource } from '#ingest/source/part.ts';
import type { Tab } from './workbook.ts';

/** What a contract says of the sheets: a name, a number from 1, a list of both, or `*`. */
export type WantedSheets = string | number | readonly (string | number)[] | undefined;

export interface Chosen {
  tabs: Tab[];
  /** Visible sheets that hold the same columns and are not read. */
  unread: Tab[];
  notes: string[];
}

/** The sheets that are read. `isLike` is true for a sheet that holds the columns that are wanted. */
export function chooseSheets(
  tabs: readonly Tab[],
  wanted: WantedSheets,
  isLike: (tab: Tab, first: Tab) => boolean,
  isEmpty: (tab: Tab) => boolean,
): Chosen {
  const sheets = tabs.filter((tab) => tab.hasCells);
  const shown = sheets.filter((tab) => !tab.isHidden);
  const first = shown.find((tab) => !isEmpty(tab)) ?? shown[0] ?? sheets[0];
  if (!first)
    throw new BadSource(
      'export/no-sheet',
      'the workbook has no sheet with cells',
      'the workbook has no sheet with cells',
      'save the sheet with the table',
    );
  const like = (among: readonly Tab[]) => among.filter((tab) => isLike(tab, first));
  if (wanted === undefined) {
    const unread = like(shown).filter((tab) => tab !== first);
    return { tabs: [first], unread, notes: notesOf(tabs, [first]) };
  }
  if (wanted === '*') {
    const read = like(shown).length > 0 ? like(shown) : [first];
    const others = shown.filter((tab) => !read.includes(tab));
    return {
      tabs: read,
      unread: [],
      notes: [
        ...notesOf(tabs, read),
        ...(others.length > 0 ? [`sheets with other columns, not read: ${listed(others)}`] : []),
      ],
    };
  }
  const read = [wanted].flat().map((one) => named(tabs, one));
  return { tabs: [...new Set(read)], unread: [], notes: notesOf(tabs, read) };
}

function named(tabs: readonly Tab[], wanted: string | number): Tab {
  const tab =
    typeof wanted === 'number'
      ? tabs[wanted - 1]
      : (tabs.find(({ name }) => name === wanted) ??
        tabs.find(({ name }) => name.trim() === wanted.trim()));
  const names = tabs.map(({ name }) => name);
  if (!tab) {
    const near = typeof wanted === 'string' ? nearest(wanted, names) : null;
    throw new BadSource(
      'export/unknown-sheet',
      `the workbook has no sheet ${JSON.stringify(wanted)}`,
      'the workbook lacks the sheet that the contract names',
      near ? `did you mean "${near}"?` : 'correct trilens.sheet',
      names.join(', '),
    );
  }
  if (!tab.hasCells)
    throw new BadSource(
      'export/no-sheet',
      `"${tab.name}" is a chart sheet, which holds no cells`,
      'the sheet that the contract names holds no cells',
      'name the sheet with the table in trilens.sheet',
      tabs
        .filter((one) => one.hasCells)
        .map(({ name }) => name)
        .join(', '),
    );
  return tab;
}

function notesOf(tabs: readonly Tab[], read: readonly Tab[]): string[] {
  const left = tabs.filter((tab) => !read.includes(tab));
  const hidden = left.filter((tab) => tab.isHidden);
  const charts = left.filter((tab) => !tab.hasCells);
  return [
    ...(hidden.length > 0 ? [`hidden sheets, not read: ${listed(hidden)}`] : []),
    ...(charts.length > 0 ? [`chart sheets without cells, passed over: ${listed(charts)}`] : []),
  ];
}

export function listed(tabs: readonly Tab[]): string {
  const names = tabs.slice(0, 5).map(({ name }) => `"${name}"`);
  return names.join(', ') + (tabs.length > 5 ? ` and ${tabs.length - 5} more` : '');
}
