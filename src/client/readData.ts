const root = document.documentElement;

/** Data that is on its way, by its path; a script of a portable folder hands it over by the same path. */
const waiting = new Map<string, (value: unknown) => void>();

/** A JSON file of this portal. In a folder that is opened without a server it comes as a script, since a page may not read files. */
export function readData<T>(path: string): Promise<T> {
  const base = root.dataset.base ?? '/';
  if (root.dataset.portable === undefined)
    return fetch(`${base}${path}`).then((answer) => {
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      return answer.json() as Promise<T>;
    });
  Object.assign(globalThis, {
    trilensData: (name: string, value: unknown) => waiting.get(name)?.(value),
  });
  return new Promise<T>((done, failed) => {
    waiting.set(path, (value) => done(value as T));
    const script = Object.assign(document.createElement('script'), { src: `${base}${path}.js` });
    script.addEventListener('error', () => failed(new Error(`${path} could not be loaded`)));
    document.head.append(script);
  });
}

/** The address of a page of this portal: `lens/it/`, `search/?q=stop`. In a portable folder it is that of its file. */
export function pageAddress(path: string): string {
  const { language } = root.dataset;
  const isSpoken = language !== undefined && /^(search|playbooks)\//.test(path);
  const base = (root.dataset.base ?? '/') + (isSpoken ? `${language}/` : '');
  if (root.dataset.portable === undefined) return `${base}${path}`;
  const [, page = '', rest = ''] = /^([^?#]*)(.*)$/.exec(path) ?? [];
  return `${base}${page === '' || page.endsWith('/') ? `${page}index.html` : page}${rest}`;
}
