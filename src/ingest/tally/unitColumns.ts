import { isCurrency, markOf } from '#ingest/table/mark.ts';
import type { Resource } from '#ingest/contract/contract.ts';
import type { ColumnAggregate, Metric } from '#model/record/metric.ts';

/** What systems call the column beside an amount or a quantity that says what it is in. */
const MONEY_NAMES = words(
  'currency curr ccy cur waers währung waehrung devise moneda valuta moeda waluta měna mena pénznem döviz 通貨 币种 货币 통화',
);
const UNIT_NAMES = words(
  'unit units uom einheit mengeneinheit meins me unité unite unidad unidade unità unita eenheid enhet yksikkö jednostka jm jednotka mértékegység birim 单位 単位 단위',
);
/** Columns of amounts; a quantity beside a price has no currency. */
const AMOUNT =
  /amount|value|price|cost|revenue|sales|spend|turnover|budget|net|gross|betrag|wert|preis|kosten|umsatz|aufwand|erlös|erloes|montant|prix|coût|cout|importe|precio|coste|costo|importo|prezzo|valor|bedrag|prijs|kwota|cena|金額|金额|금액/i;

/** A column of the contract that says, row by row, what numbers of other columns are in; `place` is its place in the contract's fields. */
export interface UnitColumn {
  name: string;
  place: number;
  kind: 'currency' | 'unit';
}

/** The columns that say what the numbers of a metric are in; none where the contract has said it. */
export function unitColumnsOf(
  { value, unit }: Pick<Metric, 'value' | 'unit'>,
  { schema, trilens }: Pick<Resource, 'schema' | 'trilens'>,
): UnitColumn[] {
  const made = new Set(trilens.money.map(({ as }) => as));
  const columns = numbersOf(value).filter((column) => !made.has(column));
  const open = columns.filter((column) =>
    schema.fields.some(
      (field) => field.name === column && field.unit === undefined && field.currency === undefined,
    ),
  );
  const isMoney =
    isCurrency(markOf(unit ?? '')?.id ?? '') || open.some((column) => AMOUNT.test(column));
  return open.length === 0
    ? []
    : schema.fields.flatMap(({ name, type }, place): UnitColumn[] => {
        if (type !== 'string') return [];
        if (isMoney && isNamed(name, MONEY_NAMES)) return [{ name, place, kind: 'currency' }];
        return isNamed(name, UNIT_NAMES) ? [{ name, place, kind: 'unit' }] : [];
      });
}

/** What the texts of such a column say, each once; none where one of them is no currency or no unit. */
export function unitsIn(texts: Iterable<string>, kind: UnitColumn['kind']): string[] {
  const found = new Set<string>();
  for (const text of texts) {
    const id = (markOf(text.trim()) ?? markOf(text.trim().toUpperCase()))?.id ?? '';
    if (id === '' || (kind === 'currency' && !isCurrency(id))) return [];
    found.add(id);
  }
  // Letters alone may be names: unit A and unit B of a plant.
  return [...found].some((id) => id.length > 1) ? [...found].sort() : [];
}

/** The columns whose numbers a metric adds up or takes the mean of. */
export function numbersOf(value: Metric['value']): string[] {
  const of = ({ aggregate, column }: ColumnAggregate) =>
    ['count', 'countDistinct', 'habit'].includes(aggregate) ? [] : [column];
  if (value.kind === 'ratio') return [...of(value.numerator), ...of(value.denominator)];
  return value.kind === 'column' ? of(value.of) : [];
}

/** True where one of the words of a name is listed: `Currency Code`, `waers`, `unit_of_measure`. */
function isNamed(name: string, listed: ReadonlySet<string>): boolean {
  return name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .some((word) => listed.has(word));
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
