import { clockOf, localTime, minutesBetween } from '#model/run/localTime.ts';
import type { RunRecord } from '#model/run/run.ts';
import { say } from '../words.ts';
import { photoOf, removePhoto } from './photos.ts';
import { runsCsv } from './runsCsv.ts';
import type { RunStore } from './store.ts';

/** The records that this device keeps, newest first, each to download, share and remove. */
export function showRecords(store: RunStore): void {
  const place = document.querySelector<HTMLElement>('[data-run-records]');
  const list = place?.querySelector('ol');
  if (!place || !list) return;
  const records = store.records();
  place.hidden = records.length === 0;
  const count = place.querySelector('[data-count]');
  if (count) count.textContent = String(records.length);
  list.replaceChildren(...records.toReversed().map((record) => itemOf(record, store)));
}

function itemOf(record: RunRecord, store: RunStore): HTMLElement {
  const item = document.createElement('li');
  const words = document.createElement('p');
  const done = record.steps.filter(({ at }) => at !== null).length;
  const outside = Object.values(record.entries).filter(({ verdict }) => verdict === 'outside');
  const about =
    record.readBy === undefined
      ? [
          record.order,
          say('run.outcome', { outcome: record.outcome }),
          say('run.doneOf', { done, all: record.steps.length }),
          `${minutesBetween(record.started, record.ended)} min`,
          outside.length > 0 ? say('run.outsideLimits', { count: outside.length }) : '',
        ]
      : [say('run.read'), record.readBy];
  words.textContent = [
    clockOf(record.ended, localTime(new Date())),
    ...about,
    record.sent === undefined
      ? ''
      : say('run.sent', { time: clockOf(record.sent, localTime(new Date())) }),
  ]
    .filter((part) => part !== '')
    .join(' · ');
  const actions = document.createElement('div');
  actions.className = 'actions';
  actions.append(button(say('run.download'), () => void download([record])));
  if (canShare(record)) actions.append(button(say('run.share'), () => void share(record)));
  actions.append(removal(record, store));
  item.append(words, actions);
  return item;
}

/** Asks once more before a record is gone. */
function removal(record: RunRecord, store: RunStore): HTMLButtonElement {
  let isSure = false;
  const remove = button(say('run.remove'), () => {
    if (!isSure) {
      isSure = true;
      remove.textContent = say('run.removeForGood');
      return;
    }
    store.keep(store.records().filter(({ id }) => id !== record.id));
    for (const name of photosOf(record)) void removePhoto(name);
    showRecords(store);
  });
  return remove;
}

/** One CSV, and the photographs beside it. */
export async function download(records: readonly RunRecord[]): Promise<void> {
  for (const file of await filesOf(records)) {
    const link = Object.assign(document.createElement('a'), {
      href: URL.createObjectURL(file),
      download: file.name,
    });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }
}

async function share(record: RunRecord): Promise<void> {
  await navigator.share({ files: await filesOf([record]), title: csvName([record]) }).catch(() => {
    // Whoever closes the sheet of the system shares nothing; the record stays.
  });
}

const canShare = (record: RunRecord) =>
  typeof navigator.canShare === 'function' && navigator.canShare({ files: [csvFile([record])] });

async function filesOf(records: readonly RunRecord[]): Promise<File[]> {
  const photos = await Promise.all(
    records.flatMap(photosOf).map(async (name) => {
      const photo = await photoOf(name);
      return photo === null ? [] : [new File([photo], name, { type: photo.type })];
    }),
  );
  return [csvFile(records), ...photos.flat()];
}

const csvFile = (records: readonly RunRecord[]) =>
  new File([runsCsv(records)], csvName(records), { type: 'text/csv' });

function csvName(records: readonly RunRecord[]): string {
  const last = records.at(-1);
  return `${last?.playbook}-${last?.ended.slice(0, 10)}-${last?.id}.csv`;
}

const photosOf = ({ entries }: RunRecord) =>
  Object.values(entries).flatMap(({ kind, text }) => (kind === 'photo' ? [text] : []));

/** Posts what the portfolio's address has not taken yet; resolves to how many are still waiting. */
export async function postWaiting(store: RunStore, address: string): Promise<number> {
  for (const record of store.records().filter(({ sent }) => sent === undefined)) {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'text/csv; charset=utf-8' },
      body: runsCsv([record]),
    }).catch(() => null);
    if (answer === null) break;
    // One that the address refuses does not hold up the others.
    if (!answer.ok) continue;
    const sent = localTime(new Date());
    store.keep(store.records().map((one) => (one.id === record.id ? { ...one, sent } : one)));
  }
  return store.records().filter(({ sent }) => sent === undefined).length;
}

function button(words: string, act: () => void): HTMLButtonElement {
  const element = Object.assign(document.createElement('button'), {
    type: 'button',
    textContent: words,
  });
  element.addEventListener('click', act);
  return element;
}
