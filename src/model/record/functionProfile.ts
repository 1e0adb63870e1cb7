import type { Lens } from './lens.ts';

/** What a function cares about, what it usually rubs against, and what would make it agree; from `content/functions.yaml`. */
export interface FunctionProfile {
  lens: Lens;
  name?: string | undefined;
  focus: string[];
  friction: string[];
  needs: string[];
  constraints: string[];
}

/** Where nothing is written: what the three functions usually say of themselves. */
export const USUAL_PROFILES: Record<Lens, FunctionProfile> = {
  business: {
    lens: 'business',
    focus: ['margin', 'throughput', 'customer outcomes'],
    friction: ['dashboards that drive no decision'],
    needs: ['numbers tied to outcomes and money', 'the decisions that are due'],
    constraints: [],
  },
  it: {
    lens: 'it',
    focus: ['architecture', 'data integrity', 'security'],
    friction: ['no feedback from the field'],
    needs: ['data models validated in the field', 'how late and how good the data is'],
    constraints: [],
  },
  ot: {
    lens: 'ot',
    focus: ['uptime', 'safety', 'machine performance'],
    friction: ['tools that add delay or disturb the line'],
    needs: ['relevance to the operation, and control', 'feedback of operators that is acted on'],
    constraints: [],
  },
};
