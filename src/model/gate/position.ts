import { capital, listOf } from '#model/words/format.ts';
import type { CriterionResult, JudgedReview, Position } from '#model/record/gate.ts';
import { isLimit } from './kinds/index.ts';
import { roleName, type SignOffState } from './signOffs.ts';

export interface Judged {
  results: CriterionResult[];
  stops: JudgedReview['stops'];
}

/** As a stop rule a limit is true when it is passed; any other criterion when what it describes holds. */
export function stopIsTrue({ criterion, state }: CriterionResult): boolean {
  const limit = criterion.kind !== 'group' && isLimit(criterion);
  return state === (limit ? 'not-met' : 'met');
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

/** One term for each position, the same on every page. */
export const POSITION_TERMS: Record<Position, string> = {
  'supports-advance': 'ready',
  'supports-advance-with-conditions': 'ready with conditions',
  'supports-iterate': 'improve and try again',
  'supports-stop': 'stop',
  undetermined: 'not enough evidence yet',
};

/** What the evidence supports, before the reason; where the reason says it all there is none. */
const LEADS: Record<Position, string> = {
  'supports-stop': 'The evidence says stop: ',
  'supports-iterate': 'The evidence says improve and try again; ',
  undetermined: 'There is not enough evidence yet; ',
  'supports-advance-with-conditions': 'The evidence says ready with conditions: ',
  'supports-advance': 'The evidence says ready: ',
};

/** Why the evidence supports that, and the same as one whole sentence: what is not met, what is unknown, who has not signed. */
export function positionWords(
  position: Position,
  judged: Judged,
  signOffs: SignOffState,
): { because: string; sentence: string } {
  const { words, isWhole } = reason(position, judged, signOffs);
  const because = `${capital(words)}.`;
  return { because, sentence: isWhole ? because : `${LEADS[position]}${words}.` };
}

function reason(
  position: Position,
  { results, stops }: Judged,
  signOffs: SignOffState,
): { words: string; isWhole?: true } {
  const named = (level: 'must' | 'should', wanted: (result: CriterionResult) => boolean) =>
    listOf(
      results
        .filter((result) => result.criterion.level === level && wanted(result))
        .map((result) => result.criterion.title ?? result.criterion.id),
    );
  if (position === 'supports-stop')
    return {
      words: stops
        .filter((stop) => stop.isTrue)
        .map((stop) => stop.because)
        .join('; '),
    };
  if (position === 'supports-iterate')
    return { words: `not met: ${named('must', (result) => result.state === 'not-met')}` };
  if (position === 'supports-advance') return { words: 'every criterion is met' };
  if (position === 'supports-advance-with-conditions')
    return {
      words: `every required criterion is met; wanted and not met: ${named('should', (result) => result.state !== 'met')}`,
    };
  const unknown = named('must', (result) => result.state !== 'met');
  if (unknown) return { words: `unknown: ${unknown}` };
  return { words: `every required criterion is met; ${lackOfWords(signOffs)}`, isWhole: true };
}

/** Whose word is missing where every criterion is met. */
function lackOfWords(signOffs: SignOffState): string {
  const [veto] = signOffs.vetoes;
  if (veto)
    return `${veto.name} (${roleName(veto.role)}) disagrees on ${veto.on?.replaceAll('-', ' ') ?? 'what this role answers for'}`;
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
  return lacks.filter(Boolean).join(', ');
}
