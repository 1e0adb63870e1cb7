import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { withDescription } from '#publish/pages/description.ts';
import { DayStamp } from '#publish/pages/dayStamp.ts';
import { overBudget } from '#publish/pages/pageBudget.ts';
import { PagesToKeep } from '#publish/pages/keptPages.ts';
import { PageFiles } from '#publish/pages/pageFiles.ts';
import { partOf, SearchIndex, searchMark } from '#publish/search/search.ts';
import { searchText } from '#publish/search/searchText.ts';
import { markTerms } from '#site/glossaryMarks.ts';
import { unitBinder } from '#site/typography.ts';
import { keptBytes, keptParts, type PageAndTwin } from '#publish/twin/kept.ts';
import { twinBody, twinOf } from '#publish/twin/twin.ts';
import type { DrawnPage, KeptBefore, Said, Task, Workshop } from './task.ts';

/** Finishes pages (`finisher.ts`) one after the other as they come, in a thread of its own. What fails here ends the thread. */
const { out, cacheDir, name, units, asOf, twins } = workerData as Workshop;
const say = (what: Said) => parentPort?.postMessage(what);
const bind = unitBinder(units);
const day = new DayStamp(asOf, bind);
const search = new SearchIndex(cacheDir, out);
const files = new PageFiles(out);
const keep = await PagesToKeep.open(join(cacheDir, 'pages'), name);
let before = Promise.resolve();
parentPort?.on('message', (task: Task) => (before = before.then(() => work(task))));

async function work(task: Task): Promise<void> {
  if (task.kind === 'end') return end(task.isWhole);
  if (partOf(task.address) === 'numbers') search.finish('words');
  await (task.kind === 'drawn' ? finishDrawn(task) : finishKept(task));
  say('page');
}

async function finishDrawn({ address, key, html: drawn }: DrawnPage): Promise<void> {
  const bound = withDescription(bind(drawn));
  const html = markTerms(bound);
  const text = searchText(html);
  const page = { html: Buffer.from(html), twin: twinBody(bound, address, twins.base) };
  const mark = searchMark(text);
  await search.add({ address, mark, text: () => text ?? '' });
  if (key !== null) await keep.put(key, { html: keptBytes(page), mark });
  await write(page, address);
}

async function finishKept({ address, key, html: bytes, mark }: KeptBefore): Promise<void> {
  const kept = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { html, twin } = keptParts(kept);
  await search.add({ address, mark, text: () => searchText(html.toString('utf8')) ?? '' });
  await keep.put(key, { html: kept, mark });
  await write({ html: day.onto(html), twin }, address);
}

async function write({ html, twin }: PageAndTwin, address: string): Promise<void> {
  const heavy = overBudget(address, html);
  if (heavy) say(heavy);
  await files.write(address, html, twinOf(twin, address, twins));
}

async function end(isWhole: boolean): Promise<void> {
  if (isWhole) await files.settled();
  await keep.close(isWhole);
  say('written');
  if (!isWhole) return;
  await search.write();
  say('searched');
  parentPort?.close();
}
