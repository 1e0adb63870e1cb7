import { capital, listOf } from '#model/words/format.ts';
import type { CriterionResult, JudgedReview, Position } from '#model/record/gate.ts';
import { roleName, type SignOffState } from './signOffs.ts';

export interface Judged {
  results: CriterionResult[];
  stops: JudgedReview['stops'];
}

/** Rules that describe a limit: as stop rules they are true when the limit is passed; any other when what it describes holds. */
const LIMITS = ['guardrail', 'iterations', 'spend'];

export function stopIsTrue(stop: CriterionResult): boolean {
  const limit = LIMITS.includes(stop.criterion.kind) || stop.criterion.must?.kind === 'held';
  return stop.state === (limit ? 'not-met' : 'met');
}

/** What the evidence supports. A stop rule that is true comes first, then a must that is not met, then what is unknown, then who has not signed. */
export function position({ results, stops }: Judged, signOffs: SignOffState): Position {
  if (stops.some((stop) => stop.isTrue)) return 'supports-stop';
  const musts = results.filter((result) => result.criterion.level === 'must');
  if (musts.some((result) => result.state === 'not-met')) return 'supports-iterate';
  if (musts.some((result) => result.state !== 'met')) return 'undetermined';
  if (signOffs.missing.length + signOffs.vetoes.length + signOffs.toRenew.length > 0)
    return 'undetermined';
  return results.every((result) => result.state === 'met')
    ? 'supports-advance'
    : 'supports-advance-with-conditions';
}

/** The same beside a tag that says the position: only the reason. */
export function positionReason(sentence: string): string {
  return capital(sentence.replace(/^The evidence (?:supports|decides) [^:;]+[:;] /, ''));
}

/** The position in one sentence: what is not met, what is unknown, who has not signed. */
export function positionSentence(
  position: Position,
  { results, stops }: Judged,
  signOffs: SignOffState,
): string {
  const named = (level: 'must' | 'should', wanted: (result: CriterionResult) => boolean) =>
    listOf(
      results
        .filter((result) => result.criterion.level === level && wanted(result))
        .map((result) => result.criterion.title ?? result.criterion.id),
    );
  if (position === 'supports-stop')
    return `The evidence supports stopping: ${stops
      .filter((stop) => stop.isTrue)
      .map((stop) => stop.sentence.replace(/^(not )?met: /, ''))
      .join('; ')}.`;
  if (position === 'supports-iterate')
    return `The evidence supports another iteration; not met: ${named('must', (result) => result.state === 'not-met')}.`;
  if (position === 'supports-advance')
    return 'The evidence supports advancing: every criterion is met.';
  if (position === 'supports-advance-with-conditions')
    return `The evidence supports advancing with conditions: every required criterion is met; wanted and not met: ${named('should', (result) => result.state !== 'met')}.`;
  const unknown = named('must', (result) => result.state !== 'met');
  if (unknown) return `The evidence decides nothing yet; unknown: ${unknown}.`;
  const [veto] = signOffs.vetoes;
  if (veto)
    return `Every required criterion is met; ${veto.name} (${roleName(veto.role)}) disagrees on ${veto.on?.replaceAll('-', ' ') ?? 'what this role answers for'}.`;
  const voided = [
    ...new Set([
      ...signOffs.missing.filter((role) => signOffs.voided.some((sign) => sign.role === role)),
      ...signOffs.toRenew,
    ]),
  ];
  const absent = signOffs.missing.filter((role) => !voided.includes(role));
  const lacks = [
    absent.length > 0
      ? `${listOf(absent.map(roleName))} ${absent.length === 1 ? 'has' : 'have'} not signed`
      : '',
    voided.length > 0 ? `the sign-off of ${listOf(voided.map(roleName))} is void` : '',
  ];
  return `Every required criterion is met; ${lacks.filter(Boolean).join(', ')}.`;
}
