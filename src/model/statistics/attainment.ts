export interface Attainment {
  n: number;
  within: number;
  late: number;
  openOverdue: number;
  /** Not yet due: in neither part of the ratio. */
  openPending: number;
  /** Null when nothing is due yet. */
  share: number | null;
}

/** Share answered within the agreed time; an open item past it counts as a miss. Times and targets in one unit. */
export function attainment(
  items: readonly { target: number; answered: number | null; waiting: number | null }[],
): Attainment {
  const within = items.filter(
    (item) => item.answered !== null && item.answered <= item.target,
  ).length;
  const late = items.filter((item) => item.answered !== null && item.answered > item.target).length;
  const openOverdue = items.filter(
    (item) => item.answered === null && (item.waiting ?? 0) > item.target,
  ).length;
  const due = within + late + openOverdue;
  return {
    n: items.length,
    within,
    late,
    openOverdue,
    openPending: items.length - due,
    share: due === 0 ? null : within / due,
  };
}
