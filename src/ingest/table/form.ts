/** How the characters of a file are put together: what stands between cells, around them, and before a quote inside them. */
export interface Form {
  /** One character or several. */
  delimiter: string;
  /** Empty: nothing is quoted. */
  quoteChar: string;
  /** A quote inside a quoted cell is doubled, has a backslash before it, or is not marked at all. */
  escape: 'double' | 'backslash' | 'none';
  /** Spaces after a delimiter belong to the delimiter. */
  spaceAfter: boolean;
  /** Several delimiters in a row count as one: columns aligned with spaces. */
  runs: boolean;
}

export const PLAIN: Form = {
  delimiter: ',',
  quoteChar: '"',
  escape: 'double',
  spaceAfter: false,
  runs: false,
};

/** A delimiter in words, for messages. */
export function delimiterName(form: Pick<Form, 'delimiter' | 'spaceAfter' | 'runs'>): string {
  const names: Record<string, string> = {
    ',': 'comma',
    ';': 'semicolon',
    '\t': 'tab',
    '|': 'pipe',
    ' ': 'space',
    '  ': 'space',
    ':': 'colon',
    '\0': 'nothing',
  };
  const name = names[form.delimiter] ?? JSON.stringify(form.delimiter);
  if (form.runs) return `runs of ${name}s`;
  return form.spaceAfter ? `${name} and space` : name;
}

/** Only a quote and a backslash lose the backslash before them. */
export function unescaped(value: string, quoteChar: string): string {
  return value.replaceAll(/\\(.)/gs, (whole, char: string) =>
    char === '\\' || char === quoteChar ? char : whole,
  );
}
