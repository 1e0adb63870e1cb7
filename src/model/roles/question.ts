import { longDate } from '#model/date.ts';
import type { MetricState } from '#model/metricState.ts';
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

export const ROLES = ['coo', 'plant-manager', 'cio', 'controls-engineer', 'data-architect', 'supply-chain', 'operator', 'improvement'] as const;
export type Role = (typeof ROLES)[number];
export const ROLE_TITLES: Record<Role, string> = {
  coo: 'Operations leadership', 'plant-manager': 'Plant manager', cio: 'IT leadership', 'controls-engineer': 'Controls engineer', 'data-architect': 'Data architect', 'supply-chain': 'Supply chain and planning', operator: 'Operator', improvement: 'Continuous improvement',
};

/** What people recorded: content, as of the day of the portal. */
export function records(portal: Portal): string {
  return `Records of the portfolio, as of ${longDate(portal.portfolio.asOf)}`;
}

/** The friction log with its extraction date. */
export function logSource(portal: Portal): string {
  const log = portal.portfolio.exports.find((report) => report.contract.name === portal.portfolio.settings.friction?.export);
  return log ? `${log.contract.title ?? log.contract.name}, ${longDate(log.extracted ?? portal.portfolio.asOf)}` : `No friction log is read, as of ${longDate(portal.portfolio.asOf)}`;
}

export function metricSource(state: MetricState | null | undefined, portal: Portal): string {
  return state?.extracted ? `${state.export?.contract.title ?? state.metric.title}, ${longDate(state.extracted)}` : records(portal);
}

/** At most so many, then how many more. */
export function few(parts: readonly string[], most = 3): string {
  return parts.length <= most ? parts.join('; ') : `${parts.slice(0, most).join('; ')}; and ${parts.length - most} more`;
}

/** A sentence that ends once. */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/[.\s]+$/, '')}.`;
}

export function initiativeTitle(portal: Portal, id: string | null): string {
  return portal.portfolio.initiatives.find((one) => one.id === id)?.title ?? id ?? '';
}

export function live(portal: Portal): Portal['initiatives'] {
  return portal.initiatives.filter(({ initiative }) => !['done', 'stopped'].includes(initiative.status));
}
