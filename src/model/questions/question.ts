import { longDate } from '#model/time/date.ts';
import { numberWord } from '#model/words/format.ts';
import type { Lens } from '#model/record/lens.ts';
import type { MetricState } from '#model/metric/metricState.ts';
import type { Portal } from '#model/portal.ts';

/** A question of one reader, its answer in a sentence or two, where the whole of it stands, and where it comes from. */
export interface RoleQuestion {
  /** The part of the work that it belongs to. */
  about: 'misalignment' | 'goals' | 'pods' | 'trust' | 'roadmap' | 'gates' | 'metrics';
  question: string;
  answer: string;
  /** Inside the portal, with an anchor where there is one. */
  path: string;
  source: string;
}

export const ROLES = [
  'coo',
  'finance',
  'plant-manager',
  'cio',
  'controls-engineer',
  'data-architect',
  'supply-chain',
  'operator',
  'improvement',
] as const;
export type Role = (typeof ROLES)[number];
export const ROLE_TITLES: Record<Role, string> = {
  coo: 'Operations leadership',
  finance: 'Finance',
  'plant-manager': 'Plant manager',
  cio: 'IT leadership',
  'controls-engineer': 'Controls engineer',
  'data-architect': 'Data architect',
  'supply-chain': 'Supply chain and planning',
  operator: 'Operator',
  improvement: 'Continuous improvement',
};

/** The lens that comes nearest to a reader; of operations and finance none does. */
export const ROLE_LENSES: Partial<Record<Role, Lens>> = {
  cio: 'it',
  'data-architect': 'it',
  'controls-engineer': 'ot',
  'supply-chain': 'business',
  improvement: 'ot',
};

/** What people recorded: content, as of the day of the portal. */
export function records(portal: Portal): string {
  return `Records of the portfolio, as of ${longDate(portal.portfolio.asOf)}`;
}

/** The friction log with its extraction date. */
export function logSource(portal: Portal): string {
  return (
    exportSource(portal, portal.portfolio.settings.friction?.export) ??
    `No friction log is read, as of ${longDate(portal.portfolio.asOf)}`
  );
}

/** What is said where nothing is found in the friction log: that nothing is in it, or that there is none. */
export function nothingLogged({ portfolio }: Portal, words: string): string {
  return portfolio.settings.friction
    ? words
    : 'No friction log is read, so nobody can say. Name its export under friction in portfolio.yaml.';
}

/** The log of standups with its extraction date. */
export function standupSource(portal: Portal): string {
  return (
    exportSource(portal, portal.portfolio.settings.standups?.export) ??
    `No log of standups is read, as of ${longDate(portal.portfolio.asOf)}`
  );
}

function exportSource({ portfolio }: Portal, name: string | undefined): string | null {
  const report = portfolio.exports.find((one) => one.contract.name === name);
  return report
    ? `${report.contract.title ?? report.contract.name}, ${longDate(report.extracted ?? portfolio.asOf)}`
    : null;
}

export function metricSource(state: MetricState | null | undefined, portal: Portal): string {
  return state?.extracted
    ? `${state.export?.contract.title ?? state.metric.title}, ${longDate(state.extracted)}`
    : records(portal);
}

/** At most so many, then how many more. */
export function few(parts: readonly string[], most = 3): string {
  const ended = parts.map((part) => part.replace(/[.\s]+$/, ''));
  return ended.length <= most
    ? ended.join('; ')
    : `${ended.slice(0, most).join('; ')}; and ${numberWord(ended.length - most)} more`;
}

/** A sentence that ends once. */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/[.\s]+$/, '')}.`;
}

export function initiativeTitle(portal: Portal, id: string | null): string {
  return portal.portfolio.initiatives.find((one) => one.id === id)?.title ?? id ?? '';
}

export function live(portal: Portal): Portal['initiatives'] {
  return portal.initiatives.filter(
    ({ initiative }) => !['done', 'stopped'].includes(initiative.status),
  );
}
