import { localTime } from '#model/run/localTime.ts';

/** A page that a tablet keeps grows old: what ends or begins with a day is judged by the clock of the device as well. */
const today = localTime(new Date()).slice(0, 10);

for (const banner of document.querySelectorAll<HTMLElement>('[data-due]'))
  if ((banner.dataset.due ?? today) < today) banner.hidden = false;

for (const banner of document.querySelectorAll<HTMLElement>('[data-valid-from]'))
  if ((banner.dataset.validFrom ?? '9') <= today) {
    banner.classList.remove('callout', 'warning', 'overdue');
    banner.querySelector('strong')?.remove();
  }
