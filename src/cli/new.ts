import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { clockDay } from '#ingest/clock.ts';
import { readContracts } from '#ingest/contract/contract.ts';
import { knownIds } from '#ingest/jsonSchema/knownIds.ts';
import { columnHelp } from '#ingest/records/columnHelp.ts';
import { RECORD_SHEETS } from '#ingest/records/sheets.ts';
import { id as idSchema } from '#ingest/schemas/common.ts';
import { isDate } from '#model/time/date.ts';
import { nearest, problemLine } from '#model/problem.ts';
import { templateBook } from '#publish/workbook/template/template.ts';
import { composePortal } from '#site/compose.ts';
import { answersTo } from './new/answers.ts';
import { gateEntry, withGate } from './new/gate.ts';
import { type Kind, KINDS, QUESTIONS } from './new/kinds.ts';
import { metricFile, proposal } from './new/metric.ts';
import { goalFile, initiativeFile, playbookFile, siteEntry } from './new/templates.ts';
import { titleOf } from './new/yamlText.ts';
import { asOfDate, readOptions, SOURCE_HELP, SOURCE_OPTIONS, UsageError } from './options.ts';
import { schemaLine } from './schemaFiles.ts';

const HELP = `trilens new KIND ID [options]

Writes a record with what belongs into it: goal, metric, initiative, gate, playbook, report or site. On a terminal it asks for what no
option says. A metric is proposed from the contract of its export, and what its page would say is printed. A workbook is a template
for records that are kept in a spreadsheet, content/records.xlsx unless an ID is given. Nothing is overwritten.

  --title TEXT     its title  (default: the ID in words)
  --owner NAME     who answers for it
  --metric ID      metrics, with commas between them
  --goal ID        goals that it serves; of a goal, the one above it
  --initiative ID  initiatives; of a gate, the one that it belongs to
  --site ID        plant where it begins, or that it decides about
  --export NAME    of a metric: the export, as datapackage.json names it
  --column NAME    of a metric: the column with the numbers  (default: the first one)
  --value HOW      of a metric: sum, mean, median, min or max  (default: sum)
  --direction WAY  of a metric: up or down  (default: up)
  --type TYPE      of a metric: outcome, behavior or adoption  (default: outcome)
  --unit UNIT      of a metric  (default: that of the column)
  --phase ID       of an initiative or a gate  (default: pilot)
  --due DATE       of a gate: when the decision is due
  --must WHAT      of a gate: what the metric must show, ">= 80 %", improved  (default: improved)
  --zone ZONE      of a site: Europe/Berlin
  --alias NAME     of a site: names under which exports know it
  --kind KIND      of a report: monthly or quarterly
  --period PERIOD  of a report: 2026-10, 2026-Q4
${SOURCE_HELP}

  trilens new metric stop-hours --export stops --column hours --direction down
  trilens new gate early-signs-g2 --initiative early-signs --due 2027-03-15 --metric stop-hours`;

const TEXT = { type: 'string' } as const;
const OPTIONS = {
  ...SOURCE_OPTIONS,
  ...{ title: TEXT, owner: TEXT, metric: TEXT, goal: TEXT, initiative: TEXT, site: TEXT },
  ...{ export: TEXT, column: TEXT, value: TEXT, direction: TEXT, type: TEXT, unit: TEXT },
  ...{ phase: TEXT, due: TEXT, must: TEXT, zone: TEXT, alias: TEXT, kind: TEXT, period: TEXT },
};

interface Place {
  content: string;
  data: string;
  cache: string;
  'as-of'?: string | undefined;
}

/** Writes one record. 0 written, 1 it could not be. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, OPTIONS, 'names');
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const [name, id, ...more] = positionals;
  const kind = KINDS.find((one) => one === name);
  if (kind === undefined) {
    const near = name === undefined ? null : nearest(name, KINDS);
    throw new UsageError(
      `${name === undefined ? 'trilens new takes a kind of record' : `There is no kind "${name}"`}: ${KINDS.join(', ')}.${near ? ` Did you mean "${near}"?` : ''}`,
    );
  }
  if (kind === 'report') return report(values);
  if (kind === 'workbook') return workbook(values, positionals.slice(1));
  if (id === undefined || more.length > 0)
    throw new UsageError(`trilens new ${kind} takes one id: trilens new ${kind} my-${kind}`);
  if (!idSchema.safeParse(id).success)
    throw new UsageError(
      `The id is "${id}"; it must be letters, digits and hyphens: it is the name of a file and of a page.`,
    );
  const title = { option: 'title', asks: 'Title', otherwise: titleOf(id) };
  const asked = kind === 'gate' ? QUESTIONS[kind] : [title, ...QUESTIONS[kind]];
  const answers = await answersTo(asked, values);
  const written = await WRITERS[kind](id, answers, values);
  console.log(`Wrote ${written}. See what is missing: npx trilens check`);
  return kind === 'metric' ? sayPage(id, values) : 0;
}

type Write = (id: string, answers: ReadonlyMap<string, string>, place: Place) => Promise<string>;

const WRITERS: Record<Exclude<Kind, 'report' | 'workbook'>, Write> = {
  goal: (id, answers, { content }) => writeNew(content, `goals/${id}.yaml`, goalFile(answers)),
  initiative: (id, answers, { content }) =>
    writeNew(content, `initiatives/${id}.mdx`, initiativeFile(answers)),
  playbook: (id, answers, { content }) =>
    writeNew(content, `playbooks/${id}.mdx`, playbookFile(answers)),
  metric: writeMetric,
  gate: addGate,
  site: addSite,
};

/** Opened for writing only if it is new: nothing is overwritten, whoever else writes at the same time. */
async function writeNew(content: string, path: string, text: string | Uint8Array): Promise<string> {
  const file = join(resolve(content), path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST'
      ? new UsageError(`${content}/${path} is there already; nothing is overwritten.`)
      : error;
  });
  return `${content}/${path}`;
}

