import { localTime } from '#model/run/localTime.ts';
import { say } from '../words.ts';

/** The card of a playbook: printed with the day, and compared with the page when somebody scans its code. */
export function watchCard(bar: HTMLElement | null): void {
  bar?.querySelector('[data-print-card]')?.addEventListener('click', () => {
    document.documentElement.dataset.card = '';
    print();
  });
  addEventListener('afterprint', () => delete document.documentElement.dataset.card);
  addEventListener('beforeprint', () => {
    const day = document.querySelector('[data-print-date]');
    if (day) day.textContent = say('run.printedOn', { day: localTime(new Date()).slice(0, 10) });
  });
  compare(bar?.dataset.revision ?? '');
}

/** The code of a printed card names the text that it was printed from. */
function compare(now: string): void {
  const place = document.querySelector<HTMLElement>('[data-card-says]');
  const printed = new URL(location.href).searchParams.get('card');
  if (!place || printed === null || now === '') return;
  const isOld = printed !== now;
  place.hidden = false;
  place.classList.toggle('warning', isOld);
  place.textContent = isOld ? say('run.cardOld', { printed, now }) : say('run.cardSame');
}
