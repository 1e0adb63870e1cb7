/** What a kind of problem means, whatever file it is found in. The message of a problem adds the place and the words found. */
export interface ProblemKind {
  /** What is wrong, as a whole sentence. */
  what: string;
  /** What to do about it, as a whole sentence. */
  fix: string;
}
