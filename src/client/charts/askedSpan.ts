/** From when to when a chart is looked at, as places in its periods. */
interface Span {
  from: number;
  to: number;
}

/** What the address asks for: `?from=2026-01&to=2026-06`. A period that is not there asks for nothing, and one span is never the other way round. */
export function askedSpan(periods: readonly string[]): Span {
  const { searchParams } = new URL(location.href);
  const at = (key: 'from' | 'to', otherwise: number) => {
    const place = periods.indexOf(searchParams.get(key) ?? '');
    return place < 0 ? otherwise : place;
  };
  const last = periods.length - 1;
  const [from, to] = [at('from', 0), at('to', last)];
  return from <= to ? { from, to } : { from: to, to: from };
}

/** Writes it into the address, so that a link leads to what is looked at; what begins or ends with the data is not written. */
export function keepSpan(periods: readonly string[], { from, to }: Span): void {
  const url = new URL(location.href);
  const keep = (key: 'from' | 'to', period: string | undefined) =>
    period === undefined ? url.searchParams.delete(key) : url.searchParams.set(key, period);
  keep('from', from > 0 ? periods[from] : undefined);
  keep('to', to >= 0 && to < periods.length - 1 ? periods[to] : undefined);
  history.replaceState(history.state, '', url);
}
