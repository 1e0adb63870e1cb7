import { stored } from './stored.ts';

const root = document.documentElement;
const base = root.dataset.base ?? '/';

// Lens: from the address, else as last chosen; a page of a lens keeps its own.
const asked = new URL(location.href).searchParams.get('lens') ?? (root.dataset.lens !== 'all' ? root.dataset.lens : stored.get('trilens-lens')) ?? 'all';
useLens(asked);
for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-lens-link]')) {
  link.addEventListener('click', (event) => {
    const lens = link.dataset.lensLink ?? 'all';
    stored.set('trilens-lens', lens);
    if (location.pathname === base || location.pathname.startsWith(`${base}lens/`)) return;
    event.preventDefault();
    useLens(lens);
    const url = new URL(location.href);
    url.searchParams.set('lens', lens);
    history.replaceState(null, '', url);
  });
}

function useLens(lens: string): void {
  root.dataset.lens = lens;
  for (const link of document.querySelectorAll('[data-lens-link]')) {
    if (link.getAttribute('data-lens-link') === lens) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
  for (const group of document.querySelectorAll('[data-lens-order]')) {
    const first = group.querySelector(`:scope > [data-for="${lens}"]`);
    if (first) group.prepend(first);
  }
  for (const name of document.querySelectorAll<HTMLElement>('[data-lens-names]')) {
    const names = JSON.parse(name.dataset.lensNames ?? '{}') as Record<string, string>;
    name.textContent = names[lens] ?? names.all ?? name.textContent;
  }
}

document.querySelector('[data-theme-toggle]')?.addEventListener('click', () => {
  const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
  stored.set('trilens-theme', root.dataset.theme);
});

document.addEventListener('keydown', (event) => {
  const typing = (event.target as HTMLElement).matches('input, select, textarea');
  if ((event.key === '/' && !typing) || (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey))) {
    event.preventDefault();
    const field = document.querySelector<HTMLInputElement>('[data-search]');
    if (field) field.focus();
    else location.href = `${base}search/`;
  }
});

// What few people ask for is loaded when they ask.
document.addEventListener('click', (event) => {
  const button = (event.target as HTMLElement).closest<HTMLElement>('[data-download], [data-explore]');
  const figure = button?.closest<HTMLElement>('[data-chart]');
  if (!button || !figure) return;
  if (button.dataset.download) void import('./charts/takeAlong.ts').then(({ takeAlong }) => takeAlong(figure, button.dataset.download as 'svg'));
  else void import('./charts/explore.ts').then(({ explore }) => explore(figure, button));
});

// Only a built portal has a worker; it needs HTTPS or localhost.
if (import.meta.env.PROD && 'serviceWorker' in navigator) void navigator.serviceWorker.register(`${base}sw.js`, { scope: base }).catch(() => undefined);
