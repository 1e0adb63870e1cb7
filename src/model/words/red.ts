/** What stands in red, and what somebody has to do about it. Nothing else is red: neither a number nor what is over. */
export const RED: readonly { sign: string; said: RegExp; act: string }[] = [
  {
    sign: 'a decision, review or item past its date',
    said: /\bover\b|\bpast\b|overdue|late\b|was due|lapsed/i,
    act: 'decide, do it, or name another date',
  },
  {
    sign: 'an override that has expired',
    said: /override expired/i,
    act: 'decide again on the evidence of today',
  },
  {
    sign: 'a gate that was passed without its evidence',
    said: /without the evidence/i,
    act: 'decide again on the evidence of today',
  },
  {
    sign: 'a question without an answer past the agreed time',
    said: /no answer for|not yet/i,
    act: 'answer it',
  },
  { sign: 'blocked work', said: /blocked/i, act: 'clear what is in its way' },
  { sign: 'a stalled initiative', said: /stalled/i, act: 'take the next step, or stop it' },
  {
    sign: 'a vacant seat, or a decision that nobody or several may take',
    said: /vacant|nobody|exactly one can decide/i,
    act: 'name one person',
  },
  {
    sign: 'a function against what is still to be decided',
    said: /disagrees/i,
    act: 'settle it before deciding',
  },
  {
    sign: 'a roll-out of which no operator was asked',
    said: /operators not asked/i,
    act: 'ask them now',
  },
  { sign: 'a metric that is worsening now', said: /worsen|find the cause/i, act: 'find the cause' },
  { sign: 'a dump that was refused or is stale', said: /refused|stale/i, act: 'call its owner' },
  { sign: 'a gate that is due before it can speak', said: /due too early/i, act: 'move its date' },
  { sign: 'a finding that is an error', said: /^error$|^!$/, act: 'do what stands beside it' },
  {
    sign: 'a value of a run outside its limits',
    said: /outside|above|below/i,
    act: 'stop and do what the step says',
  },
];

/** The act behind words in red; null where there is none, and then they must not be red. */
export function actOf(words: string): string | null {
  return RED.find(({ said }) => said.test(words.trim()))?.act ?? null;
}
