import type { SourceTable } from './source.ts';

/** One polluted file: its bytes, and the rows (header first, where there is one) that a reader should make of it. */
export interface PollutedFile {
  name: string;
  /** What was done to the file, one word a kind. */
  kind: string;
  text: string;
  clean: string[][];
  /** How often files with this pollution were met in the survey of the paper, for the weighted score. */
  weight: number;
}

interface PollutedCell {
  value: string;
  quoted: boolean;
  /** Written before the value without being escaped. */
  stray?: string;
}

interface PollutedRow {
  cells: PollutedCell[];
  /** Delimiters between the cells; by default one each. */
  between?: string[];
  end?: string;
}

interface Style {
  delimiter: string;
  quote: string;
  escape: string;
  end: string;
}

const STANDARD: Style = { delimiter: ',', quote: '"', escape: '"', end: '\r\n' };

/**
 * Every pollution of the benchmark by Vitagliano et al. (VLDB 2023), done to a table of ours: each file pollutes the table in
 * one way. As there, what is expected is the table as it was before, but that stray quotes stay in their cell, that a header
 * of several rows is joined, that a file without a header has none, and that of several tables the first counts.
 */
export function pollute(source: SourceTable, options: { everyRow?: number } = {}): PollutedFile[] {
  const { header, rows } = source;
  const clean = [header, ...rows];
  const width = header.length;
  const files: PollutedFile[] = [];
  const add = (
    kind: string,
    name: string,
    text: string,
    expected: string[][] = clean,
    weight = 1,
  ) => files.push({ kind, name, text, clean: expected, weight });
  const base = () =>
    clean.map((row, at): PollutedRow => ({
      cells: row.map((value, index) => ({
        value,
        quoted:
          at > 0
            ? /[",]/.test(value) || /^https/.test(value)
            : /^(Remarks|Link)$/.test(header[index] as string),
      })),
    }));
  const plain = (values: string[]): PollutedRow => ({
    cells: values.map((value) => ({ value, quoted: false })),
  });
  const written = (table: PollutedRow[], style: Partial<Style> = {}) =>
    write(table, { ...STANDARD, ...style });
  const standard = written(base());

  add('standard', 'source.csv', standard);
  add('no payload', 'file_no_payload.csv', '', [], 15);
  add('no trailing newline', 'file_no_trailing_newline.csv', standard.slice(0, -2), clean, 184);
  add('double trailing newline', 'file_double_trailing_newline.csv', `${standard}\r\n`, clean, 5);
  add('no header', 'file_no_header.csv', written(base().slice(1)), rows, 470);
  for (const times of [2, 3]) {
    const repeated = [...Array.from({ length: times - 1 }, () => plain(header)), ...base()];
    add(
      'several header rows',
      `file_header_multirow_${times}.csv`,
      written(repeated),
      [header.map((name) => Array(times).fill(name).join(' ')), ...rows],
      47,
    );
  }
  add(
    'preamble',
    'file_preamble.csv',
    written([
      plain(['PREAMBLE', ...Array<string>(width - 1).fill('')]),
      plain(Array<string>(width).fill('')),
      ...base(),
    ]),
    clean,
    282,
  );
  for (const [name, change] of [
    ['less', -1],
    ['same', 0],
    ['more', 1],
  ] as const) {
    const second = clean.map((row, at) =>
      change < 0
        ? row.slice(0, -1)
        : change > 0
          ? [...row, at === 0 ? 'col1' : (row.at(-1) ?? '')]
          : row,
    );
    const quotedWhereNeeded = second.map((row): PollutedRow => ({
      cells: row.map((value) => ({ value, quoted: /[",]/.test(value) })),
    }));
    add(
      'several tables',
      `file_multitable_${name}.csv`,
      standard + written(quotedWhereNeeded),
      clean,
      62.67,
    );
  }
  add('header only', 'file_header_only.csv', written(base().slice(0, 1)), [header], 3);
  add('one data row', 'file_one_data_row.csv', written(base().slice(0, 2)), clean.slice(0, 2), 4);
  add(
    'record delimiter',
    'file_record_delimiter_0xA.csv',
    written(base(), { end: '\n' }),
    clean,
    1691,
  );
  add(
    'record delimiter',
    'file_record_delimiter_0xD.csv',
    written(base(), { end: '\r' }),
    clean,
    7,
  );
  add(
    'field delimiter',
    'file_field_delimiter_0x3B.csv',
    written(base(), { delimiter: ';' }),
    clean,
    834,
  );
  add(
    'field delimiter',
    'file_field_delimiter_0x9.csv',
    written(base(), { delimiter: '\t' }),
    clean,
    4,
  );
  add(
    'field delimiter',
    'file_field_delimiter_0x2C_0x20.csv',
    written(base(), { delimiter: ', ' }),
    clean,
    101,
  );
  add(
    'field delimiter',
    'file_field_delimiter_0x20.csv',
    written(base(), { delimiter: ' ' }),
    clean,
    4,
  );
  add(
    'quotation mark',
    'file_quotation_char_0x27.csv',
    written(base(), { quote: "'", escape: '' }),
    clean,
    11,
  );
  add('escape character', 'file_escape_char_0x5C.csv', written(base(), { escape: '\\' }), clean, 1);
  add('escape character', 'file_escape_char_0x00.csv', written(base(), { escape: '' }), clean, 7);

  for (let at = 0; at < clean.length; at += options.everyRow ?? 1) {
    for (let column = 0; column < width; column++) {
      const more = base();
      const between = Array<string>(width - 1).fill(STANDARD.delimiter);
      if (column === 0)
        ((more[at] as PollutedRow).cells[0] as PollutedCell).stray = STANDARD.delimiter;
      else between[column - 1] = STANDARD.delimiter.repeat(2);
      (more[at] as PollutedRow).between = between;
      add(
        'delimiter too many',
        `row_more_sep_row${at}_col${column}.csv`,
        written(more),
        clean,
        0.36775,
      );
      if (column > 0) {
        const less = base();
        (less[at] as PollutedRow).between = Array.from({ length: width - 1 }, (_, index) =>
          index === column - 1 ? '' : STANDARD.delimiter,
        );
        add(
          'delimiter too few',
          `row_less_sep_row${at}_col${column}.csv`,
          written(less),
          clean,
          0.36775,
        );
      }
      const quote = base();
      const cell = (quote[at] as PollutedRow).cells[column] as PollutedCell;
      cell.stray = STANDARD.quote;
      add(
        'stray quote',
        `row_extra_quote${at}_col${column}.csv`,
        written(quote),
        clean.map((row, index) => (index === at ? row.with(column, `"${row[column]}`) : row)),
        ROW_QUOTE,
      );
    }
    const spaced = base();
    (spaced[at] as PollutedRow).between = Array<string>(width - 1).fill(' ');
    add(
      'another delimiter in one row',
      `row_field_delimiter_${at}_0x20.csv`,
      written(spaced),
      clean,
      ROW_DELIMITER,
    );
  }
  return files;
}

const ROW_QUOTE = 0.0093;
const ROW_DELIMITER = 0.0119;

function write(table: PollutedRow[], style: Style): string {
  return table
    .map((row) => {
      const cells = row.cells.map((cell) => {
        if (!cell.quoted) return `${cell.stray ?? ''}${cell.value}`;
        const inside = cell.value.replaceAll(style.quote, style.escape + style.quote);
        const open =
          cell.stray === style.delimiter
            ? cell.stray + style.quote
            : style.quote + (cell.stray ?? '');
        return `${open}${inside}${style.quote}`;
      });
      return (
        cells.reduce(
          (line, cell, index) =>
            line + (index === 0 ? '' : (row.between?.[index - 1] ?? style.delimiter)) + cell,
          '',
        ) + (row.end ?? style.end)
      );
    })
    .join('');
}
