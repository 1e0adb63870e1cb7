import type { Rule } from '#model/record/finding.ts';
import type { Portal } from '#model/portal.ts';

export const lintRules: Rule<Portal>[] = [
  {
    id: 'lint/acceptance-expired',
    severity: 'error',
    what: 'no accepted finding outlives its date',
    why: 'an exception without an end is a rule switched off',
    fix: 'fix what was found, or accept it again with a reason',
    check: ({ portfolio }) =>
      portfolio.settings.accept.flatMap((entry, index) => {
        if (entry.until >= portfolio.asOf) return [];
        return [
          {
            record: 'portfolio',
            path: `guide/rules/${entry.rule}/`,
            title: entry.rule,
            file: 'content/portfolio.yaml',
            field: ['accept', index, 'until'],
            what: `The acceptance${entry.record ? ` for ${entry.record}` : ''} by ${entry.by} ended on ${entry.until}.`,
            lens: null,
            role: 'Who accepted it',
            person: entry.by,
            initiative: null,
            records: entry.record ? [entry.record] : [],
          },
        ];
      }),
  },
];
