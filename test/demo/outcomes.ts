import { addDays } from '#model/time/date.ts';
import type { MersenneTwister } from './mersenneTwister.ts';
import {
  CLOSED,
  EXTRACTED,
  MONTHS,
  monthClosed,
  type PerSite,
  type Row,
  SITES,
  type SiteId,
  sum,
  weeks,
  whole,
} from './rows.ts';

const from = <K extends string>(keys: readonly K[], value: (key: K) => number) =>
  Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<K, number>;
const ratio = (
  start: string,
  site: string,
  numerator: number | string,
  denominator: number | string,
  asOf = monthClosed(start),
): Row => ({ start, site, numerator: String(numerator), denominator: String(denominator), asOf });

/** Conversion cost and accepted pump-equivalents: flat for a year, then falling, fastest at Vellbruck. */
export function conversionCost(random: MersenneTwister): Row[] {
  const total = [
    413.9, 411.2, 414.6, 412.0, 410.8, 413.5, 411.9, 413.4, 412.3, 411.4, 413.8, 412.4, 412.6,
    411.0, 413.2, 409.1, 408.8, 405.0, 406.9, 403.2, 401.9, 402.6, 398.4, 398.9,
  ];
  const units: PerSite = { ESK: 2150, VEL: 3600, TAR: 2300, CMI: 2550, STN: 850 };
  const level: PerSite = { ESK: 455, VEL: 372, TAR: 401, CMI: 418, STN: 521 };
  const drift: PerSite = { ESK: -0.01, VEL: -0.062, TAR: -0.03, CMI: -0.034, STN: 0.021 };
  return MONTHS.flatMap((month, i) => {
    const made = from(SITES, (site) =>
      whole(
        units[site] *
          (1 + random.uniform(-0.03, 0.03) + (i >= 12 && site !== 'STN' ? 0.004 * (i - 12) : 0)),
      ),
    );
    const cost = from(
      SITES,
      (site) =>
        made[site] *
        level[site] *
        (1 + (i > 11 ? (drift[site] * (i - 11)) / 12 : 0) + random.uniform(-0.004, 0.004)),
    );
    const scale = (total[i]! * sum(Object.values(made))) / sum(Object.values(cost));
    return SITES.map((site): Row => ({
      ...ratio(month, site, whole(cost[site] * scale), made[site]),
      status: i < 23 ? 'final' : 'preliminary',
    }));
  });
}

/** Unplanned stop hours of planned hours: Vellbruck improves from February 2026, San Telmo worsens from April. */
export function unplannedDowntime(random: MersenneTwister): Row[] {
  const planned: PerSite = { ESK: 5200, VEL: 7800, TAR: 3900, CMI: 6400, STN: 2600 };
  const usual: PerSite = { ESK: 12.4, VEL: 9.6, TAR: 7.1, CMI: 10.3, STN: 11.6 };
  return MONTHS.flatMap((month, i) =>
    SITES.map((site) => {
      const hours = whole(planned[site] * (1 + random.uniform(-0.05, 0.05)));
      let share = usual[site] + random.normal(0, 0.35);
      if (site === 'VEL' && i >= 16) share -= Math.min(2.3, 0.45 * (i - 15));
      if (site === 'CMI' && i >= 22) share -= 0.5;
      if (site === 'STN' && i >= 18) share += 0.25 * (i - 17);
      return ratio(month, site, ((hours * share) / 100).toFixed(1), hours);
    }),
  );
}

