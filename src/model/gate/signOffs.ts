import type { IsoDate } from '#model/time/date.ts';
import type { SignOff, SignOffRole, VetoSubject } from '#model/record/gate.ts';

/** Narrow vetoes: what a role may block, and nothing else. */
const VETOES: Partial<Record<SignOffRole, VetoSubject[]>> = {
  'ot-lead': ['safety', 'management-of-change'],
  safety: ['safety', 'management-of-change'],
  cyber: ['cyber'],
  finance: ['benefit'],
  privacy: ['usage-data'],
};
/** Leads speak for the whole of their function: only what they name as a subject of their veto blocks. */
const LEADS: SignOffRole[] = ['it-lead', 'ot-lead', 'business-lead'];

export interface SignOffState {
  /** The newest of each role and person that still stands. */
  valid: SignOff[];
  /** Bound to evidence that changed since, or signed after the decision. */
  voided: SignOff[];
  missing: SignOffRole[];
  /** Roles whose word was on evidence that changed since, and who have not signed again. */
  toRenew: SignOffRole[];
  vetoes: SignOff[];
  dissent: SignOff[];
}

/**
 * Which sign-offs stand. Each is bound to the evidence that it saw: the hash that it names, else the evidence of its day (`hashOn`).
 * `until`: the day of the decision; what was signed later was not before the decider.
 */
export function signOffState(
  signOffs: readonly SignOff[],
  wanted: readonly SignOffRole[],
  evidence: { hash: string; hashOn: (day: IsoDate) => string; until: IsoDate },
): SignOffState {
  const stands = (sign: SignOff) =>
    sign.date <= evidence.until && (sign.evidence ?? evidence.hashOn(sign.date)) === evidence.hash;
  const voided = signOffs.filter((sign) => !stands(sign));
  const newest = new Map<string, SignOff>();
  for (const sign of signOffs.filter(stands)) {
    const key = `${sign.role}|${sign.name}`;
    if ((newest.get(key)?.date ?? '') <= sign.date) newest.set(key, sign);
  }
  const valid = [...newest.values()];
  const against = valid.filter((sign) => sign.verdict === 'disagree');
  return {
    valid,
    voided,
    toRenew: [
      ...new Set(
        voided
          .filter((sign) => sign.date <= evidence.until && sign.verdict !== 'abstain')
          .map((sign) => sign.role),
      ),
    ].filter((role) => !valid.some((sign) => sign.role === role)),
    missing: wanted.filter(
      (role) => !valid.some((sign) => sign.role === role && sign.verdict !== 'abstain'),
    ),
    vetoes: against.filter(isVeto),
    dissent: against.filter((sign) => !isVeto(sign)),
  };
}

function isVeto({ role, on }: SignOff): boolean {
  const subjects = VETOES[role] ?? [];
  return on === undefined ? subjects.length > 0 && !LEADS.includes(role) : subjects.includes(on);
}

/** `OT lead` */
export function roleName(role: SignOffRole): string {
  return role.replaceAll('-', ' ').replace(/^(it|ot)\b/, (lens) => lens.toUpperCase());
}
