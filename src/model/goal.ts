import type { IsoDate } from './date.ts';
import type { Lens } from './lens.ts';

export interface Contribution {
  text: string;
  metric?: string | undefined;
  owner?: string | undefined;
  /** Initiatives or roadmap items through which it comes. */
  via: string[];
}

/** A business outcome, from `content/goals/<id>.yaml`. The North Star is the goal that `portfolio.yaml` names. */
export interface Goal {
  id: string;
  file: string;
  code?: string | undefined;
  title: string;
  statement: string;
  parent?: string | undefined;
  metric?: string | undefined;
  baseline?: { value: number; period?: string | undefined } | undefined;
  target?: { value: number; by: IsoDate } | undefined;
  owner?: string | undefined;
  guardrails: string[];
  status: 'active' | 'achieved' | 'retired';
  contributions: Record<Lens, Contribution[]>;
}
