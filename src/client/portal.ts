import { startLens } from './lens.ts';
import { stored } from './stored.ts';

const root = document.documentElement;
const base = root.dataset.base ?? '/';

startLens();

document.querySelector('[data-theme-toggle]')?.addEventListener('click', () => {
  const dark = root.dataset.theme
    ? root.dataset.theme === 'dark'
    : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
  stored.set('trilens-theme', root.dataset.theme);
});

document.addEventListener('keydown', (event) => {
  const typing = (event.target as HTMLElement).matches('input, select, textarea');
  if (
    (event.key === '/' && !typing) ||
    (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey))
  ) {
    event.preventDefault();
    search();
  }
});

for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-language-link]'))
  link.addEventListener('click', () => {
    stored.set('trilens-language', link.dataset.languageLink ?? '');
    // The same place on the page in the other language.
    link.hash = location.hash;
  });

document.querySelector('[data-search-open]')?.addEventListener('click', (event) => {
  const { ctrlKey, metaKey, shiftKey } = event as MouseEvent;
  if (ctrlKey || metaKey || shiftKey) return;
  event.preventDefault();
  search();
});

/** Over the page at hand; on the page of search in its own field. */
function search(): void {
  const field = document.querySelector<HTMLInputElement>('main [data-search]');
  if (field) field.focus();
  else void import('./search/dialog.ts').then(({ openSearch }) => openSearch());
}

// With a finger the first tap on a term shows its definition, and the second follows the link.
const askTerm = (event: Event) => {
  const term = event.target instanceof Element && event.target.closest<HTMLAnchorElement>('a.term');
  if (!term) return;
  const isTap = event.type === 'click' && (event as PointerEvent).pointerType === 'touch';
  if (event.type === 'click' && (!isTap || term.dataset.tapped !== undefined)) return;
  if (isTap) {
    event.preventDefault();
    term.dataset.tapped = '';
  }
  void import('./terms.ts').then(({ showTerm }) => showTerm(term));
};
for (const kind of ['pointerover', 'focusin', 'click']) document.addEventListener(kind, askTerm);

// What few people ask for is loaded when they ask.
document.addEventListener('click', (event) => {
  const button = (event.target as HTMLElement).closest<HTMLElement>(
    '[data-download], [data-explore]',
  );
  const figure = button?.closest<HTMLElement>('[data-chart]');
  if (!button || !figure) return;
  if (button.dataset.download)
    void import('./charts/takeAlong.ts').then(({ takeAlong }) =>
      takeAlong(figure, button.dataset.download as 'svg'),
    );
  else void import('./charts/explore.ts').then(({ explore }) => explore(figure, button));
});

// A link to a span of a metric opens its chart there.
const explored = document.querySelector<HTMLElement>('[data-explore]');
if (explored && /[?&](from|to)=/.test(location.search)) explored.click();

if (document.querySelector('main thead'))
  void import('./table/startTables.ts').then(
    ({ startTables }) => startTables(),
    // Without a network tables are read as they are.
    () => undefined,
  );

// Only a built portal has a worker; it needs HTTPS or localhost.
if (import.meta.env.PROD && 'serviceWorker' in navigator && root.dataset.portable === undefined)
  void navigator.serviceWorker.register(`${base}sw.js`, { scope: base }).catch(() => undefined);
