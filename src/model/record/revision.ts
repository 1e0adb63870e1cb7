import { longDate, type IsoDate } from '#model/time/date.ts';
import type { Approval, Revision, TextMarks } from './approval.ts';
import type { Playbook } from './playbook.ts';
import { revisionText } from './revisionText.ts';
import { type ChangedPart, sideBySide } from './sideBySide.ts';
import { textMark } from './stepMark.ts';
import { stepsIn, withoutSteps } from './stepNodes.ts';

export interface DocumentState {
  /** uncontrolled: it has neither revisions nor approvers. changed: the text is not that of the newest revision. */
  status: 'uncontrolled' | 'changed' | 'not-approved' | 'not-yet-valid' | 'approved';
  marks: TextMarks;
  newest: Revision | null;
  validFrom: IsoDate | null;
  /** What differs from the newest revision; empty where the text is that revision. */
  changes: string[];
  /** Approvals of the text as it is. */
  approvals: Approval[];
  /** Roles that have not approved the text as it is. */
  lacking: string[];
  /** Newest first, each with what changed in it. */
  history: { revision: Revision; changes: string[]; parts: ChangedPart[] }[];
  /** Where the text is another than that of the newest revision: the two side by side. */
  since: ChangedPart[];
}

type Controlled = Pick<
  Playbook,
  'title' | 'body' | 'marks' | 'revisions' | 'approvals' | 'approvedBy' | 'earlier'
>;

/** What is known about a text as a controlled document, as of a day. */
export function documentState(playbook: Controlled, asOf: IsoDate): DocumentState {
  const { revisions, approvals, approvedBy } = playbook;
  const shown = textMarks(playbook);
  // An edition shows a part of the text; what was approved is the whole.
  const marks = playbook.marks ?? shown;
  const seen = new Set(Object.keys(shown.steps));
  const told = (before: TextMarks, after: TextMarks) =>
    changesOf(
      before,
      after,
      playbook.marks === undefined || shown.text === marks.text ? null : seen,
    );
  const parts = compare(playbook, shown);
  const newest = revisions.at(-1) ?? null;
  const validFrom = newest && (newest.validFrom ?? newest.date);
  const own = approvals.filter(({ text, date }) => text === marks.text && date <= asOf);
  const lacking = approvedBy.filter((role) => !own.some((approval) => approval.role === role));
  const isChanged = newest !== null && newest.text !== marks.text;
  return {
    status: isChanged
      ? 'changed'
      : lacking.length > 0
        ? 'not-approved'
        : validFrom !== null && validFrom > asOf
          ? 'not-yet-valid'
          : newest === null && approvedBy.length === 0
            ? 'uncontrolled'
            : 'approved',
    marks,
    newest,
    validFrom,
    changes: isChanged ? told(newest, marks) : [],
    approvals: own,
    lacking,
    history: revisions
      .map((revision, index) => ({
        revision,
        changes: index === 0 ? [] : told(revisions[index - 1]!, revision),
        parts: index === 0 ? [] : parts(revisions[index - 1]?.text, revision.text),
      }))
      .toReversed(),
    since: isChanged ? parts(newest.text, marks.text) : [],
  };
}

/** Two texts side by side, by their hashes; nothing where one of them is not known, as in an edition that shows a part. */
function compare(playbook: Controlled, shown: TextMarks) {
  const textOf = (text: string | undefined) =>
    text === shown.text ? revisionText(playbook.body) : playbook.earlier?.[text ?? ''];
  return (before: string | undefined, after: string): ChangedPart[] => {
    const [was, is] = [textOf(before), textOf(after)];
    return was && is && before !== after ? sideBySide(was, is) : [];
  };
}

/** The hashes of a text as it is. Steps of one title are told apart by their order. */
export function textMarks({ title, body }: Pick<Playbook, 'title' | 'body'>): TextMarks {
  const steps: Record<string, string> = {};
  const seen = new Map<string, number>();
  for (const { props, children } of stepsIn(body)) {
    const name = String(props.title ?? 'Step');
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    steps[count > 1 ? `${name} (${count})` : name] = textMark(
      [name, props.role, props.minutes].join('|'),
      children,
    );
  }
  return { text: textMark(title, body), rest: textMark(title, withoutSteps(body)), steps };
}

/** What a reader should know in one sentence; null where nothing is controlled. */
export function documentSentence(state: DocumentState): string | null {
  const revision = state.newest ? `Revision ${state.newest.revision}` : 'This text';
  if (state.status === 'uncontrolled') return null;
  if (state.status === 'changed')
    return `This is not revision ${state.newest?.revision}: ${state.changes.join('; ')}. Nobody has issued this text.`;
  if (state.status === 'not-approved')
    return `${revision} is not approved: ${state.lacking.join(' and ')} ${state.lacking.length === 1 ? 'has' : 'have'} not signed this text.`;
  if (state.status === 'not-yet-valid')
    return `${revision} holds from ${longDate(state.validFrom!)} on, and not before.`;
  const from = state.validFrom ? `, valid from ${longDate(state.validFrom)}` : '';
  const by = state.approvals.map(({ name, role }) => `${name} (${role})`).join(', ');
  return `${revision}${from}${by === '' ? '' : `, approved by ${by}`}.`;
}

/** What differs between two texts, by their hashes. `seen`: the steps that a reader of this edition may know of; null for all. */
export function changesOf(
  before: TextMarks,
  after: TextMarks,
  seen: ReadonlySet<string> | null = null,
): string[] {
  if (seen !== null) return changesSeen(before, after, seen);
  const numbers = new Map(Object.keys(after.steps).map((title, index) => [title, index + 1]));
  const changed = Object.entries(after.steps).flatMap(([title, mark]) => {
    const was = before.steps[title];
    if (was === mark) return [];
    const step = `step ${numbers.get(title)} “${title}”`;
    return [was === undefined ? `${step} is new` : `${step} changed`];
  });
  const gone = Object.keys(before.steps).flatMap((title) =>
    numbers.has(title) ? [] : [`step “${title}” was removed`],
  );
  const order = Object.keys(after.steps).filter((title) => title in before.steps);
  const orderBefore = Object.keys(before.steps).filter((title) => numbers.has(title));
  const moved = order.join('\n') === orderBefore.join('\n') ? [] : ['steps come in another order'];
  const around = before.rest === after.rest ? [] : ['the text around the steps changed'];
  const all = [...changed, ...gone, ...moved, ...around];
  return all.length === 0 && before.text !== after.text ? ['the layout of the steps changed'] : all;
}

/** In an edition: which of its steps changed, and that something else did, without a name or a number of it. */
function changesSeen(before: TextMarks, after: TextMarks, seen: ReadonlySet<string>): string[] {
  const own = [...seen].flatMap((title) =>
    after.steps[title] !== undefined && before.steps[title] !== after.steps[title]
      ? [`step “${title}” ${before.steps[title] === undefined ? 'is new' : 'changed'}`]
      : [],
  );
  return own.length === 0 && before.text !== after.text ? ['the text changed'] : own;
}
