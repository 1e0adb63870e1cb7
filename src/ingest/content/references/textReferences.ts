import type { Problem } from '#model/problem.ts';
import { nearest } from '#model/problem.ts';
import { namedBy } from '#model/record/prop.ts';
import { componentOf } from '#ingest/mdx/propCheck.ts';
import type { Source } from '#ingest/content/source.ts';
import { type Known, some } from './known.ts';
import { type Kind, linkTarget, sections } from './names.ts';
import { problemIn } from './problemAt.ts';

type Use = Source['uses'][number];

/** Every id that a component of a text names exists, and every link into the portal leads to a page. */
export function textReferences(source: Source, known: Known): Problem[] {
  return source.uses.flatMap((use) => [
    ...valueOutsidePlaybook(source, use),
    ...(use.component === 'a' ? linked(source, use, known) : usedId(source, use, known)),
  ]);
}

function valueOutsidePlaybook(source: Source, use: Use): Problem[] {
  if (use.component !== 'Value' || use.prop !== 'name' || source.kind === 'playbook') return [];
  return [
    problemIn(source, use, {
      code: 'content/value-place',
      found: `<Value> is in a ${source.kind}, and only a playbook is run`,
      fix: 'move the step to a playbook, or write a table',
    }),
  ];
}

function usedId(source: Source, use: Use, known: Known): Problem[] {
  const { component, prop, value: id } = use;
  const kind = namedBy(componentOf(component)?.props[prop]);
  if (kind === null || typeof id !== 'string' || known.has(kind, id)) return [];
  if (source.kind === 'report' && known.isFrozen(source.id, kind, id)) return [];
  const near = known.near(kind, id);
  return [
    problemIn(source, use, {
      code: 'content/unknown-id',
      found: `<${component} ${prop}="${id}">: there is no ${kind} "${id}"`,
      allowed: some(known.of(kind)),
      fix: near ? `did you mean "${near}"?` : `add the ${kind}`,
    }),
  ];
}

/** A link into the portal, `/metrics/stops/` or `../../metrics/stops/`, leads to a page. */
function linked(source: Source, use: Use, known: Known): Problem[] {
  const target = linkTarget(source, String(use.value));
  const wrong = target === null ? null : brokenLink(source, target, known);
  if (wrong === null) return [];
  return [
    problemIn(source, use, {
      code: 'content/broken-link',
      found: `the link ${use.value} leads nowhere: there is no ${wrong.what}`,
      allowed: some(wrong.names),
      fix: wrong.fix,
    }),
  ];
}

interface Broken {
  /** What is not there. */
  what: string;
  /** What is. */
  names: ReadonlySet<string>;
  fix: string;
}

function brokenLink(
  source: Source,
  { section, kind, id, below }: NonNullable<ReturnType<typeof linkTarget>>,
  known: Known,
): Broken | null {
  const place = sections().get(section);
  if (!place) return noSection(section, id);
  if (place.page && below !== '') {
    return {
      what: `page "${below}" below /${section}/${id}/`,
      names: new Set(known.has(place.page, id) ? [`/${section}/${id}/`] : []),
      fix: belowFix({ section, id, below }, place.page, known),
    };
  }
  if (kind === null || place.page !== kind || known.has(kind, id)) return null;
  if (known.renamed(kind, id) !== null) return null;
  if (source.kind === 'report' && known.isFrozen(source.id, kind, id)) return null;
  const near = known.near(kind, id);
  return {
    what: `${kind} "${id}"`,
    names: known.of(kind),
    fix: near ? `did you mean "/${section}/${near}/"?` : 'link to a page that is there',
  };
}

/** What to write for a path beside the file, `./other` or `../goals/cost/`, where each page has an address of its own. */
function belowFix(
  { section, id, below }: { section: string; id: string; below: string },
  page: Kind,
  known: Known,
): string {
  const [written = ''] = below.split('/');
  const other = sections().get(id)?.page;
  const elsewhere = other ? known.near(other, written) : null;
  if (elsewhere) return `did you mean "/${id}/${elsewhere}/"?`;
  const beside = known.near(page, written);
  if (beside) return `did you mean "/${section}/${beside}/"?`;
  return known.has(page, id)
    ? `link to /${section}/${id}/, with # and a heading for a place on it`
    : 'write the address from the root of the portal, as /goals/my-goal/';
}

function noSection(section: string, id: string): Broken {
  const names = new Set(sections().keys());
  const near = nearest(section, names);
  return {
    what: `section "${section}"`,
    names,
    fix: near
      ? `did you mean "/${near}/${id === '' ? '' : `${id}/`}"?`
      : 'link to a page that is there',
  };
}
