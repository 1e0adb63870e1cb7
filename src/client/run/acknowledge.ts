import { say } from '../words.ts';
import { localTime } from '#model/run/localTime.ts';
import { readRecord } from '#model/run/run.ts';
import type { RunStore } from './store.ts';

/** Keeps a record for whoever says that the text was read. `about`: the text, and the plant that was chosen. */
export function watchAcknowledgement(
  store: RunStore,
  about: () => { playbook: string; revision: string; site: string; isPlantOpen: boolean },
  kept: () => void,
): void {
  const place = document.querySelector<HTMLElement>('[data-acknowledge]');
  const field = place?.querySelector('input');
  const says = place?.querySelector('[data-read-says]');
  if (!place || !field || !says) return;
  place.hidden = false;
  place.querySelector('button')?.addEventListener('click', () => {
    const by = field.value.trim();
    const { isPlantOpen, ...text } = about();
    if (by === '' || isPlantOpen) {
      says.textContent = by === '' ? say('run.whoFirst') : say('run.plantFirst');
      if (by === '') field.focus();
      return;
    }
    const at = localTime(new Date());
    store.keep([...store.records(), readRecord({ id: crypto.randomUUID(), ...text }, { at, by })]);
    field.value = '';
    says.textContent = say('run.recordedFor', { name: by });
    kept();
  });
}
