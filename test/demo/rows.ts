import { addDays } from '#model/time/date.ts';

/** One row of an export, numbers as the system writes them. */
export interface Row {
  start: string;
  site: string;
  line?: string;
  role?: string;
  numerator?: string;
  denominator?: string;
  value?: string;
  status?: 'preliminary' | 'final' | 'restated';
  asOf: string;
  note?: string;
}

export const SITES = ['ESK', 'VEL', 'TAR', 'CMI', 'STN'] as const;
export type SiteId = (typeof SITES)[number];
export type PerSite = Record<SiteId, number>;

/** The 24 months from October 2024: twelve before the programme, twelve in it. */
export const MONTHS = Array.from(
  { length: 24 },
  (_, i) => `${2024 + Math.floor((9 + i) / 12)}-${String(((9 + i) % 12) + 1).padStart(2, '0')}-01`,
);

/** Weeks in which a plant stands still, by their Mondays. */
export const CLOSED: Record<SiteId, string[]> = {
  ESK: ['2025-12-22', '2025-12-29', '2026-07-27', '2026-08-03'],
  VEL: ['2025-12-22', '2025-12-29', '2026-08-10', '2026-08-17'],
  TAR: ['2025-12-22', '2025-12-29', '2026-07-13', '2026-07-20'],
  CMI: ['2025-12-22', '2026-06-29'],
  STN: ['2025-12-22', '2025-12-29', '2026-03-30'],
};

/** The day on which the weekly systems were last extracted. */
export const EXTRACTED = '2026-10-06';

/** Mondays from `first` to `last` on which the plant works. */
export function weeks(first: string, last: string, site?: SiteId): string[] {
  const out: string[] = [];
  for (let day = first; day <= last; day = addDays(day, 7))
    if (!site || !CLOSED[site].includes(day)) out.push(day);
  return out;
}

/** Months close on the sixth of the next one. */
export function monthClosed(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return `${number === 12 ? year + 1 : year}-${String((number % 12) + 1).padStart(2, '0')}-06`;
}

/** To a whole number, a half to the even one. */
export function whole(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

export const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
