import type { InLanguage, Translatable } from '#model/language/inLanguage.ts';
import { withSourceAnchors } from '#model/language/anchors.ts';
import { shapeDifference } from '#model/language/sameShape.ts';
import {
  sourceMark,
  type SourceText,
  TEXT_FIELDS,
  TEXT_LISTS,
} from '#model/language/sourceMark.ts';
import { textMark } from '#model/record/stepMark.ts';
import type { Revision } from '#model/record/approval.ts';
import type { BodyNode, Heading } from '#model/record/playbook.ts';
import { nearest, type Problem } from '#model/problem.ts';
import type { Body } from '#ingest/mdx/body.ts';
import type { YamlFile } from '#ingest/content/yamlFile.ts';

/** The record that a translation belongs to. */
interface SourceRecord extends SourceText {
  id: string;
  body: BodyNode[];
  headings: Heading[];
  revisions?: Revision[];
}

/** Whether a record has a text of its own that can be translated. */
export function isSourceRecord(record: unknown): record is SourceRecord & Translatable {
  return (
    typeof record === 'object' &&
    record !== null &&
    ['id', 'title', 'body', 'headings'].every((field) => field in record)
  );
}

/** What a translation says in its front matter. */
export interface TranslationFields {
  translationOf: string;
  title: string;
  summary?: string | undefined;
  readers?: string | undefined;
  highlights?: string[];
  decisionsNeeded?: string[];
}

/** A translation joined to the record that it was made from. Where it is current, it must be built as the source is. */
export function joinTranslation(
  source: SourceRecord,
  { yaml, fields, body }: { yaml: YamlFile; fields: TranslationFields; body: Body },
): { inLanguage: InLanguage | null; problems: Problem[] } {
  const problem = (
    place: { line: number; column: number },
    found: string,
    fix: string,
    allowed?: string,
  ) => ({
    inLanguage: null,
    problems: [
      {
        code: 'language/translation',
        severity: 'error' as const,
        file: yaml.file,
        line: place.line,
        column: place.column,
        found,
        ...(allowed === undefined ? {} : { allowed }),
        fix,
      },
    ],
  });
  const isCurrent = currency(source, fields.translationOf);
  if (isCurrent === null) {
    const names = (source.revisions ?? []).map(({ revision }) => revision);
    const near = nearest(fields.translationOf, names);
    return problem(
      yaml.at(['translationOf']),
      `translationOf: "${fields.translationOf}" is neither a hash nor a revision of ${source.id}`,
      near ? `did you mean "${near}"?` : `write the hash of the text that was translated`,
      [`"${sourceMark(source)}", the hash of the source as it is`, ...names].join(', '),
    );
  }
  for (const list of TEXT_LISTS) {
    const [was, is] = [source[list]?.length ?? 0, fields[list]?.length ?? 0];
    if (isCurrent && is > 0 && was !== is)
      return problem(
        yaml.at([list]),
        `${list} has ${is} entries here, and ${was} in the source`,
        'translate each entry of the source, in its order',
      );
  }
  const difference = isCurrent ? shapeDifference(source.body, body.body) : null;
  if (difference !== null)
    return problem(
      { line: difference.line, column: 1 },
      difference.found,
      'translate the words, and keep steps, roles, minutes, values and audiences as they are in the source; where the source has changed since, name the text that was translated in translationOf',
    );
  const text = withSourceAnchors({ body: body.body, headings: body.headings }, source);
  return {
    inLanguage: {
      texts: textsOf(fields, source),
      translation: { file: yaml.file, ...text, madeFrom: fields.translationOf, isCurrent },
    },
    problems: [],
  };
}

/** Whether the source still is what a translation was made from; null where nobody knows what that was. */
function currency(source: SourceRecord, madeFrom: string): boolean | null {
  const { revisions = [] } = source;
  const revision = revisions.find((one) => one.revision === madeFrom);
  if (revision)
    return revision === revisions.at(-1) && revision.text === textMark(source.title, source.body);
  return /^[0-9a-f]{8}$/.test(madeFrom) ? madeFrom === sourceMark(source) : null;
}

/** Short texts by their field; a field that the source does not have says nothing. */
function textsOf(fields: TranslationFields, source: SourceRecord): Record<string, string> {
  const short = TEXT_FIELDS.flatMap((name): [string, string][] => {
    const text = fields[name];
    return text && source[name] ? [[name, text]] : [];
  });
  const entries = TEXT_LISTS.flatMap((name) =>
    (source[name] ?? []).flatMap((_, at): [string, string][] => {
      const text = fields[name]?.[at];
      return text === undefined ? [] : [[`${name}.${at}`, text]];
    }),
  );
  return Object.fromEntries([...short, ...entries]);
}
