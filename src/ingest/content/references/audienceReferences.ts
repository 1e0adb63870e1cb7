import { type Audience, isNarrower } from '#model/record/audience.ts';
import { nearest, type Problem } from '#model/problem.ts';
import { type GlossaryTerm, termOf } from '#model/record/glossary.ts';
import { namedBy } from '#model/record/prop.ts';
import { idsIn, isWithholdable, REFERENCES } from '#model/record/references.ts';
import { componentOf } from '#ingest/mdx/propCheck.ts';
import type { Content } from '#ingest/content/content.ts';
import { dataOf, type Source } from '#ingest/content/source.ts';
import { type AudienceOf, type AudienceOfExport, audienceOf } from './audienceOf.ts';
import { frozenAudiences } from './frozenAudiences.ts';
import { linkTarget } from './names.ts';

type Place = Pick<Problem, 'file' | 'line' | 'column'>;

/** Lists of portfolio.yaml whose entries have audiences of their own. */
const LISTS = ['events', 'meetings'] as const;

/** A record as it is written, who reads it, and who may know of what it names. */
interface Read {
  source: Source;
  written:
    | ({ audience?: string } & Partial<Record<(typeof LISTS)[number], { audience?: string }[]>>)
    | undefined;
  audience: Audience | undefined;
  audiences: readonly Audience[];
  meant: AudienceOf;
  glossary: readonly GlossaryTerm[];
}

/** Audiences exist, and nothing can only be shown with something that its readers may not know of. */
export function audienceReferences(
  content: Content,
  sources: readonly Source[],
  exports: readonly AudienceOfExport[],
): Problem[] {
  const { audiences, glossary = [] } = content.settings;
  const meant = audienceOf(content, exports);
  return [
    ...exports.flatMap(({ audience, name, file, line, column }) =>
      unknown(audience, audiences, () => ({ file, line, column }), `the export "${name}"`),
    ),
    ...sources.flatMap((source) => {
      const read = readOf(source, { audiences, meant, glossary });
      return [...ownAudiences(read), ...fieldsOf(read), ...textOf(read)];
    }),
    ...frozenAudiences(content, sources, meant),
  ];
}

function readOf(source: Source, by: Pick<Read, 'audiences' | 'meant' | 'glossary'>): Read {
  const written = dataOf(source) as Read['written'];
  const kind = source.kind === 'roadmap' ? 'item' : source.kind;
  const own = isWithholdable(kind) ? by.meant(kind, source.id) : undefined;
  return { ...by, source, written, audience: own ?? written?.audience };
}

function ownAudiences({ source, written, audiences }: Read): Problem[] {
  const place = (at: readonly PropertyKey[]) => () => ({
    file: source.yaml.file,
    ...source.yaml.at(at),
  });
  return [
    ...unknown(written?.audience, audiences, place([...source.path, 'audience']), 'audience'),
    ...LISTS.flatMap((list) =>
      (written?.[list] ?? []).flatMap(({ audience }, index) =>
        unknown(audience, audiences, place([list, index, 'audience']), 'audience'),
      ),
    ),
  ];
}

/** Fields without which a record cannot be shown. */
function fieldsOf({ source, written, audience, audiences, meant }: Read): Problem[] {
  return REFERENCES.flatMap((row) => {
    const { names } = row;
    if (row.of !== source.kind || row.withheld !== 'refuse' || !isWithholdable(names)) return [];
    return idsIn(row, written).flatMap(({ id, at }) => {
      const inner = meant(names, id);
      return isNarrower(audiences, inner, audience)
        ? [
            {
              code: 'content/audience',
              severity: 'error',
              file: source.yaml.file,
              ...source.yaml.at([...source.path, ...at]),
              found: `${source.kind} "${source.id}" shows the ${names} "${id}", which is for ${inner} only, to ${audience ?? 'everybody'}`,
              fix: `give the record audience: ${inner}, or the ${names} a wider one`,
            },
          ]
        : [];
    });
  });
}

/** Components and links of a text, each in the narrowest part that it is in. */
function textOf(read: Read): Problem[] {
  const { source, audience, audiences } = read;
  return source.uses.flatMap((use) => {
    const { component, prop, value, line, column } = use;
    const place = { file: use.file ?? source.yaml.file, line, column };
    const outer = use.within.reduce<Audience | undefined>(
      (wide, inner) => (isNarrower(audiences, inner, wide) ? inner : wide),
      audience,
    );
    const target = targetOf(read, use);
    const namesAudience = prop === 'audience' || (component === 'Audience' && prop === 'is');
    return [
      ...(namesAudience ? unknown(String(value), audiences, () => place, prop) : []),
      ...(target !== null && isNarrower(audiences, target.inner, outer)
        ? [tooNarrow(use, place, { ...target, outer })]
        : []),
    ];
  });
}

type Use = Source['uses'][number];

/** What a component or a link names, and who may know of it. */
function targetOf({ source, meant, glossary }: Read, use: Use) {
  if (use.component === 'Term' && use.prop === 'is') {
    const term = termOf(glossary, String(use.value));
    return term && { kind: 'term', id: term.term, inner: term.audience };
  }
  const record = use.component === 'a' ? linkOf(source, use) : usedBy(use);
  return record && { ...record, inner: meant(record.kind, record.id) };
}

/** What a link into the portal leads to: it says that its target is there, and leads to nothing in an edition without it. */
function linkOf(source: Source, { value }: Use) {
  const target = linkTarget(source, String(value));
  const { kind = null, id = '' } = target ?? {};
  return kind !== null && isWithholdable(kind) ? { kind, id } : null;
}

function usedBy({ component, prop, value }: Use) {
  const kind = namedBy(componentOf(component)?.props[prop]);
  return kind !== null && typeof value === 'string' && isWithholdable(kind)
    ? { kind, id: value }
    : null;
}

function tooNarrow(
  { component, value }: Use,
  place: Place,
  {
    kind,
    id,
    inner,
    outer = 'everybody',
  }: { kind: string; id: string; inner: Audience | undefined; outer: Audience | undefined },
): Problem {
  const words =
    component === 'a'
      ? {
          found: `the link ${value} leads to the ${kind} "${id}", which is for ${inner} only, out of what ${outer} reads`,
          fix: `put it into <Audience is="${inner}">, or give the ${kind} a wider audience`,
        }
      : {
          found: `<${component}> shows the ${kind} "${id}", which is for ${inner} only, to ${outer}`,
          fix: `give the component audience: ${inner}, or the ${kind} a wider one`,
        };
  return { code: 'content/audience', severity: 'error', ...place, ...words };
}

function unknown(
  audience: string | undefined,
  audiences: readonly Audience[],
  place: () => Place,
  what: string,
): Problem[] {
  if (audience === undefined || audiences.includes(audience)) return [];
  const near = nearest(audience, audiences);
  const fix =
    audiences.length === 0
      ? 'name them in portfolio.yaml, narrow to wide: audiences: [leadership, plant]'
      : 'use one of these, or add it to portfolio.yaml';
  return [
    {
      code: 'content/unknown-audience',
      severity: 'error',
      ...place(),
      found: `${what} is "${audience}", which is no audience`,
      allowed: audiences.length === 0 ? 'portfolio.yaml names no audiences' : audiences.join(', '),
      fix: near ? `did you mean "${near}"?` : fix,
    },
  ];
}
