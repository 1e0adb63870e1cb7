/** What is wrong where YAML cannot be read, in the words of somebody who writes a record and not a program. */
export interface SyntaxFlaw {
  /** Place in the text. */
  at: number;
  found: string;
  fix: string;
}
