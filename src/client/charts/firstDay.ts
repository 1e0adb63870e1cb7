/** `2026-W07` and `2026-Q3` begin on a day as well. */
export function firstDay(period: string): string {
  const [, year = '', week] = /^(\d{4})-W(\d\d)$/.exec(period) ?? [];
  if (week) {
    const fourth = new Date(Date.UTC(Number(year), 0, 4));
    return new Date(
      fourth.getTime() + ((Number(week) - 1) * 7 - ((fourth.getUTCDay() + 6) % 7)) * 86_400_000,
    )
      .toISOString()
      .slice(0, 10);
  }
  const quarter = /^(\d{4})-Q(\d)$/.exec(period);
  if (quarter) return `${quarter[1]}-${String(Number(quarter[2]) * 3 - 2).padStart(2, '0')}-01`;
  return period.length === 7 ? `${period}-01` : period;
}
