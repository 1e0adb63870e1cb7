import { isMap, isNode, isScalar, isSeq, parseDocument } from 'yaml';
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

/** The text of an initiative with one more gate; every other line stays as it was written. Null where there is no place for it. */
export function withGate(text: string, entry: readonly string[]): string | null {
  const front = /^---(\r?\n)([\s\S]*?)\r?\n---(\r?\n|$)/.exec(text);
  const [, newline = '\n', yaml] = front ?? [];
  if (yaml === undefined) return null;
  const start = 3 + newline.length;
  const place = placeIn(yaml);
  if (place === null) return null;
  const lines = place.hasKey ? entry : ['gates:', ...entry];
  const added = lines.map((line) => newline + line.replace(/^ {2}/, place.indent)).join('');
  return text.slice(0, start + place.at) + added + text.slice(start + place.at);
}

interface Place {
  /** Where the line ends that the entry comes after. */
  at: number;
  /** Of the entries that are there. */
  indent: string;
  hasKey: boolean;
}

/** Where a gate is added; null where the gates are a list in brackets, which has no place for an entry of several lines. */
function placeIn(yaml: string): Place | null {
  const { contents } = parseDocument(yaml, { prettyErrors: false });
  const pair = isMap(contents)
    ? contents.items.find(({ key }) => isScalar(key) && key.value === 'gates')
    : undefined;
  if (pair === undefined) return { at: yaml.length, indent: '  ', hasKey: false };
  const { key, value } = pair;
  if (isSeq(value) && !value.flow && value.items.length > 0) {
    const [first, last] = [startOf(value.items[0]), endOf(value.items.at(-1))];
    const line = yaml.slice(yaml.lastIndexOf('\n', first) + 1, first);
    return { at: endOfLine(yaml, last), indent: line.slice(0, line.indexOf('-')), hasKey: true };
  }
  const isEmpty = value === null || (isScalar(value) && value.value === null);
  return isEmpty ? { at: endOfLine(yaml, endOf(key)), indent: '  ', hasKey: true } : null;
}

const startOf = (node: unknown) => (isNode(node) ? (node.range?.[0] ?? 0) : 0);
const endOf = (node: unknown) => (isNode(node) ? (node.range?.[1] ?? 0) : 0);

/** The end of the line on which the text before a place ends. */
function endOfLine(yaml: string, before: number): number {
  const from = yaml.slice(0, before).trimEnd().length;
  const rest = /\r?\n/.exec(yaml.slice(from));
  return rest === null ? yaml.length : from + rest.index;
}
