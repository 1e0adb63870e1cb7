import type { Rule } from '#model/record/finding.ts';
import { documentSentence, documentState } from '#model/record/revision.ts';
import type { Portal } from '#model/portal.ts';
import { aboutPlaybook } from './about.ts';

/** Whether people work by texts that somebody approved. */
export const documentRules: Rule<Portal>[] = [
  {
    id: 'playbook/not-approved',
    severity: 'error',
    what: 'a controlled playbook is the text that was issued, approved by all of its roles',
    why: 'an approval holds for the text that was read, and people work by the one that is shown',
    fix: 'print the hashes with trilens lock, and have the roles approve that text',
    check: ({ portfolio }) =>
      portfolio.playbooks.flatMap((playbook) => {
        const state = documentState(playbook, portfolio.asOf);
        if (state.status !== 'changed' && state.status !== 'not-approved') return [];
        const field = state.status === 'changed' ? 'revisions' : 'approvedBy';
        return [aboutPlaybook(playbook, documentSentence(state) ?? '', { field: [field] })];
      }),
  },
];
