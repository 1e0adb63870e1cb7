import { plainLetters } from '#ingest/table/plainLetters.ts';

const LOCALES = [
  'en',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'pl',
  'cs',
  'sk',
  'sv',
  'da',
  'nb',
  'fi',
  'hu',
  'ro',
  'tr',
  'ru',
  'uk',
  'el',
  'id',
];
const MORE: Record<string, number> = { sept: 9, maerz: 3, mrz: 3, jaenner: 1, janner: 1, feber: 2 };
let names: Map<string, number> | null = null;

/** Month 1 to 12 of a name or its usual short form, in many languages; null when it is not one, or different months in different languages. */
export function monthOf(name: string): number | null {
  names ??= build();
  return names.get(plain(name)) ?? null;
}

function build(): Map<string, number> {
  const found = new Map<string, Set<number>>();
  for (const locale of LOCALES) {
    for (const options of [
      { month: 'long' },
      { month: 'short' },
      { month: 'long', day: 'numeric' },
      { month: 'short', day: 'numeric' },
    ] as const) {
      const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
      for (let month = 0; month < 12; month++) {
        const part = format
          .formatToParts(Date.UTC(2026, month, 5))
          .find(({ type }) => type === 'month');
        const key = plain(part?.value ?? '');
        if (key !== '' && !/\d/.test(key))
          found.set(key, (found.get(key) ?? new Set()).add(month + 1));
      }
    }
  }
  for (const [key, month] of Object.entries(MORE)) found.set(key, new Set([month]));
  return new Map(
    [...found].flatMap(([key, months]) =>
      months.size === 1 ? [[key, [...months][0]!] as const] : [],
    ),
  );
}

function plain(name: string): string {
  return plainLetters(name).replaceAll('.', '').trim().toLowerCase();
}
