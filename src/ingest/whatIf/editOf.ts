import { isMap, isPair, isScalar, parseDocument, type Document, type ParsedNode } from 'yaml';
import type { Change } from '#model/foresight/whatIf/change.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { addDays, type IsoDate } from '#model/time/date.ts';
import { parsePeriod, periodEnd } from '#model/time/period.ts';

/** A place in a text and what is written there instead. */
interface Patch {
  from: number;
  to: number;
  text: string;
}

type Read = (file: string) => Promise<string>;
type Records = Pick<Portfolio, 'initiatives' | 'roadmap' | 'asOf'>;

/** Content files as they would be with a change written into them: only its own words are other ones, and no line moves that need not. */
export async function editOf(
  change: Change,
  records: Records,
  { read, sitesFile }: { read: Read; sitesFile: string },
): Promise<Map<string, string>> {
  if (change.kind === 'drop') {
    const text = await read(sitesFile);
    return new Map([[sitesFile, patched(text, closing(text, change.site, records.asOf))]]);
  }
  const initiative = records.initiatives.find(({ id }) => id === change.initiative);
  if (!initiative) return new Map();
  const edits = new Map<string, string>();
  const text = await read(initiative.file);
  const head = front(text);
  if (change.kind === 'stop' || change.kind === 'pause')
    edits.set(
      initiative.file,
      patched(text, status(head, change.kind === 'stop' ? 'stopped' : 'paused')),
    );
  if (change.kind === 'lose-pod') edits.set(initiative.file, patched(text, emptied(head)));
  if (change.kind !== 'delay') return edits;
  edits.set(initiative.file, patched(text, delayedGates(head, change.days)));
  const files = new Set(
    records.roadmap
      .filter((item) => item.initiative === initiative.id && item.status !== 'done')
      .map(({ file }) => file),
  );
  for (const file of files) {
    const items = await read(file);
    edits.set(
      file,
      patched(items, delayedItems(items, initiative.id, { days: change.days, asOf: records.asOf })),
    );
  }
  return edits;
}

/** The front matter of an MDX file, and where it begins. */
function front(text: string): { yaml: string; offset: number } {
  const offset = text.indexOf('\n') + 1;
  return { yaml: text.slice(offset, text.indexOf('\n---', offset - 1) + 1), offset };
}

function patched(text: string, patches: readonly Patch[]): string {
  return patches
    .toSorted((a, b) => b.from - a.from)
    .reduce((held, { from, to, text: put }) => held.slice(0, from) + put + held.slice(to), text);
}

function status({ yaml, offset }: ReturnType<typeof front>, word: string): Patch[] {
  const node = parseDocument(yaml).getIn(['status'], true);
  const range = isScalar(node) ? node.range : null;
  if (range) return [{ from: offset + range[0], to: offset + range[1], text: word }];
  // At the end, so that nothing above it moves.
  const end = offset + yaml.length;
  return [{ from: end, to: end, text: `status: ${word}\n` }];
}

/** The pod without its people, on as many lines as before. */
function emptied({ yaml, offset }: ReturnType<typeof front>): Patch[] {
  const document = parseDocument(yaml);
  const pair = pairOf(document, 'pod');
  const [key, value] = [pair?.key as ParsedNode | undefined, pair?.value as ParsedNode | undefined];
  if (!key?.range || !value?.range) return [];
  const [from, to] = [key.range[0], value.range[1]];
  const written = yaml.slice(from, to).trimEnd();
  const lines = written.split('\n').length - 1;
  return [
    {
      from: offset + from,
      to: offset + from + written.length,
      text: `pod: {}${'\n#'.repeat(lines)}`,
    },
  ];
}

function delayedGates({ yaml, offset }: ReturnType<typeof front>, days: number): Patch[] {
  const document = parseDocument(yaml);
  const gates: unknown = document.toJS().gates;
  return (Array.isArray(gates) ? gates : []).flatMap((gate: { decision?: unknown }, at) =>
    gate.decision === undefined || gate.decision === null
      ? later(document, ['gates', at, 'due'], { days, offset, of: 'start' })
      : [],
  );
}

