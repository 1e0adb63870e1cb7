import type { Finding } from '#model/finding.ts';
import type { Goal } from '#model/goal.ts';
import type { Initiative } from '#model/initiative.ts';
import type { Lens } from '#model/lens.ts';
import type { Metric } from '#model/metric.ts';
import type { RoadmapItem } from '#model/roadmap.ts';

export type Found = Omit<Finding, 'rule' | 'severity' | 'why' | 'fix' | 'accepted'>;

const blank = { line: null, lens: null, role: null, initiative: null };

export const aboutGoal = (goal: Goal, what: string): Found => ({ ...blank, record: `goals/${goal.id}`, path: `goals/${goal.id}/`, title: goal.title, file: goal.file, what, lens: 'business', role: goal.owner ?? null });

export const aboutMetric = (metric: Metric, what: string, lens: Lens | null = null): Found => ({ ...blank, record: `metrics/${metric.id}`, path: `metrics/${metric.id}/`, title: metric.title, file: metric.file, what, lens, role: metric.owner ?? null });

export const aboutInitiative = (initiative: Initiative, what: string, lens: Lens | null = null, line: number | null = null): Found => ({ ...blank, record: `initiatives/${initiative.id}`, path: `initiatives/${initiative.id}/`, title: initiative.title, file: initiative.file, line, what, lens, role: initiative.pod.executiveSponsor?.name ?? null, initiative: initiative.id });

export const aboutItem = (item: RoadmapItem, what: string): Found => ({ ...blank, record: `roadmap/${item.id}`, path: 'roadmap/', title: item.title, file: item.file, line: item.line, what, lens: item.layer, role: item.owner ?? null, initiative: item.initiative ?? null });

export const aboutExport = (name: string, line: number, what: string): Found => ({ ...blank, record: `data/${name}`, path: `data/#${name}`, title: name, file: 'data/datapackage.json', line, what, lens: 'it' });
