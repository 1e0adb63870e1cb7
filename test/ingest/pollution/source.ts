/** A table to be polluted: a header and rows of plain values. */
export interface SourceTable {
  name: string;
  header: string[];
  rows: string[][];
}

/** A sequence of numbers in 0..1 that is the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const PARTS = [
  'Gate valve, flanged',
  "Operator's torque wrench",
  'Ball bearing',
  'Impeller, closed',
  'Shaft seal 40"',
  'Check valve',
  "Fitter's kit, large",
  'Pump head 2"',
  'Gasket',
  'Coupling guard, left',
  'Drive belt',
  "Men's gloves",
];
const NOTES = [
  'Checked after the night shift, no wear found; the crew asked for a second look before the next stop window.',
  "The line's own crew changed the part in forty minutes, then ran two hundred pieces, all of them good.",
  'Ordered again because the first delivery had the wrong thread, as it happened in spring, too.',
  'A seal of 40" was fitted in place of the old one, and the leak stopped.',
  'Noise at start, gone when warm, which the maintenance lead calls "singing" and nobody minds.',
  "It's the third time this quarter, so the cause was sought upstream, and a burr was found on the guide.",
  'Cleaned, greased, put back, and the counter set to zero.',
];

/** A list of spare parts issued: date, time, whole number, code, price, text, long text with commas and quotes, link, and a column that is always empty. */
export function spareParts(rows: number, seed = 7): SourceTable {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    name: 'spare-parts',
    header: ['DATE', 'TIME', 'Pieces', 'PARTNO', 'Price', 'PartName', 'Remarks', 'Link', 'Checked'],
    rows: Array.from({ length: rows }, (_, index) => {
      const code = `${pick(['AB', 'CD', 'GX', 'ZN', 'PU'])}-${1000 + Math.floor(random() * 9000)}`;
      const cents = Math.floor(random() * 10_000) / 100;
      const price =
        index % 17 === 5
          ? `$${Math.floor(cents)}`
          : index % 11 === 3
            ? `$${Math.floor(cents)}.${Math.floor(random() * 9) + 1}`
            : `$${cents.toFixed(2)}`;
      return [
        `${two((index % 28) + 1)}/${two((Math.floor(index / 28) % 12) + 1)}/2026`,
        `${two(Math.floor(index / 4) % 24)}:${two((index % 4) * 15)}`,
        String(Math.floor(random() * 34)),
        code,
        price,
        pick(PARTS),
        pick(NOTES),
        `https://parts.example/item/${code.replace('-', '_')}.html`,
        '',
      ];
    }),
  };
}

/** A dump of a line's counters: numbers, an ISO date, short codes; nothing needs quotes. */
export function counters(rows: number, seed = 11): SourceTable {
  const random = seeded(seed);
  return {
    name: 'counters',
    header: ['day', 'site', 'line', 'good', 'scrap', 'oee'],
    rows: Array.from({ length: rows }, (_, index) => [
      `2026-${String(Math.floor(index / 28) + 1).padStart(2, '0')}-${String((index % 28) + 1).padStart(2, '0')}`,
      ['NORD', 'SUED'][index % 2] as string,
      `L${(index % 3) + 1}`,
      String(800 + Math.floor(random() * 300)),
      String(Math.floor(random() * 40)),
      (0.5 + random() * 0.4).toFixed(3),
    ]),
  };
}

/** A service desk's tickets: timestamps, words that come again and again, texts with commas, semicolons and apostrophes. */
export function tickets(rows: number, seed = 5): SourceTable {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  const day = (index: number) =>
    `2026-${String((Math.floor(index / 28) % 12) + 1).padStart(2, '0')}-${String((index % 28) + 1).padStart(2, '0')}`;
  const texts = [
    'Printer jam, again',
    'Login fails after "reset"',
    'Slow dashboard; reload helps',
    'No network',
    'Wrong colour, sent back twice',
    "Can't open the file",
    'ok',
    'Battery low',
  ];
  return {
    name: 'tickets',
    header: ['ticket', 'opened', 'closed', 'priority', 'summary', 'assignee'],
    rows: Array.from({ length: rows }, (_, index) => [
      `INC00${1000 + index}`,
      `${day(index)} 08:${10 + (index % 50)}`,
      index % 5 === 0 ? '' : `${day(index + 2)} 17:05`,
      pick(['high', 'low', 'medium']),
      pick(texts),
      pick(['Ana Costa', 'Bo Li', 'Chris Ng']),
    ]),
  };
}
