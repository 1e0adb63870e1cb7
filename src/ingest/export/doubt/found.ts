/** Rows that something was found in: how many, and the first. */
export interface Found {
  count: number;
  file: string;
  line: number;
}

export const noRows = (): Found => ({ count: 0, file: '', line: 0 });

export function note(found: Found, file: string, line: number): void {
  found.count += 1;
  if (found.line > 0 && (file !== found.file || line > found.line)) return;
  found.file = file;
  found.line = line;
}

/** Adds what was found in a later file. */
export function addFound(to: Found, one: Found): void {
  if (to.count === 0) Object.assign(to, one);
  else to.count += one.count;
}
