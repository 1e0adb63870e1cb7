import { addDays } from '#model/time/date.ts';
import type { MersenneTwister } from './mersenneTwister.ts';
import {
  EXTRACTED,
  MONTHS,
  monthClosed,
  type PerSite,
  type Row,
  SITES,
  type SiteId,
  weeks,
  whole,
} from './rows.ts';

const LAST_WEEK = '2026-09-28';
const row = (
  start: string,
  site: string,
  numerator: number,
  denominator: number,
  asOf = EXTRACTED,
): Row => ({ start, site, numerator: String(numerator), denominator: String(denominator), asOf });
const between = (low: number, value: number, high: number) => Math.max(low, Math.min(high, value));

/** Crews with work orders on tablets: four plants level off above 80 %, San Telmo at a third. */
export function workOrders(random: MersenneTwister): Row[] {
  const roster: PerSite = { ESK: 74, VEL: 131, TAR: 66, CMI: 104, STN: 58 };
  const start: Record<SiteId, string> = {
    ESK: '2026-03-02',
    VEL: '2025-10-06',
    TAR: '2026-01-12',
    CMI: '2026-02-02',
    STN: '2026-05-04',
  };
  const level: PerSite = { ESK: 0.8, VEL: 0.9, TAR: 0.84, CMI: 0.81, STN: 0.3 };
  const slowness: PerSite = { ESK: 7, VEL: 5, TAR: 6, CMI: 6, STN: 4 };
  const newest: Record<SiteId, number[]> = {
    ESK: [58, 60, 61, 61],
    VEL: [117, 119, 118, 118],
    TAR: [54, 55, 55, 57],
    CMI: [84, 84, 85, 88],
    STN: [17, 18, 17, 19],
  };
  return SITES.flatMap((site) => {
    const mondays = weeks(start[site], LAST_WEEK, site);
    return mondays.map((monday, i) => {
      const drawn = whole(
        roster[site] *
          Math.max(
            0.03,
            level[site] * (1 - Math.exp(-(i + 1) / slowness[site])) + random.normal(0, 0.012),
          ),
      );
      return row(monday, site, newest[site][i - mondays.length + 4] ?? drawn, roster[site]);
    });
  });
}

/** Casting defects entered at the knock-out: the headset pilot falls, the pedal and panel rise. */
export function defectCapture(random: MersenneTwister): Row[] {
  const headset: [number, number][] = [
    [34, 112],
    [31, 118],
    [29, 109],
    [26, 121],
    [24, 116],
    [22, 114],
    [21, 110],
    [22, 119],
  ];
  const panel = [
    0.41, 0.52, 0.61, 0.68, 0.74, 0.79, 0.82, 0.85, 0.86, 0.88, 0.87, 0.89, 0.88, 0.9, 0.88, 0.89,
    0.87, 0.9, 0.89, 0.88, 0.9, 0.89, 0.88, 0.9,
  ];
  const first = weeks('2025-10-27', '2025-12-15').map((monday, i): Row => ({
    ...row(monday, 'ESK', ...headset[i]!, addDays(monday, 8)),
    line: 'ESK-KO',
    note: 'pilot, headset',
  }));
  const second = weeks('2026-04-06', LAST_WEEK, 'ESK').map((monday, i): Row => {
    const found = random.integer(104, 126);
    return {
      ...row(monday, 'ESK', whole(found * panel[i]!), found),
      line: 'ESK-KO',
      note: 'iteration 2, pedal + tile panel',
    };
  });
  return [...first, ...second];
}

/** Supervisors who looked at a wall in the week: one in seven. */
export function oeeWalls(random: MersenneTwister): Row[] {
  const supervisors: PerSite = { ESK: 14, VEL: 22, TAR: 11, CMI: 18, STN: 9 };
  return weeks('2026-02-02', LAST_WEEK).flatMap((monday) =>
    SITES.filter((site) => weeks(monday, monday, site).length > 0).map((site) =>
      row(
        monday,
        site,
        between(0, whole(supervisors[site] * (0.135 + random.normal(0, 0.05))), supervisors[site]),
        supervisors[site],
      ),
    ),
  );
}

/** A stock that only ever grows, month by month. */
export function running(first: string, begin: number, added: number[], note?: string): Row[] {
  let total = begin;
  return MONTHS.filter((month) => month >= first).map((month, i) => {
    total += added[i]!;
    return {
      start: month,
      site: 'ALL',
      value: String(total),
      asOf: monthClosed(month),
      ...(note === undefined ? {} : { note }),
    };
  });
}

/** Orders built out of sequence at Assembly 1; the export falls silent after 17 August 2026. */
export function sequenceOverride(random: MersenneTwister): Row[] {
  return weeks('2025-11-10', '2026-08-17', 'TAR').map((monday) => {
    const orders = random.integer(58, 74);
    return {
      ...row(
        monday,
        'TAR',
        whole(orders * (0.62 + random.normal(0, 0.03))),
        orders,
        addDays(monday, 8),
      ),
      line: 'TAR-A1',
    };
  });
}