/** Six lines, eight weeks before and eight after the alerts began on the first. */
export function lineDowntime(): Row[] {
  const hours: Record<string, number[]> = {
    'VEL-C1': [9.8, 10.4, 9.1, 10.9, 9.6, 10.2, 11.0, 9.4, 8.9, 7.8, 7.1, 6.9, 7.4, 6.6, 7.2, 6.5],
    'VEL-C2': [8.9, 9.5, 9.2, 8.4, 9.9, 9.0, 9.3, 8.8, 8.6, 9.1, 8.3, 8.8, 8.2, 9.0, 8.5, 8.1],
    'VEL-C3': [
      10.6, 9.7, 10.1, 10.9, 9.9, 10.4, 10.8, 10.0, 9.8, 9.4, 10.2, 9.1, 9.6, 9.9, 9.3, 9.5,
    ],
    'VEL-C4': [7.9, 8.3, 8.8, 7.6, 8.1, 8.5, 8.0, 8.4, 8.0, 7.4, 7.9, 8.3, 7.6, 7.8, 8.1, 7.5],
    'CMI-M1': [
      11.2, 10.5, 10.8, 11.6, 11.0, 10.3, 11.1, 10.7, 10.4, 10.9, 10.1, 10.6, 9.9, 10.5, 10.2, 10.0,
    ],
    'CMI-M2': [9.1, 8.7, 9.6, 9.3, 8.9, 9.4, 8.6, 9.2, 8.8, 9.0, 8.5, 8.9, 8.3, 8.7, 8.4, 8.6],
  };
  const mondays = weeks('2025-09-29', '2026-01-26', 'VEL');
  return Object.entries(hours).flatMap(([line, values]) =>
    values.map((value, i) => ({
      ...ratio(mondays[i]!, line.slice(0, 3), value.toFixed(1), '100.0', addDays(mondays[i]!, 9)),
      line,
    })),
  );
}

/** Good of inspected: Eskmoor dips while the furnace is throttled, Tarnholm rises from April 2026. */
export function firstPassYield(random: MersenneTwister): Row[] {
  const last: Record<SiteId, [number, number]> = {
    ESK: [7410, 8220],
    VEL: [18860, 19640],
    TAR: [4012, 4155],
    CMI: [6330, 6910],
    STN: [911, 1190],
  };
  const usual: PerSite = { ESK: 90.2, VEL: 95.4, TAR: 94.7, CMI: 91.5, STN: 77.3 };
  const throttled: Record<number, number> = { 16: 1.9, 17: 2.6, 18: 2.2 };
  return MONTHS.flatMap((month, i) =>
    SITES.map((site) => {
      const inspected = whole(last[site][1] * (1 + random.uniform(-0.06, 0.06)));
      let share = usual[site] + random.normal(0, 0.3);
      if (site === 'ESK') share -= throttled[i] ?? 0;
      if (site === 'VEL' && i >= 15) share += Math.min(0.7, 0.15 * (i - 14));
      if (site === 'TAR' && i >= 18) share += Math.min(1.8, 0.5 * (i - 17));
      return i === 23
        ? ratio(month, site, ...last[site])
        : ratio(month, site, whole((inspected * share) / 100), inspected);
    }),
  );
}

/** Order lines delivered on the first confirmed date: flat. */
export function onTimeInFull(random: MersenneTwister): Row[] {
  const total = [
    86.4, 85.8, 86.6, 86.1, 85.7, 86.8, 86.2, 85.9, 86.5, 86.0, 86.3, 86.2, 86.1, 86.9, 85.7, 86.4,
    87.0, 85.9, 86.6, 86.2, 86.8, 86.0, 86.7, 86.3,
  ];
  const usual = { TAR: [1840, 91], CMI: [2210, 88.5], STN: [3150, 82] } as const;
  const sites = ['TAR', 'CMI', 'STN'] as const;
  return MONTHS.flatMap((month, i) => {
    const lines = from(sites, (site) => whole(usual[site][0] * (1 + random.uniform(-0.05, 0.05))));
    const share = from(sites, (site) => usual[site][1] + random.normal(0, 0.5));
    const scale =
      (total[i]! * sum(Object.values(lines))) / sum(sites.map((site) => lines[site] * share[site]));
    return sites.map((site) =>
      ratio(month, site, whole((lines[site] * share[site] * scale) / 100), lines[site]),
    );
  });
}

