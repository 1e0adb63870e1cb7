/** What a build saw of what must not move in silence. */
export interface Snapshot {
  version: 2;
  goals: Record<string, { baseline: number | null; target: number | null; by: string | null }>;
  /** `words` is empty where nothing is written; to write them for the first time redefines nothing. */
  metrics: Record<string, { definition: string; counts: string; words: string }>;
}