/** Alerts acted on within a day: from half to nearly all in eight weeks. */
export function alertsActedOn(random: MersenneTwister): Row[] {
  return weeks('2025-11-24', LAST_WEEK, 'VEL').map((monday, i) => {
    const alerts = random.integer(11, 19);
    return row(
      monday,
      'VEL',
      between(0, whole(alerts * Math.min(0.93, 0.48 + 0.06 * i) + random.normal(0, 0.3)), alerts),
      alerts,
    );
  });
}

/** Technicians with alerts: Vellbruck, Carrow Mills with one week missing, and the nine of the pilot cell. */
export function alertApp(random: MersenneTwister): Row[] {
  const pilot = [4, 5, 6, 6, 7, 8, 8, 8, 8, 9, 8];
  return [
    ...weeks('2026-03-02', LAST_WEEK, 'VEL').map((monday): Row => ({
      ...row(monday, 'VEL', whole(38 * (0.9 + random.normal(0, 0.02))), 38),
      note: '',
    })),
    ...(
      [
        ['2026-09-07', 17],
        ['2026-09-14', 20],
        ['2026-09-28', 23],
      ] as const
    ).map(([monday, active]): Row => ({ ...row(monday, 'CMI', active, 31), note: '' })),
    ...weeks('2025-12-01', '2026-02-23', 'VEL').map((monday, i): Row => ({
      ...row(monday, 'VEL', pilot[i]!, 9, addDays(monday, 9)),
      line: 'VEL-C1',
      note: 'pilot line',
    })),
  ];
}

/** Escalations closed in a day: rising by about a point a month, but not at San Telmo. */
export function escalations(random: MersenneTwister): Row[] {
  const begin: PerSite = { ESK: 0.58, VEL: 0.66, TAR: 0.63, CMI: 0.61, STN: 0.44 };
  return MONTHS.slice(12).flatMap((month, i) =>
    SITES.map((site) => {
      const raised = random.integer(18, 46);
      const share = begin[site] + (site === 'STN' ? 0.002 * i : 0.013 * i) + random.normal(0, 0.02);
      return row(month, site, whole(raised * Math.min(0.98, share)), raised, monthClosed(month));
    }),
  );
}

/** Audited joints with a record: five to nine a week, too few to say anything. */
export function torqueTrace(): Row[] {
  const audited: [number, number][] = [
    [3, 5],
    [5, 7],
    [4, 6],
    [6, 8],
    [7, 9],
    [7, 9],
  ];
  return weeks('2026-08-24', LAST_WEEK).map((monday, i) => ({
    ...row(monday, 'CMI', ...audited[i]!),
    line: 'CMI-A2',
    note: 'audited joints',
  }));
}

/** Order lines that jump the queue. */
export function expedites(random: MersenneTwister): Row[] {
  return MONTHS.slice(12).map((month, i) => {
    const lines = random.integer(2300, 2700);
    return row(
      month,
      'CMI',
      whole(lines * (0.182 - 0.0035 * Math.max(0, i - 6) + random.normal(0, 0.004))),
      lines,
      monthClosed(month),
    );
  });
}

/** Orders placed by line-side signal: flat for fourteen weeks, rising after the redesign. */
export function supplierSignals(random: MersenneTwister): Row[] {
  return weeks('2026-03-02', LAST_WEEK, 'CMI').map((monday, i) => {
    const orders = random.integer(310, 360);
    const share =
      i < 14
        ? 0.31 + random.normal(0, 0.015)
        : Math.min(0.64, 0.34 + 0.03 * (i - 13)) + random.normal(0, 0.012);
    return row(monday, 'CMI', whole(orders * share), orders);
  });
}

/** People on the roster who may read the shared dashboards, and who of them did in the week: analysts read, supervisors hardly do. */
export function sharedDashboards(random: MersenneTwister): Row[] {
  const rosters: Record<string, { people: PerSite; share: (week: number) => number }> = {
    analyst: { people: { ESK: 6, VEL: 11, TAR: 5, CMI: 9, STN: 3 }, share: () => 0.86 },
    planner: {
      people: { ESK: 6, VEL: 9, TAR: 8, CMI: 10, STN: 5 },
      share: (week) => Math.min(0.62, 0.44 + 0.01 * week),
    },
    supervisor: { people: { ESK: 14, VEL: 22, TAR: 11, CMI: 18, STN: 9 }, share: () => 0.22 },
    technician: {
      people: { ESK: 24, VEL: 38, TAR: 16, CMI: 31, STN: 12 },
      share: (week) => Math.min(0.48, 0.36 + 0.006 * week),
    },
  };
  return weeks('2026-04-06', LAST_WEEK).flatMap((monday, week) =>
    SITES.filter((site) => weeks(monday, monday, site).length > 0).flatMap((site) =>
      Object.entries(rosters).map(([role, { people, share }]): Row => {
        const readers = whole(
          people[site] * (share(week) * (site === 'STN' ? 0.95 : 1) + random.normal(0, 0.03)),
        );
        return { ...row(monday, site, between(0, readers, people[site]), people[site]), role };
      }),
    ),
  );
}
