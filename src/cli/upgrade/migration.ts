/** A file of a portfolio that a migration may change. */
export interface PortfolioFile {
  /** `content/initiatives/early-signs.mdx` */
  path: string;
  text: string;
}

/** One change of what people write, made between two versions. */
export interface Migration {
  /** The version that wants the new form. */
  version: string;
  says: string;
  /** The new text of a file, or null where nothing of it is to be changed. */
  change: (file: PortfolioFile) => string | null;
}