async function writeMetric(
  id: string,
  answers: ReadonlyMap<string, string>,
  { content, data }: Place,
): Promise<string> {
  const { contracts } = await readContracts(resolve(data));
  const names = contracts.resources.map((entry) => entry.name);
  const wanted = answers.get('export') || (names.length === 1 ? names[0] : '');
  const entry = contracts.resources.find((one) => one.name === wanted);
  if (!entry)
    throw new UsageError(
      `${wanted ? `There is no export "${wanted}"` : '--export is missing'}. ${names.length === 0 ? `No contract names one yet: npx trilens read FILE --draft prints it.` : `The exports of ${data}/datapackage.json are ${names.join(', ')}.`}`,
    );
  const column = answers.get('column') ?? '';
  const proposed = proposal(entry, column);
  if (!proposed) {
    const numbers = entry.schema.fields.filter(({ type }) => /number|integer/.test(type));
    throw new UsageError(
      `${column === '' ? `The export "${entry.name}" has no column of numbers with a date` : `"${column}" is no column of numbers of the export "${entry.name}"`}. Its columns of numbers: ${numbers.map((one) => one.name).join(', ') || 'none'}.`,
    );
  }
  return writeNew(content, `metrics/${id}.yaml`, metricFile(answers, proposed));
}

async function addGate(
  id: string,
  answers: ReadonlyMap<string, string>,
  { content }: Place,
): Promise<string> {
  const initiative = answers.get('initiative') ?? '';
  const path = join(resolve(content), 'initiatives', `${initiative}.mdx`);
  const text = await readFile(path, 'utf8').catch(() => null);
  if (initiative === '' || text === null)
    throw new UsageError(
      `${initiative === '' ? '--initiative is missing: a gate belongs to one' : `There is no ${content}/initiatives/${initiative}.mdx`}. Write one with: npx trilens new initiative ID`,
    );
  const due = answers.get('due') ?? '';
  if (!isDate(due))
    throw new UsageError(
      `--due is ${due === '' ? 'missing' : `"${due}"`}; it must be a date such as 2026-12-15.`,
    );
  if (new RegExp(`^\\s*-?\\s*id:\\s*["']?${RegExp.escape(id)}["']?\\s*$`, 'm').test(text))
    throw new UsageError(`${content}/initiatives/${initiative}.mdx has "${id}" already.`);
  const more = withGate(text, gateEntry(id, answers));
  if (more === null)
    throw new UsageError(
      `The gates of ${content}/initiatives/${initiative}.mdx are a list in brackets. Write it with a line for each gate, "- id: …", and try again.`,
    );
  await writeFile(path, more);
  return `the gate ${id} into ${content}/initiatives/${initiative}.mdx`;
}

async function addSite(
  id: string,
  answers: ReadonlyMap<string, string>,
  { content }: Place,
): Promise<string> {
  const path = join(resolve(content), 'sites.yaml');
  const text = await readFile(path, 'utf8').catch(() => null);
  if (
    text?.match(new RegExp(`^\\s*-\\s*\\{?\\s*id:\\s*["']?${RegExp.escape(id)}["']?\\s*(,|$)`, 'm'))
  )
    throw new UsageError(`${content}/sites.yaml has "${id}" already.`);
  const before = text === null ? schemaLine('content/sites.yaml') : text.endsWith('\n') ? '' : '\n';
  await mkdir(dirname(path), { recursive: true });
  await appendFile(path, `${before}${siteEntry(id, answers)}`);
  return `the site ${id} into ${content}/sites.yaml`;
}

/** A template for records in a spreadsheet, with the ids that the portfolio has at present. */
async function workbook({ content, data }: Place, [name = 'records', ...more]: string[]) {
  if (more.length > 0 || !idSchema.safeParse(name).success)
    throw new UsageError('trilens new workbook takes at most one name: trilens new workbook plan');
  const ids = await knownIds(resolve(content), resolve(data));
  const sheets = RECORD_SHEETS.map((sheet) => ({ sheet, help: columnHelp(sheet, ids) }));
  const bytes = await templateBook(sheets, clockDay());
  const written = await writeNew(content, `${name}.xlsx`, bytes);
  console.log(
    `Wrote ${written}. Its sheets are read with the files of ${content}: a record is in one place, here or there.`,
  );
  return 0;
}

/** A report is drafted from the data. */
async function report(values: Place & { kind?: string; period?: string }): Promise<number> {
  const { run: draft } = await import('./report.ts');
  const { content, data, cache, kind, period } = values;
  const named = { content, data, cache, kind, period, 'as-of': values['as-of'] };
  const args = Object.entries(named).flatMap(([option, value]) =>
    value === undefined ? [] : [`--${option}`, value],
  );
  return draft(['new', ...args]);
}

/** What the page of a metric would say, from the data at hand. */
async function sayPage(id: string, place: Place): Promise<number> {
  const { portal, problems } = await composePortal({
    contentDir: resolve(place.content),
    dataDir: resolve(place.data),
    cacheDir: resolve(place.cache),
    asOf: asOfDate(place['as-of']),
  });
  if (!portal) {
    for (const problem of problems) console.error(problemLine(problem));
    return 1;
  }
  const state = portal.metrics.get(id);
  if (state) console.log(`Its page would say: ${state.sentence}`);
  return 0;
}
