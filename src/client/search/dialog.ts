import { pageAddress } from '../readData.ts';
import { say } from '../words.ts';
import { mountSearch } from './panel.ts';

let dialog: HTMLDialogElement | undefined;

/** Search over the page at hand. Escape leads back to where one was. */
export function openSearch(): void {
  if (dialog) {
    dialog.showModal();
    dialog.querySelector<HTMLInputElement>('[data-search]')?.select();
    return;
  }
  dialog = document.createElement('dialog');
  dialog.className = 'search-dialog';
  dialog.setAttribute('aria-label', say('frame.search'));
  const place = element('search', 'search-place');
  place.dataset.searchPlace = '';
  const head = element('div', 'search-head');
  const field = Object.assign(document.createElement('input'), {
    type: 'search',
    placeholder: say('search.placeholder'),
    autocomplete: 'off',
  });
  field.dataset.search = '';
  field.setAttribute('aria-label', say('search.words'));
  const close = Object.assign(document.createElement('button'), {
    type: 'button',
    textContent: say('frame.close'),
  });
  close.addEventListener('click', () => dialog?.close());
  head.append(field, close);
  const bar = element('div', 'filters');
  bar.dataset.filters = '';
  const count = element('p', '');
  count.dataset.count = '';
  count.setAttribute('role', 'status');
  const list = element('ol', 'results');
  list.dataset.results = '';
  const foot = element('p', 'muted');
  foot.append(
    Object.assign(document.createElement('a'), {
      href: pageAddress('search/'),
      textContent: say('search.full'),
    }),
  );
  place.append(head, bar, count, list, foot);
  dialog.append(place);
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog?.close();
  });
  // A heading found on this very page is reached without loading it again.
  list.addEventListener('click', (event) => {
    const link = (event.target as HTMLElement).closest('a');
    if (link && link.pathname === location.pathname && link.hash) dialog?.close();
  });
  // A search field would take Escape to empty itself first.
  dialog.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    dialog?.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  void mountSearch(place);
}

function element(tag: string, className: string): HTMLElement {
  return Object.assign(document.createElement(tag), { className });
}
