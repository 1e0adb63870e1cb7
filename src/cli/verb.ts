/** A verb of the command: what it does, in words, and how it is loaded. */
export interface Verb {
  does: string;
  load: () => Promise<{ run: (args: string[], verbs: Verbs) => Promise<number> }>;
  /** Whether it reads a portfolio, and with it the `trilens.config.ts` beside its content. */
  reads?: boolean;
}

/** Every verb by its name, in the order in which people meet them. */
export type Verbs = Readonly<Record<string, Verb>>;
