import { putAt } from '#model/language/putAt.ts';
import { nearest, type Problem } from '#model/problem.ts';
import type { YamlFile } from '#ingest/content/yamlFile.ts';

/** Fields that may hold a text for each language, `title: { en: Stops, de: Stillstände }`, by kind; `*` is any entry of a list or map. */
const FIELDS: Record<string, readonly string[]> = {
  goal: ['title', 'statement', 'contributions.*.*.text'],
  metric: ['title', 'description', 'why', 'numerator', 'denominator'],
  initiative: [
    'title',
    'summary',
    'perspectives.*',
    'hypothesis.weBelieve',
    'hypothesis.willChange',
    'hypothesis.because',
    'hypothesis.falsifiedIf',
  ],
  roadmap: ['*.title', '*.note'],
  site: ['*.name', '*.lines.*.name'],
  playbook: ['title', 'summary', 'readers'],
  report: ['title', 'summary', 'readers', 'highlights.*', 'decisionsNeeded.*'],
};

/** A text in one more language, and where in its file it belongs. */
export interface FieldText {
  path: readonly (string | number)[];
  language: string;
  text: string;
}

/** A file as if it had been written in the language of the source alone, with what it says in others apart. */
export function withoutLanguageMaps(
  yaml: YamlFile,
  kind: string,
  languages: readonly string[],
): { yaml: YamlFile; texts: FieldText[]; problems: Problem[] } {
  const [source] = languages;
  const texts: FieldText[] = [];
  const problems: Problem[] = [];
  if (source === undefined || languages.length < 2) return { yaml, texts, problems };
  const places = (FIELDS[kind] ?? []).flatMap((field) => mapsAt(yaml.data, field.split('.'), []));
  if (places.length === 0) return { yaml, texts, problems };
  const data: unknown = structuredClone(yaml.data);
  for (const { path, map } of places) {
    const flaws = flawsOf(yaml, path, map, languages);
    problems.push(...flaws);
    // A map that is wrong counts as its first text, so that one mistake is one message.
    putAt(data, path, typeof map[source] === 'string' ? map[source] : firstText(map));
    if (flaws.length > 0) continue;
    for (const [language, text] of Object.entries(map))
      if (language !== source && typeof text === 'string') texts.push({ path, language, text });
  }
  return { yaml: { ...yaml, data }, texts, problems };
}

interface Found {
  path: (string | number)[];
  map: Record<string, unknown>;
}

function mapsAt(data: unknown, field: readonly string[], path: (string | number)[]): Found[] {
  const [head, ...below] = field;
  if (head === undefined) return isMap(data) ? [{ path, map: data }] : [];
  if (head === '*') {
    const entries: [string | number, unknown][] = Array.isArray(data)
      ? data.map((entry, index) => [index, entry])
      : isMap(data)
        ? Object.entries(data)
        : [];
    return entries.flatMap(([key, entry]) => mapsAt(entry, below, [...path, key]));
  }
  return isMap(data) ? mapsAt(data[head], below, [...path, head]) : [];
}

function flawsOf(
  yaml: YamlFile,
  path: readonly (string | number)[],
  map: Record<string, unknown>,
  languages: readonly string[],
): Problem[] {
  const [source = ''] = languages;
  const name = path.join('.');
  const problem = (key: string | null, found: string, fix: string): Problem => ({
    code: 'language/text',
    severity: 'error',
    file: yaml.file,
    ...(key === null ? yaml.at(path) : yaml.atKey(path, key)),
    found,
    allowed: languages.join(', '),
    fix,
  });
  const unknown = Object.keys(map)
    .filter((key) => !languages.includes(key))
    .map((key) => {
      const near = nearest(key, languages);
      return problem(
        key,
        `${name}: "${key}" is not a language of this portfolio`,
        near ? `did you mean "${near}"?` : 'add it to languages in portfolio.yaml, or remove it',
      );
    });
  const empty = Object.entries(map)
    .filter(([key, text]) => languages.includes(key) && (typeof text !== 'string' || !text.trim()))
    .map(([key]) =>
      problem(
        key,
        `${name}: the text in "${key}" is no text`,
        'write the text, or remove the line',
      ),
    );
  const lacking =
    map[source] === undefined
      ? [
          problem(
            null,
            `${name}: there is no text in "${source}", the language of the source`,
            `add ${source}: …`,
          ),
        ]
      : [];
  return [...unknown, ...empty, ...lacking];
}

const firstText = (map: Record<string, unknown>) =>
  Object.values(map).find((text) => typeof text === 'string' && text.trim() !== '') ?? '–';

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
