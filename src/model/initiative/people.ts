import { longDate, type IsoDate } from '#model/time/date.ts';
import type { Portfolio } from '#model/record/portfolio.ts';

/** A name with its office, "R. Sato, COO", is the same person as without. */
export const personOf = (name: string) => name.split(',')[0]?.trim() ?? name;

/** Says of a name whether its bearer is no longer here, as portfolio.yaml knows: ` left on 15 October 2026`, else null. */
export function whoLeft({
  settings,
  asOf,
}: Pick<Portfolio, 'settings' | 'asOf'>): (name: string | undefined) => string | null {
  const until = new Map<string, IsoDate>(
    (settings.people ?? []).flatMap((one) =>
      one.until && one.until < asOf ? [[personOf(one.name), one.until] as const] : [],
    ),
  );
  return (name) => {
    const day = name === undefined ? undefined : until.get(personOf(name));
    return day === undefined ? null : `${personOf(name!)} left on ${longDate(day)}`;
  };
}
