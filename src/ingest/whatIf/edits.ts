/** Fields of one record in a workbook, as they would be written into its cells; undefined: an empty cell. */
export interface RowEdit {
  file: string;
  kind: 'initiative' | 'roadmap';
  id: string;
  fields: Readonly<Record<string, string | undefined>>;
}

/** What is read in place of content files, and of cells of workbooks. */
export interface Edits {
  texts: ReadonlyMap<string, string>;
  rows: readonly RowEdit[];
}

export const NO_EDITS: Edits = { texts: new Map(), rows: [] };

/** Each file that would change: its text, or what would be in the cells of a workbook. */
export function editedFiles({ texts, rows }: Edits): Record<string, string> {
  const files = Object.fromEntries(texts);
  for (const { file, id, fields } of rows)
    for (const [field, value] of Object.entries(fields))
      files[file] = `${files[file] ?? ''}${id}, ${field}: ${value ?? '(empty)'}\n`;
  return files;
}