/** Working days from order to crate, summed over orders. */
export function orderLeadTime(random: MersenneTwister): Row[] {
  const days = [
    31.2, 29.8, 32.5, 30.4, 31.9, 30.1, 32.2, 29.5, 31.0, 30.7, 32.0, 30.3, 30.9, 29.9, 29.2, 28.8,
    28.1, 29.0, 27.9, 28.4, 28.6, 27.5, 27.9, 28.2,
  ];
  return MONTHS.flatMap((month, i) => {
    const tarnholm = whole(212 * (1 + random.uniform(-0.06, 0.06)));
    const carrow = whole(268 * (1 + random.uniform(-0.06, 0.06)));
    const first = whole((days[i]! - 1.1) * tarnholm);
    return [
      ratio(month, 'TAR', first, tarnholm),
      ratio(month, 'CMI', whole(days[i]! * (tarnholm + carrow) - first), carrow),
    ];
  });
}

/** Kilowatt hours and tonnes: lower for the three months in which melts waited for cheap power. */
export function furnaceEnergy(random: MersenneTwister): Row[] {
  return MONTHS.map((month, i) => {
    const tonnes = whole(940 * (1 + random.uniform(-0.04, 0.04)));
    const each = 618 + random.normal(0, 5) - (i >= 16 && i <= 18 ? 24 : 0);
    return ratio(month, 'ESK', whole(each * tonnes), tonnes);
  });
}

/** Returned of delivered units: rare, so that limits would flag mere chance. */
export function customerReturns(random: MersenneTwister): Row[] {
  const delivered = Object.entries({ TAR: 4100, CMI: 6800, STN: 9200 });
  return MONTHS.flatMap((month) =>
    delivered.map(([site, units]) =>
      ratio(
        month,
        site,
        sum(Array.from({ length: units }, () => Number(random.fraction() < 420e-6))),
        units,
      ),
    ),
  );
}

/** Recordable injuries of hours worked. */
export function recordableInjuries(random: MersenneTwister): Row[] {
  const hours = Object.entries({ ESK: 62000, VEL: 79000, TAR: 52000, CMI: 70000, STN: 44000 });
  return MONTHS.flatMap((month) =>
    hours.map(([site, worked]) =>
      ratio(month, site, Number(random.fraction() < (0.33 * worked) / 62000), worked),
    ),
  );
}

/** Scrap per thousand at the test bench; eight weeks were restated when re-inspected faces turned out to be counted as good. */
export function sealFaceScrap(random: MersenneTwister): Row[] {
  const before = [58.9, 57.6, 59.3, 58.1, 58.8, 57.9, 59.0, 58.4, 57.8, 59.1, 58.2, 57.7];
  const reported = [58, 55, 51, 44, 40, 37, 36, 34];
  const restated = [58, 57, 56, 52, 51, 49, 49, 48];
  const pilot = weeks('2026-03-30', '2026-05-18');
  const row = (start: string, value: number | string, asOf: string): Row => ({
    ...ratio(start, 'TAR', value, 1000, asOf),
    line: 'TAR-T1',
    note: '',
  });
  return [
    ...weeks('2026-01-05', '2026-03-23').map((start, i) =>
      row(start, before[i]!.toFixed(1), addDays(start, 8)),
    ),
    ...pilot.map((start, i) => row(start, reported[i]!, '2026-05-27')),
    ...pilot.map((start, i): Row => ({
      ...row(start, restated[i]!, '2026-08-24'),
      status: 'restated',
      note: 're-inspected parts had been counted as passed at first inspection; see REV-01',
    })),
    ...weeks('2026-05-25', '2026-09-28')
      .filter((start) => !CLOSED.TAR.includes(start))
      .map((start) => row(start, (48.6 + random.normal(0, 1)).toFixed(1), EXTRACTED)),
  ];
}
