import { POD_ROLES, type Initiative } from '#model/record/initiative.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { addDays } from '#model/time/date.ts';
import type { Change } from './change.ts';

type Records = Pick<Portfolio, 'initiatives' | 'roadmap' | 'sites' | 'asOf'>;

/** Files in which a change was to be written and is not: what would then be computed answers nothing. */
export function notWritten(change: Change, before: Records, after: Records): string[] {
  if (change.kind === 'drop')
    return after.sites.some(({ id, until }) => id === change.site && until === before.asOf)
      ? []
      : ['sites.yaml'];
  const [was, is] = [before, after].map(({ initiatives }) =>
    initiatives.find(({ id }) => id === change.initiative),
  );
  if (!was || !is) return [was?.file ?? change.initiative];
  if (change.kind === 'delay')
    return [
      ...(gatesMoved(was, is, change.days) ? [] : [was.file]),
      ...itemsNotMoved(was.id, change.days, before, after),
    ];
  const isWritten = {
    stop: is.status === 'stopped',
    pause: is.status === 'paused',
    'lose-pod': POD_ROLES.every((role) => is.pod[role] === undefined),
  }[change.kind];
  return isWritten ? [] : [was.file];
}

function gatesMoved(was: Initiative, is: Initiative, days: number): boolean {
  return was.gates.every(
    ({ id, due, decision }) =>
      decision !== undefined ||
      is.gates.some((gate) => gate.id === id && gate.due === addDays(due, days)),
  );
}

function itemsNotMoved(of: string, days: number, before: Records, after: Records): string[] {
  const files = before.roadmap
    .filter(
      ({ id, initiative, status, end }) =>
        initiative === of &&
        status !== 'done' &&
        !after.roadmap.some((item) => item.id === id && item.end === addDays(end, days)),
    )
    .map(({ file }) => file);
  return [...new Set(files)];
}
