/** Where rows come from, as bytes: a file, what a loader printed, or the result of a query as JSON. */
export interface Source {
  kind: 'file' | 'loader' | 'sql';
  /** As messages name it: `data/stops.zip`. */
  label: string;
  /** Relative to the data folder. */
  path: string;
  sha256: string;
  bytes: Uint8Array;
}
