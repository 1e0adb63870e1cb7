import type { Computed } from '../overview.ts';
import type { Answer } from '#model/portal.ts';
import { decide } from './decide.ts';
import { course } from './course.ts';
import { changed } from './changed.ts';
import { positions } from './positions.ts';
import { use } from './use.ts';
import { behaviour } from './behaviour.ts';
import { money } from './money.ts';
import { friction } from './friction.ts';
import { laggard } from './laggard.ts';
import { worse } from './worse.ts';
import { learned } from './learned.ts';
import { trusted } from './trusted.ts';

/** The twelve questions of leadership, in their order: one sentence, one number, one link each. */
export function answers(portal: Computed): Answer[] {
  return [
    decide(portal),
    course(portal),
    changed(portal),
    positions(portal),
    use(portal),
    behaviour(portal),
    money(portal),
    friction(portal),
    laggard(portal),
    worse(portal),
    learned(portal),
    trusted(portal),
  ];
}
