interface Found {
  url: string;
  excerpt: string;
  meta: { title?: string };
}
interface Pagefind {
  options: (options: object) => Promise<void>;
  filters: () => Promise<Record<string, Record<string, number>>>;
  debouncedSearch: (term: string | null, options: object, wait: number) => Promise<{ results: { data: () => Promise<Found> }[] } | null>;
}

export {};

const field = document.querySelector<HTMLInputElement>('[data-search]');
const list = document.querySelector('[data-results]');
const count = document.querySelector('[data-count]');
const bar = document.querySelector('[data-filters]');
const chosen: Record<string, string> = {};
// The index lies beside this page, whatever the portal's sub-path.
const load = import(/* @vite-ignore */ new URL('../pagefind/pagefind.js', location.href).href) as Promise<Pagefind>;

if (field && list && count && bar) {
  const pagefind = await load;
  await pagefind.options({ excerptLength: 24 });
  for (const [name, values] of Object.entries(await pagefind.filters())) {
    const select = document.createElement('select');
    select.setAttribute('aria-label', name);
    select.append(new Option(`any ${name}`, ''), ...Object.entries(values).map(([value, n]) => new Option(`${value} (${n})`, value)));
    select.addEventListener('change', () => {
      if (select.value) chosen[name] = select.value;
      else delete chosen[name];
      void search();
    });
    bar.append(select);
  }
  field.value = new URL(location.href).searchParams.get('q') ?? '';
  field.addEventListener('input', () => void search());
  field.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') list.querySelector('a')?.focus();
  });
  list.addEventListener('keydown', (event) => {
    const links = [...list.querySelectorAll('a')];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[(event as KeyboardEvent).key];
    if (step === undefined) return;
    event.preventDefault();
    (links[at + step] ?? field).focus();
  });
  if (field.value) void search();

  async function search(): Promise<void> {
    const term = field?.value.trim() ?? '';
    const found = await pagefind.debouncedSearch(term === '' ? null : term, { filters: chosen }, 120);
    if (!found || !list || !count) return;
    const pages = await Promise.all(found.results.slice(0, 30).map((result) => result.data()));
    count.textContent = term === '' && Object.keys(chosen).length === 0 ? '' : `${found.results.length} pages`;
    list.replaceChildren(
      ...(count.textContent === '' ? [] : pages).map((page) => {
        const item = document.createElement('li');
        const link = Object.assign(document.createElement('a'), { href: page.url, textContent: page.meta.title ?? page.url });
        const text = document.createElement('p');
        text.innerHTML = page.excerpt;
        item.append(link, text);
        return item;
      }),
    );
  }
}