interface WrittenItem {
  initiative?: unknown;
  status?: unknown;
  start?: unknown;
  end?: unknown;
  when?: unknown;
}

function delayedItems(
  text: string,
  initiative: string,
  { days, asOf }: { days: number; asOf: IsoDate },
): Patch[] {
  const document = parseDocument(text);
  const items: unknown = document.toJS();
  return (Array.isArray(items) ? items : []).flatMap((item: WrittenItem, at) => {
    if (item.initiative !== initiative || item.status === 'done') return [];
    const first = parsePeriod(String(item.start ?? item.when ?? item.end))?.start;
    if (first === undefined) return [];
    // What has begun keeps the day on which it did.
    const start = item.status === 'in-progress' && first <= asOf ? first : addDays(first, days);
    const last = item.when === undefined ? 'end' : 'when';
    if (item.start === undefined) return spread(document, [at, last], { text, start, days });
    const began = document.getIn([at, 'start'], true);
    return [
      ...(start !== first && isScalar(began) && began.range
        ? [{ from: began.range[0], to: began.range[1], text: start }]
        : []),
      ...later(document, [at, last], { days, offset: 0, of: 'end' }),
    ];
  });
}

/** One period, in which work begins and ends, as two days: a day alone would say that it takes one day. */
function spread(
  document: Document.Parsed,
  [at, field]: [number, string],
  { text, start, days }: { text: string; start: IsoDate; days: number },
): Patch[] {
  const map = document.getIn([at], true);
  const pair = isMap(map)
    ? map.items.find((one) => isScalar(one.key) && one.key.value === field)
    : undefined;
  const [key, value] = [pair?.key as ParsedNode | undefined, pair?.value as ParsedNode | undefined];
  const period = parsePeriod(String(isScalar(value) ? value.value : ''));
  if (!isMap(map) || !key?.range || !value?.range || !period) return [];
  const end = addDays(periodEnd(period.start, period.grain), days);
  const column = key.range[0] - text.lastIndexOf('\n', key.range[0]) - 1;
  const between = map.flow ? ', ' : `\n${' '.repeat(column)}`;
  return [
    {
      from: key.range[0],
      to: value.range[1],
      text: start === end ? `${field}: ${end}` : `start: ${start}${between}end: ${end}`,
    },
  ];
}

/** A day or period that lies so many days later, as a day. */
function later(
  document: Document.Parsed,
  path: (string | number)[],
  { days, offset, of }: { days: number; offset: number; of: 'start' | 'end' },
): Patch[] {
  const node = document.getIn(path, true);
  if (!isScalar(node) || !node.range) return [];
  const period = parsePeriod(String(node.value));
  if (!period) return [];
  const day = of === 'start' ? period.start : periodEnd(period.start, period.grain);
  return [
    {
      from: offset + node.range[0],
      to: offset + node.range[1],
      text: addDays(day, days),
    },
  ];
}

/** The last day of a plant, written behind its id. */
function closing(text: string, site: string, day: IsoDate): Patch[] {
  const document = parseDocument(text);
  const sites: unknown = document.toJS();
  const at = (Array.isArray(sites) ? sites : []).findIndex(
    (one: { id?: unknown }) => one.id === site,
  );
  const node = document.getIn([at, 'id'], true);
  const map = document.getIn([at], true);
  if (!isScalar(node) || !node.range || !isMap(map) || !map.range) return [];
  const end = node.range[1];
  if (map.flow) return [{ from: end, to: end, text: `, until: ${day}` }];
  const key = map.items.find((item) => isScalar(item.key) && item.key.value === 'id')?.key as
    ParsedNode | undefined;
  const start = text.lastIndexOf('\n', node.range[0]) + 1;
  const indent = ' '.repeat(Math.max(0, (key?.range[0] ?? start) - start));
  return [{ from: end, to: end, text: `\n${indent}until: ${day}` }];
}

function pairOf(document: Document.Parsed, key: string) {
  const { contents } = document;
  return isMap(contents)
    ? contents.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key)
    : undefined;
}
