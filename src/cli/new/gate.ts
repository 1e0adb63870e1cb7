import { isMap, isPair, isScalar, parseDocument } from 'yaml';
import { yamlText } from './yamlText.ts';

/** A gate as an entry of `gates` in the front matter of an initiative. */
export function gateEntry(id: string, answers: ReadonlyMap<string, string>): string[] {
  const of = (option: string) => answers.get(option) ?? '';
  const metric = of('metric');
  return [
    `  - id: ${yamlText(id)}`,
    `    phase: ${yamlText(of('phase'))}`,
    `    due: ${of('due')}`,
    ...(of('site') === '' ? [] : [`    sites: [${yamlText(of('site'))}]`]),
    ...(metric === ''
      ? []
      : [
          '    criteria:',
          `      - { id: ${yamlText(metric)}, metric: ${yamlText(metric)}, must: ${yamlText(of('must'))} }`,
        ]),
  ];
}

/** The text of an initiative with one more gate; every other line stays as it was written. Null where it has no front matter. */
export function withGate(text: string, entry: readonly string[]): string | null {
  const front = /^---\r?\n([\s\S]*?)\r?\n---(\r?\n|$)/.exec(text);
  const yaml = front?.[1];
  if (yaml === undefined) return null;
  const start = text.indexOf(yaml);
  const document = parseDocument(yaml, { prettyErrors: false });
  const pair = isMap(document.contents)
    ? document.contents.items.find(
        (item) => isPair(item) && isScalar(item.key) && item.key.value === 'gates',
      )
    : undefined;
  const end = pair === undefined ? yaml.length : endOfValue(pair.value, yaml);
  // `gates: []` and a list in one line have no place for an entry of several lines.
  if (pair !== undefined && end === null) return null;
  const at = start + (end ?? yaml.length);
  const added = pair === undefined ? ['gates:', ...entry] : entry;
  return `${text.slice(0, at).replace(/\n$/, '')}\n${added.join('\n')}\n${text.slice(at).replace(/^\r?\n/, '')}`;
}

/** Where a block list ends; null for a list in brackets. */
function endOfValue(value: unknown, yaml: string): number | null {
  if (typeof value !== 'object' || value === null || !('range' in value)) return null;
  if ('flow' in value && value.flow === true) return null;
  const range: unknown = value.range;
  const end: unknown = Array.isArray(range) ? range[1] : undefined;
  return typeof end === 'number' ? Math.min(end, yaml.length) : null;
}
