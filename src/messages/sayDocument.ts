import type { DocumentState } from '#model/record/revision.ts';
import { say, sayDay, words } from './say.ts';

/** What a reader should know of a controlled text, in one sentence; null where nothing is controlled. */
export function sayDocument(state: DocumentState): string | null {
  const revision = state.newest?.revision ?? 'none';
  if (state.status === 'uncontrolled') return null;
  if (state.status === 'changed') return say('document.changed', { revision });
  if (state.status === 'not-approved')
    return say('document.lacking', {
      revision,
      roles: list(state.lacking),
      count: state.lacking.length,
    });
  if (state.status === 'not-yet-valid')
    return say('document.notYet', { revision, day: state.validFrom ?? '' });
  const by = state.approvals.map(({ name, role }) => `${name} (${role})`);
  return say('document.approved', {
    revision,
    from: state.validFrom === null ? 'none' : sayDay(state.validFrom),
    by: by.length === 0 ? 'none' : by.join(', '),
  });
}

function list(texts: readonly string[]): string {
  return new Intl.ListFormat(words().language, { type: 'conjunction' }).format(texts);
}
