import { coverOf } from '#model/goal/goalCover.ts';
import type { Portal } from '#model/portal.ts';
import type { WhatIf } from './answer.ts';
import type { Change } from './change.ts';

/** Goals of which another part would be covered. */
export function goalsChanged(change: Change, portal: Portal): WhatIf['goals'] {
  const changed = portalAfter(change, portal);
  if (changed === portal) return [];
  return portal.goals.flatMap((goal) => {
    const [before, after] = [coverOf(goal, portal), coverOf(goal, changed)];
    return before && after && before.likely !== after.likely
      ? [{ goal: goal.goal.id, before, after }]
      : [];
  });
}

/** The portal with the change in its records, as far as the cover of goals looks at them. */
function portalAfter(change: Change, portal: Portal): Portal {
  const { portfolio } = portal;
  if (change.kind === 'drop')
    return {
      ...portal,
      portfolio: {
        ...portfolio,
        sites: portfolio.sites.map((site) =>
          site.id === change.site ? { ...site, until: portfolio.asOf } : site,
        ),
      },
    };
  if (change.kind !== 'stop') return portal;
  return {
    ...portal,
    initiatives: portal.initiatives.map((state) =>
      state.initiative.id === change.initiative
        ? { ...state, initiative: { ...state.initiative, status: 'stopped' as const } }
        : state,
    ),
  };
}
