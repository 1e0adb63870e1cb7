import Qty from 'js-quantities';
import { monthOf } from '#ingest/table/date/monthNames.ts';

/** What is written beside the digits of a cell: a currency, a unit, a percent sign, a word of magnitude. */
export interface Mark {
  /** One spelling for all: `EUR` for `€`, `kWh` for `KWH`; empty where only a magnitude is written. */
  id: string;
  /** Power of ten that a word of magnitude multiplies the digits by: 3 for `Tsd.`, 6 for `Mio`. */
  power: number;
}

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/** Signs and short forms of money. What several currencies share (`$`, `kr`) stays as it is written. */
const MONEY = pairs(
  '€ EUR £ GBP ₹ INR ₽ RUB ₩ KRW ₺ TRY ₴ UAH ₪ ILS ฿ THB zł PLN Kč CZK Ft HUF лв BGN руб RUB',
  'US$ USD CA$ CAD C$ CAD AU$ AUD A$ AUD NZ$ NZD HK$ HKD R$ BRL $ $ ¥ ¥ kr kr Fr Fr Rs Rs',
  'Euro EUR euro EUR Euros EUR euros EUR',
);

/** Words of magnitude as powers of ten. `M`, `MM`, `T` and `G` are left out: they are millions to some and thousands or units to others. */
const POWERS = pairs(
  'k 3 thousand 3 tsd 3 tausend 3 тыс 3 tys 3 tis 3 lakh 5 crore 7 mio 6 million 6 millions 6',
  'millionen 6 mln 6 млн 6 mill 6 mrd 9 milliarden 9 mld 9 bn 9 млрд 9',
);

/** What is counted rather than measured, and units of plants that no library of physics lists. */
const COUNTED = pairs(
  'pc pcs pcs pcs pce pcs piece pcs pieces pcs ea pcs each pcs st pcs stk pcs stck pcs stück pcs',
  'szt pcs ks pcs unit pcs units pcs nm3 Nm3 nm³ Nm3 kva kVA mva MVA kvar kvar kvarh kvarh kwp kWp',
  'tco2 tCO2 tco2e tCO2e pct % percent % prozent % std h stunden h tage d °c °C °f °F ppm ppm ppb ppb ‰ ‰',
);

/** ERP systems write units in capitals. */
const CAPITALS = pairs(
  'WH Wh KWH kWh MWH MWh GWH GWh KW kW KG kg KM km MM mm CM cm M3 m3 M2 m2 MIN min SEC s HR h',
  'HRS h BAR bar TO t TON t LB lbs GAL gal',
);

const known = new Map<string, Mark | null>();
/** Different texts that are remembered, so that a column of prose costs no memory. */
const MOST_KNOWN = 2000;

/** The text beside digits as what it says; null for what no list knows, which makes the cell no number. */
export function markOf(text: string): Mark | null {
  const found = known.get(text);
  if (found !== undefined) return found;
  if (known.size > MOST_KNOWN) known.clear();
  const mark = text.length > 20 ? null : read(text);
  known.set(text, mark);
  return mark;
}

/** A mark as one text: the same for all cells that can be added as they are written. */
export function markText({ id, power }: Mark): string {
  return power === 0 ? id : `10^${power} ${id}`.trim();
}

export function isCurrency(id: string): boolean {
  return CURRENCIES.has(id) || MONEY.has(id);
}

function read(text: string): Mark | null {
  const id = idOf(text);
  if (id !== null) return { id, power: 0 };
  // `TEUR`, `T€`, `M€`: a letter is a magnitude only where it is joined to a currency of one country.
  const joined = /^([TkM])(.+)$/u.exec(text);
  const currency = joined === null ? undefined : currencyOf(joined[2]!);
  if (currency !== undefined)
    return { id: currency, power: LETTERS[joined?.[1] as keyof typeof LETTERS] };
  // `Tsd. EUR`, `k€`, `Mio`: a magnitude, alone or with the money that it counts.
  const parts = /^(\p{L}+)\.?\s*(.*)$/u.exec(text);
  const power = parts === null ? 0 : powerOf(parts[1]!);
  if (parts === null || power === 0) return null;
  const rest = parts[2]!;
  if (rest === '') return { id: '', power };
  const money = idOf(rest);
  return money !== null && isCurrency(money) ? { id: money, power } : null;
}

/** Magnitudes before a currency, as controllers write them. */
const LETTERS = { T: 3, k: 3, M: 6 } as const;

/** A code or a sign that is one currency alone; undefined for any other text, and for what several countries share. */
function currencyOf(text: string): string | undefined {
  const id = MONEY.get(text) ?? text;
  return CURRENCIES.has(id) ? id : undefined;
}

/** `k` is a thousand, `K` the kelvin. */
function powerOf(word: string): number {
  return Number((word === 'K' ? undefined : POWERS.get(word.toLowerCase())) ?? 0);
}

function idOf(text: string): string | null {
  if (text === '%') return '%';
  const bare = text.replace(/\.$/, '');
  if (CURRENCIES.has(text)) return text;
  const listed = MONEY.get(bare) ?? COUNTED.get(bare.toLowerCase()) ?? CAPITALS.get(bare);
  if (listed !== undefined) return listed;
  const over = /^(.+?)\s?\/\s?(.+)$/.exec(text);
  if (over) {
    const [of, by] = [idOf(over[1]!), idOf(over[2]!)];
    return of !== null && by !== null ? `${of}/${by}` : null;
  }
  return unitOf(bare);
}

/** The unit as js-quantities writes it; a month such as `MAR` or `Dez` is not one. */
function unitOf(text: string): string | null {
  const plain = text.replaceAll('²', '2').replaceAll('³', '3').replaceAll('µ', 'u');
  if (!/^°?[\p{L}]+\d?$/u.test(plain) || monthOf(text) !== null) return null;
  // A bare `M` is mostly a million, and then the library would read moles.
  const unit = plain === 'M' ? null : Qty.parse(`1 ${plain}`);
  return unit === null ? null : unit.units();
}

function pairs(...lines: string[]): ReadonlyMap<string, string> {
  const words = lines.join(' ').split(' ');
  return new Map(
    Array.from({ length: words.length / 2 }, (_, at) => [words[at * 2]!, words[at * 2 + 1]!]),
  );
}
