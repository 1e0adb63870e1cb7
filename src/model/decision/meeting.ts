import type { MeetingPlan, PortfolioSettings } from '#model/record/portfolio.ts';
import { addDays, type IsoDate } from '#model/time/date.ts';
import { WEEKDAYS } from '#model/time/calendar.ts';

/** The next meeting of a plan, with the ones around it. */
export interface Meeting {
  id: string;
  title: string;
  date: IsoDate;
  /** The one before; null where the plan knows none. */
  last: IsoDate | null;
  /** The one after; null where the plan ends. */
  next: IsoDate | null;
  deciders: string[];
  /** Nobody planned it: the first day of the coming week stands in for it. */
  assumed: boolean;
}

/** The next meeting of every plan that has one; without any plan the coming week, which is no secret to anybody. */
export function meetingsAhead(
  settings: Pick<PortfolioSettings, 'meetings' | 'weekStartsOn'>,
  asOf: IsoDate,
): Meeting[] {
  const plans = settings.meetings ?? [];
  return plans.length === 0
    ? [weekly(settings.weekStartsOn, asOf)]
    : plans.flatMap((plan) => ahead(plan, asOf) ?? []);
}

/** A meeting on the day itself is ahead: its agenda is read that morning. */
function ahead({ id, title, dates, deciders }: MeetingPlan, asOf: IsoDate): Meeting | null {
  const days = [...new Set(dates)].sort();
  const at = days.findIndex((day) => day >= asOf);
  const date = days[at];
  if (date === undefined) return null;
  return {
    id,
    title,
    date,
    last: days[at - 1] ?? null,
    next: days[at + 1] ?? null,
    deciders,
    assumed: false,
  };
}

/** `getUTCDay` counts from Sunday, `WEEKDAYS` from Monday. */
function weekly(startsOn: PortfolioSettings['weekStartsOn'], asOf: IsoDate): Meeting {
  const wanted = WEEKDAYS.indexOf(startsOn);
  const today = (new Date(`${asOf}T00:00:00Z`).getUTCDay() + 6) % 7;
  const date = addDays(asOf, (wanted - today + 7) % 7);
  return {
    id: 'weekly',
    title: 'Weekly review',
    date,
    last: addDays(date, -7),
    next: addDays(date, 7),
    deciders: [],
    assumed: true,
  };
}
