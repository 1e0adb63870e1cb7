/** Regions of the list that are no countries: unions, zones and test codes. */
const NO_COUNTRIES = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ']);
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** Made when it is asked for: it takes a tenth of a second. */
let names: Intl.DisplayNames | undefined;

/** The English name of a country by its ISO 3166 code of two letters; null where no country has it, or had it only in the past. */
export function countryName(code: string): string | null {
  if (!/^[A-Z]{2}$/.test(code) || NO_COUNTRIES.has(code)) return null;
  // A code of the past is led to its successor: SU to RU.
  if (new Intl.Locale(`und-${code}`).region !== code) return null;
  names ??= new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  return names.of(code) ?? null;
}

/** The code of a country that is written as its name, in small letters, or as the UK; null where none is meant. */
export function countryCode(written: string): string | null {
  const word = written.trim().toLowerCase();
  if (word === 'uk') return 'GB';
  return (
    allCodes().find((code) => code.toLowerCase() === word) ??
    allCodes().find((code) => countryName(code)?.toLowerCase() === word) ??
    null
  );
}

let codes: string[] | undefined;

function allCodes(): string[] {
  codes ??= LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter(
    (code) => countryName(code) !== null,
  );
  return codes;
}
