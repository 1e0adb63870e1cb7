import type { ExportContract } from '#model/record/export.ts';
import type { Found } from '#model/record/finding.ts';
import type { Goal } from '#model/record/goal.ts';
import type { Initiative, PodRole } from '#model/record/initiative.ts';
import type { Lens } from '#model/record/lens.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Playbook } from '#model/record/playbook.ts';
import type { Written } from '#model/record/portfolio.ts';
import type { RoadmapItem } from '#model/record/roadmap.ts';

type More = Partial<Pick<Found, 'records' | 'line' | 'field' | 'severity' | 'initiative' | 'fix'>>;

const ROLES: Record<PodRole, { lens: Lens; role: string }> = {
  itLead: { lens: 'it', role: 'IT lead' },
  otLead: { lens: 'ot', role: 'OT lead' },
  businessLead: { lens: 'business', role: 'Business lead' },
  executiveSponsor: { lens: 'business', role: 'Executive sponsor' },
  operatorVoice: { lens: 'ot', role: 'Operator voice' },
};

/** A finding about an initiative; `who` of its pod should act. */
export function aboutInitiative(
  initiative: Initiative,
  what: string,
  who: PodRole = 'executiveSponsor',
  more: More = {},
): Found {
  return {
    record: `initiatives/${initiative.id}`,
    path: `initiatives/${initiative.id}/`,
    title: initiative.title,
    file: initiative.file,
    what,
    ...ROLES[who],
    person: initiative.pod[who]?.name ?? null,
    initiative: initiative.id,
    ...more,
  };
}

export function aboutGoal(goal: Goal, what: string, more: More = {}): Found {
  return {
    record: `goals/${goal.id}`,
    path: `goals/${goal.id}/`,
    title: goal.title,
    file: goal.file,
    what,
    lens: 'business',
    role: 'Goal owner',
    person: goal.owner ?? null,
    initiative: null,
    ...more,
  };
}

/** A finding about a metric: its owner answers for the value, its steward for the data. */
export function aboutMetric(
  metric: Metric,
  what: string,
  who: 'owner' | 'steward' = 'owner',
  more: More = {},
): Found {
  const act =
    who === 'owner'
      ? { lens: null, role: 'Metric owner', person: metric.owner ?? null }
      : { lens: 'it' as const, role: 'Data steward', person: metric.steward ?? null };
  return {
    record: `metrics/${metric.id}`,
    path: `metrics/${metric.id}/`,
    title: metric.title,
    file: metric.file,
    what,
    ...act,
    initiative: null,
    ...more,
  };
}

export function aboutItem(item: RoadmapItem, what: string, more: More = {}): Found {
  return {
    record: `roadmap/${item.id}`,
    path: 'roadmap/',
    title: item.title,
    file: item.file,
    line: item.line,
    what,
    lens: item.layer,
    role: 'Item owner',
    person: item.owner ?? null,
    initiative: item.initiative ?? null,
    ...more,
  };
}

export function aboutExport(contract: ExportContract, what: string, more: More = {}): Found {
  return {
    record: `data/${contract.name}`,
    path: `data/#${contract.name}`,
    title: contract.title ?? contract.name,
    file: 'data/datapackage.json',
    line: contract.line,
    what,
    lens: 'it',
    role: 'Export owner',
    person: contract.owner ?? null,
    initiative: null,
    ...more,
  };
}

export function aboutPlaybook(playbook: Playbook, what: string, more: More = {}): Found {
  return {
    record: `playbooks/${playbook.id}`,
    path: `playbooks/${playbook.id}/`,
    title: playbook.title,
    file: playbook.file,
    what,
    lens: null,
    role: 'Playbook owner',
    person: playbook.owner ?? null,
    initiative: null,
    ...more,
  };
}

/** A finding about a text, in one line of it. */
export function aboutText(written: Written, what: string, more: More = {}): Found {
  return {
    record: written.record,
    path: written.path,
    title: written.title,
    file: written.file,
    what,
    lens: null,
    role: 'Author',
    person: null,
    initiative: null,
    ...more,
  };
}
