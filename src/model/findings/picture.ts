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
  return picturesIn(text.body).flatMap(({ props, line, from }) =>
    isSaid(props)
      ? []
      : [
          {
            record: `${folder}/${text.id}`,
            path: `${folder}/${text.id}/`,
            title: text.title,
            file: from?.file ?? text.file,
            line,
            what: `The picture ${props.src} has no words${props.alt ? ' but the name of a file' : ''}.`,
            lens: null,
            role: 'Author',
            person: owner ?? null,
            initiative: folder === 'initiatives' ? text.id : null,
          },
        ],
  );
}

/** A name that a camera or a program gave the file says nothing of what it shows. */
function isSaid({ src, alt }: Record<string, unknown>): boolean {
  if (typeof alt !== 'string' || alt.trim() === '') return false;
  const name = String(src).split('/').at(-1);
  return alt.trim() !== name && !/^\S+\.(?:png|jpe?g|webp|avif|svg)$/i.test(alt.trim());
}

function picturesIn(body: readonly BodyNode[]): Extract<BodyNode, { kind: 'component' }>[] {
  return body.flatMap((node) => {
    if (node.kind === 'html') return [];
    const own = node.name === 'Picture' || node.name === 'Figure' ? [node] : [];
    return [...own, ...picturesIn(node.children)];
  });
}
