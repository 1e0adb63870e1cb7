import { type Audience, sees } from '#model/record/audience.ts';
import type { InLanguage, Translatable } from '#model/language/inLanguage.ts';
import type { TextMarks } from '#model/record/approval.ts';
import type { BodyNode, Heading, Playbook } from '#model/record/playbook.ts';
import { textMarks } from '#model/record/revision.ts';

interface Text {
  body: BodyNode[];
  headings: Heading[];
}

/** Whether readers of an edition may see what is meant for an audience. */
export type May = (audience: Audience | undefined) => boolean;

/** What one reader may see of texts, by the audiences of a portfolio. */
export function mayOf(audiences: readonly Audience[], reader: Audience): May {
  return (audience) => sees(audiences, reader, audience);
}

/** A record with what its readers may see of its text, in every language that it is in. */
export function pageFor<T extends Text & Translatable>(page: T, may: May): T {
  const shown = { ...page, ...textFor(page, may) };
  if (!page.inLanguages) return shown;
  const isPart = holdsHidden(page.body, may);
  return {
    ...shown,
    inLanguages: Object.fromEntries(
      Object.entries(page.inLanguages).map(([language, own]) => [
        language,
        translationFor(own, may, isPart),
      ]),
    ),
  };
}

/** A playbook as its readers may see it, with what is known of its revisions of the steps that they see. */
export function playbookFor(playbook: Playbook, may: May): Playbook {
  // What an earlier revision said may have been for others.
  const { earlier: _, ...shown } = pageFor(playbook, may);
  if (!holdsHidden(playbook.body, may)) return shown;
  const seen = textMarks(shown).steps;
  const ofSeen = <M extends TextMarks>(marks: M): M => ({
    ...marks,
    steps: Object.fromEntries(
      Object.entries(marks.steps).filter(([title]) => Object.hasOwn(seen, title)),
    ),
  });
  return {
    ...shown,
    ...(shown.marks && { marks: ofSeen(shown.marks) }),
    revisions: shown.revisions.map(ofSeen),
  };
}

/**
 * A translation of the text as it is has the sections of its source. One that was made from an earlier text may say openly what
 * the source has since put into a section for others, so where the source has such a section nothing of it is shown.
 */
function translationFor(own: InLanguage, may: May, isPart: boolean): InLanguage {
  const { translation, ...rest } = own;
  if (!translation) return own;
  if (isPart && !translation.isCurrent) return rest;
  return { ...rest, translation: { ...translation, ...textFor(translation, may) } };
}

function textFor(page: Text, may: May): Text {
  const body = bodyFor(page.body, may);
  const text = JSON.stringify(body);
  return {
    body,
    headings: page.headings.filter((heading) => text.includes(` id=\\"${heading.id}\\"`)),
  };
}

function bodyFor(nodes: readonly BodyNode[], may: May): BodyNode[] {
  return nodes.flatMap((node): BodyNode[] => {
    if (node.kind === 'html') return [node];
    return may(meantFor(node)) ? [{ ...node, children: bodyFor(node.children, may) }] : [];
  });
}

function holdsHidden(nodes: readonly BodyNode[], may: May): boolean {
  return nodes.some(
    (node) =>
      node.kind === 'component' && (!may(meantFor(node)) || holdsHidden(node.children, may)),
  );
}

/** For whom a component and what it holds is meant. */
export function meantFor({
  name,
  props,
}: Extract<BodyNode, { kind: 'component' }>): Audience | undefined {
  const audience = props.audience ?? (name === 'Audience' ? props.is : undefined);
  return typeof audience === 'string' ? audience : undefined;
}
