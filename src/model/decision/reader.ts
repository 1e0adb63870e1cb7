import { personOf } from '#model/initiative/people.ts';
import { POD_ROLES } from '#model/record/initiative.ts';
import type { Portal } from '#model/portal.ts';
import { decisionsDue } from '#model/questions/decisionsDue.ts';
import { compareTexts } from '#model/words/compareTexts.ts';

/** A person or a body that a record names: a decider, an owner, a seat of a pod. */
export interface Reader {
  /** Part of an address: `/for/w-tanaka/`. */
  id: string;
  name: string;
  /** "CIO", where a record says it beside the name. */
  office: string | null;
}

/** Everybody whom the records name, and the one that a name means. */
export interface Readers {
  list: Reader[];
  of: (name: string | null | undefined) => Reader | null;
}

/** System names that no folder may have on Windows. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * One reader for each name. "R. Sato, COO" and "R. Sato" are one person; "COO" alone is that person as well where exactly one
 * person has the office, else a body of its own: which of two is meant nobody can say.
 */
export function readersOf(portal: Portal): Readers {
  const offices = new Map<string, { name: string; offices: Set<string> }>();
  for (const written of namesIn(portal)) {
    const name = personOf(written);
    if (name === '') continue;
    const known = offices.get(keyOf(name)) ?? { name, offices: new Set<string>() };
    const office = written.slice(written.indexOf(',') + 1).trim();
    if (written.includes(',') && office !== '') known.offices.add(office);
    offices.set(keyOf(name), known);
  }
  for (const { name, role } of portal.portfolio.settings.people ?? [])
    if (role) offices.get(keyOf(personOf(name)))?.offices.add(role);
  const holders = Map.groupBy(
    [...offices].flatMap(([key, { offices: held }]) =>
      [...held].map((office) => ({ key, office: keyOf(office) })),
    ),
    ({ office }) => office,
  );
  const meant = (key: string) => {
    const held = new Set(holders.get(key)?.map((one) => one.key));
    if (held.size === 1) return [...held][0] ?? key;
    // "COO A. Example" is A. Example, where a record says that she is the COO.
    const bearer = [...holders.values()].flat().find((one) => `${one.office} ${one.key}` === key);
    return bearer?.key ?? key;
  };
  const used = new Set<string>();
  const list = [...offices]
    .filter(([key]) => meant(key) === key)
    .sort(([, a], [, b]) => compareTexts(a.name, b.name))
    .map(([key, { name, offices: held }]) => {
      const reader = { id: addressOf(name, used), name, office: [...held].join(', ') || null };
      return [key, reader] as const;
    });
  const byKey = new Map(list);
  return {
    list: list.map(([, reader]) => reader),
    of: (name) => (name ? (byKey.get(meant(keyOf(personOf(name)))) ?? null) : null),
  };
}

/** Every name in a place where somebody owes something. */
function namesIn(portal: Portal): string[] {
  const { portfolio } = portal;
  return [
    ...decisionsDue(portal).map(({ decider }) => decider),
    ...portfolio.initiatives.flatMap(({ pod, benefits, gates }) => [
      ...POD_ROLES.map((role) => pod[role]?.name),
      ...benefits.flatMap(({ owner, confirmedBy }) => [owner, confirmedBy]),
      ...gates.flatMap(({ decision }) => [
        decision?.decider,
        ...(decision?.conditions.map(({ owner }) => owner) ?? []),
      ]),
    ]),
    ...portfolio.goals.map(({ owner }) => owner),
    ...portfolio.metrics.flatMap(({ owner, steward }) => [owner, steward]),
    ...portfolio.roadmap.map(({ owner }) => owner),
    ...portfolio.playbooks.map(({ owner }) => owner),
    ...portfolio.exports.map(({ contract }) => contract.owner),
    ...portal.trust.open.map(({ nextStepOwner }) => nextStepOwner),
  ].filter((name): name is string => Boolean(name) && name !== NOBODY);
}

/** What `decisionsDue` says where no sponsor is named. */
const NOBODY = 'Sponsor, not named';

function keyOf(name: string): string {
  return name.trim().toLowerCase();
}

function addressOf(name: string, used: Set<string>): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
  const base = plain === '' || DEVICE.test(plain) ? `reader-${plain}` : plain;
  let id = base;
  for (let next = 2; used.has(id); next++) id = `${base}-${next}`;
  used.add(id);
  return id;
}
