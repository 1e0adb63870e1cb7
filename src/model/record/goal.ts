import type { Translatable } from '#model/language/inLanguage.ts';
import type { IsoDate } from '#model/time/date.ts';
import type { Lens } from './lens.ts';

export interface Contribution {
  text: string;
  metric?: string | undefined;
  owner?: string | undefined;
  /** Initiatives or roadmap items through which it comes. */
  via: string[];
  /** In the unit of the goal's metric. */
  expected?: { low?: number | undefined; likely: number; high?: number | undefined } | undefined;
  evidence?: 'validated' | 'estimated' | 'belief' | undefined;
}

/** A recorded change of what must not move in silence. */
interface Change {
  date: IsoDate;
  field: string;
  from: string | number;
  to: string | number;
  reason: string;
  decision?: string | undefined;
}

/** A business outcome, from `content/goals/<id>.yaml`. The North Star is the goal that `portfolio.yaml` names. */
export interface Goal extends Translatable {
  id: string;
  file: string;
  /** Ids that it had before. */
  aliases?: string[] | undefined;
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
  history: Change[];
  /** Functions that bring nothing to it, with the reason. */
  reasonNone: Partial<Record<Lens, string>>;
  /** Who may know of it; absent: everybody. */
  audience?: string | undefined;
  contributions: Record<Lens, Contribution[]>;
}
