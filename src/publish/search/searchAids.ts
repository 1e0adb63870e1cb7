import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { personOf } from '#model/initiative/people.ts';
import { stepTotals } from '#model/record/playbookSteps.ts';
import type { Portal } from '#model/portal.ts';

/** A place that is no page of its own: the playbooks of a role, what a person keeps. */
interface Door {
  title: string;
  kind: 'role' | 'person';
  /** What is behind it, in a few words. */
  says: string;
  path: string;
}

/** Writes what search knows beside the pages: synonyms of the portfolio, roles and people. */
export async function writeSearchAids({ portfolio }: Portal, dir: string): Promise<void> {
  const folder = join(dir, 'pagefind');
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'synonyms.json'),
    JSON.stringify(portfolio.settings.search?.synonyms ?? {}),
  );
  await writeFile(
    join(folder, 'doors.json'),
    JSON.stringify([...roles(portfolio), ...people(portfolio)]),
  );
}

function roles({ playbooks }: Portal['portfolio']): Door[] {
  const found = new Map<string, { name: string; playbooks: number }>();
  const listed = playbooks.filter(({ unlisted }) => !unlisted);
  for (const { role, name } of listed.flatMap(({ body }) => stepTotals(body).roles)) {
    const known = found.get(role);
    found.set(role, { name, playbooks: (known?.playbooks ?? 0) + 1 });
  }
  return [...found].map(([role, { name, playbooks: count }]) => ({
    title: name,
    kind: 'role',
    says: `has steps in ${count} ${count === 1 ? 'playbook' : 'playbooks'}`,
    path: `playbooks/?role=${encodeURIComponent(role)}`,
  }));
}

function people({ playbooks, metrics, goals, initiatives }: Portal['portfolio']): Door[] {
  const kept = new Map<string, { name: string; records: string[] }>();
  const keeps = (name: string | undefined, record: string) => {
    // An office that keeps something is found on its pages; a person has a given name or its initial.
    if (name === undefined || !/^\p{Lu}[\p{Letter}.]* \p{Lu}/u.test(name)) return;
    const known = kept.get(personOf(name)) ?? { name, records: [] };
    known.records.push(record);
    kept.set(personOf(name), known);
  };
  for (const { owner, title } of [...playbooks, ...goals]) keeps(owner, title);
  for (const { owner, steward, title } of metrics)
    for (const name of new Set([owner, steward])) keeps(name, title);
  for (const { owner, title } of initiatives as { owner?: string; title: string }[])
    keeps(owner, title);
  return [...kept].map(([person, { name, records }]) => ({
    title: name,
    kind: 'person',
    says: `keeps ${records.slice(0, 3).join(', ')}${records.length > 3 ? ` and ${records.length - 3} more` : ''}`,
    path: `search/?q=${encodeURIComponent(`"${person}"`)}`,
  }));
}
