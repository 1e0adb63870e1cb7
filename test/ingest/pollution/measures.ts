/** The ten measures of the benchmark for one file, each 0..1. */
export interface Measures {
  success: number;
  headerPrecision: number;
  headerRecall: number;
  headerF1: number;
  recordPrecision: number;
  recordRecall: number;
  recordF1: number;
  cellPrecision: number;
  cellRecall: number;
  cellF1: number;
}

/**
 * What was loaded against what was meant, as bags: of the header's cells, of records (cells joined), and of all cells. The
 * first row counts as the header on both sides. Records and headers are compared without regard to capitals and with numbers
 * by value; cells as they are. The benchmark also compares dates and prices by value, which makes it a little kinder.
 */
export function measure(meant: string[][], loaded: string[][]): Measures {
  if (meant.length === 0)
    return {
      success: 1,
      headerPrecision: 1,
      headerRecall: 1,
      headerF1: 1,
      recordPrecision: 1,
      recordRecall: 1,
      recordF1: 1,
      cellPrecision: 1,
      cellRecall: 1,
      cellF1: 1,
    };
  const header = scores((meant[0] ?? []).map(normal), (loaded[0] ?? []).map(normal));
  const record = scores(
    meant.slice(1).map((row) => row.map(normal).join('')),
    loaded.slice(1).map((row) => row.map(normal).join('')),
  );
  const cell = scores(meant.flat(), loaded.flat());
  return {
    success: 1,
    headerPrecision: header[0],
    headerRecall: header[1],
    headerF1: header[2],
    recordPrecision: record[0],
    recordRecall: record[1],
    recordF1: record[2],
    cellPrecision: cell[0],
    cellRecall: cell[1],
    cellF1: cell[2],
  };
}

/** Sum of the ten measures: 10 is best. */
export function score(measures: Measures): number {
  return Object.values(measures).reduce((sum: number, value: number) => sum + value, 0);
}

function normal(cell: string): string {
  return /^[+-]?\d+(\.\d+)?$/.test(cell) ? String(Number(cell)) : cell.toLowerCase();
}

function scores(meant: string[], loaded: string[]): [number, number, number] {
  if (meant.length === 0) return [1, 1, 1];
  const bag = new Map<string, number>();
  for (const value of loaded) bag.set(value, (bag.get(value) ?? 0) + 1);
  let hits = 0;
  for (const value of meant) {
    const left = bag.get(value) ?? 0;
    if (left > 0) {
      hits += 1;
      bag.set(value, left - 1);
    }
  }
  if (hits === 0) return [0, 0, 0];
  const precision = hits / meant.length;
  const recall = hits / loaded.length;
  return [precision, recall, (2 * precision * recall) / (precision + recall)];
}
