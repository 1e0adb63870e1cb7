import type { Found, Rule } from '#model/record/finding.ts';
import type { BodyNode } from '#model/record/playbook.ts';
import type { Portal } from '#model/portal.ts';

/** Whether pictures say what they show. */
export const pictureRules: Rule<Portal>[] = [
  {
    id: 'text/alt-text',
    severity: 'warn',
    what: 'every picture says in words what it shows',
    why: 'who does not see it, and who searches for it, finds nothing (WCAG 2.2, 1.1.1)',
    fix: 'write what somebody sees who stands before it: ![The inlet valve, closed](valve.jpg)',
    check: ({ portfolio: { playbooks, initiatives, reports } }) => [
      ...playbooks.flatMap((playbook) => unnamed('playbooks', playbook, playbook.owner)),
      ...initiatives.flatMap((initiative) => unnamed('initiatives', initiative)),
      ...reports.flatMap((report) => unnamed('reports', report)),
    ],
  },
];

interface Text {
  id: string;
  file: string;
  title: string;
  body: readonly BodyNode[];
}

function unnamed(folder: string, text: Text, owner?: string): Found[] {
  return picturesIn(text.body).flatMap(({ props, line }) =>
    typeof props.alt === 'string' && props.alt.trim() !== ''
      ? []
      : [
          {
            record: `${folder}/${text.id}`,
            path: `${folder}/${text.id}/`,
            title: text.title,
            file: text.file,
            line,
            what: `The picture ${props.src} has no words.`,
            lens: null,
            role: 'Author',
            person: owner ?? null,
            initiative: folder === 'initiatives' ? text.id : null,
          },
        ],
  );
}

function picturesIn(body: readonly BodyNode[]): Extract<BodyNode, { kind: 'component' }>[] {
  return body.flatMap((node) => {
    if (node.kind === 'html') return [];
    const own = node.name === 'Picture' || node.name === 'Figure' ? [node] : [];
    return [...own, ...picturesIn(node.children)];
  });
}
