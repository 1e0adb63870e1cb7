import { sayLimits } from '#messages/sayLimits.ts';
import { isWithin, numberEntry } from '#model/run/numberEntry.ts';
import { localTime } from '#model/run/localTime.ts';
import { ENTRY_KINDS, type Entry } from '#model/run/run.ts';
import { say, words } from '../words.ts';
import { keepPhoto, photoOf } from './photos.ts';
import type { RunStore } from './store.ts';

/** A field of the page; `problem` says what is wrong with what is typed in it. */
interface Field {
  element: HTMLElement;
  input: HTMLInputElement | HTMLSelectElement;
  said: HTMLElement;
  name: string;
}

const fields = [...document.querySelectorAll<HTMLElement>('[data-entry]')].flatMap(
  (element): Field[] => {
    const input = element.querySelector<HTMLInputElement | HTMLSelectElement>('input, select');
    const said = element.querySelector<HTMLElement>('[data-said]');
    return input && said ? [{ element, input, said, name: element.dataset.entry ?? '' }] : [];
  },
);

/** Fields keep what is entered in the run at hand. `changed` is called after each. */
export function watchEntries(store: RunStore, changed: () => void): void {
  for (const field of fields)
    field.input.addEventListener('change', async () => {
      const entry = await entryOf(field, store);
      // What cannot be read takes the place of what was entered before: the field does not show that any more.
      if (entry !== 'wrong' && entry !== null)
        store.change((run) => {
          run.entries[field.name] = entry;
        });
      else if (store.run()?.entries[field.name])
        store.change((run) => {
          delete run.entries[field.name];
        });
      changed();
    });
}

/** Shows what the run at hand holds; what cannot be read as a number stays in its field. */
export function showEntries(store: RunStore): void {
  const entries = store.run()?.entries ?? {};
  for (const field of fields) {
    const entry = entries[field.name];
    if (entry === undefined) {
      if (field.input.getAttribute('aria-invalid') === 'true') continue;
      field.input.value = '';
      show(field, '', false);
      void showPhoto(field, null);
      continue;
    }
    if (entry.kind === 'photo') void showPhoto(field, entry.text);
    else if (document.activeElement !== field.input)
      field.input.value = entry.number === null ? entry.text : String(entry.number);
    show(field, wordsOf(entry), entry.verdict === 'outside');
  }
}

/** Names of the fields in a step that must be filled and are not. */
export function lacking(step: HTMLElement, store: RunStore): string[] {
  const entries = store.run()?.entries ?? {};
  return fields
    .filter(({ element }) => step.contains(element) && element.dataset.optional === undefined)
    .flatMap(({ name }) => (entries[name] === undefined ? [name] : []));
}

/** What is in a field; null for nothing, 'wrong' where it is no value. */
async function entryOf(field: Field, store: RunStore): Promise<Entry | null | 'wrong'> {
  const { dataset } = field.element;
  const kind = ENTRY_KINDS.find((one) => one === dataset.kind) ?? 'number';
  const limit = (text: string | undefined) => (text === undefined ? null : Number(text));
  const entry: Entry = {
    name: field.name,
    kind,
    at: localTime(new Date()),
    number: null,
    text: '',
    unit: dataset.unit ?? '',
    minimum: limit(dataset.min),
    maximum: limit(dataset.max),
    verdict: 'ok',
  };
  const typed = field.input.value.trim();
  if (kind === 'photo') return photoEntry(field, entry, store);
  if (typed === '') return null;
  if (kind !== 'number') {
    const good = JSON.parse(dataset.good ?? '[]') as string[];
    const verdict = good.length > 0 && !good.includes(typed) ? 'outside' : 'ok';
    return { ...entry, text: typed, verdict };
  }
  const number = numberEntry(typed);
  if (number === null) {
    show(field, say('run.noNumber', { typed }), true);
    field.input.setAttribute('aria-invalid', 'true');
    return 'wrong';
  }
  const verdict = isWithin(number, entry.minimum, entry.maximum) ? 'ok' : 'outside';
  return { ...entry, number, verdict };
}

async function photoEntry(
  field: Field,
  entry: Entry,
  store: RunStore,
): Promise<Entry | null | 'wrong'> {
  const { input, name } = field;
  const photo = input instanceof HTMLInputElement ? input.files?.[0] : undefined;
  if (!photo) return null;
  const run = store.change(() => undefined);
  const ending = photo.type.replace(/^image\//, '').replace('jpeg', 'jpg') || 'jpg';
  const text = `${run.id}-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.${ending}`;
  const isKept = await keepPhoto(text, photo).then(
    () => true,
    () => false,
  );
  if (isKept) return { ...entry, text };
  show(field, say('run.notKept'), true);
  field.input.setAttribute('aria-invalid', 'true');
  return 'wrong';
}

async function showPhoto({ element }: Field, name: string | null): Promise<void> {
  const picture = element.querySelector<HTMLImageElement>('img');
  if (!picture || picture.dataset.shown === (name ?? '')) return;
  picture.dataset.shown = name ?? '';
  const photo = name === null ? null : await photoOf(name);
  if (picture.src) URL.revokeObjectURL(picture.src);
  picture.hidden = photo === null;
  if (photo) picture.src = URL.createObjectURL(photo);
  else picture.removeAttribute('src');
}

/** A value is repeated as it is recorded, so that nobody has to trust how a comma was read. */
function wordsOf({ kind, number, text, unit, minimum, maximum, verdict }: Entry): string {
  if (kind === 'photo') return say('run.photoKept');
  const value = number === null ? text : `${plainNumber(number)}${unit === '' ? '' : ` ${unit}`}`;
  if (verdict === 'ok') return say('run.recorded', { value });
  const limits = sayLimits(minimum, maximum, unit);
  return say('run.outside', { value, limits: limits === '' ? 'none' : limits });
}

/** Every digit as it was entered, with the decimal mark of the page's language. */
function plainNumber(number: number): string {
  return number.toLocaleString(words().language, {
    useGrouping: false,
    maximumFractionDigits: 12,
  });
}

function show({ input, said }: Field, words: string, isBad: boolean): void {
  said.textContent = words;
  said.classList.toggle('outside', isBad);
  if (!isBad) input.removeAttribute('aria-invalid');
}
