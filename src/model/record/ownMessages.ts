import { OwnParts } from './ownParts.ts';

/** What to do about a kind of problem or a finding of a rule, in the words of the portfolio's own `trilens.config.ts`. */
export interface OwnMessage {
  /** Code of the problem or id of the rule: `export/missing`, `goal/no-guardrail`. */
  code: string;
  /** What to do; `{fix}` stands for what Trilens says. */
  says: string;
}

export const ownMessages = new OwnParts<OwnMessage>('messages');

/** What to do, in the portfolio's own words where it has some. */
export function toDo(code: string, fix: string): string {
  const own = ownMessages.all.find((message) => message.code === code);
  return own === undefined ? fix : own.says.replaceAll('{fix}', () => fix);
}
