import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, posix, sep } from 'node:path';
import { classicScript } from './classicScript.ts';
import { relativePage } from './relativePage.ts';
import { type PortablePage, portablePage } from './searchPage.ts';

/** What only a server makes use of. */
const SERVED = ['sw.js', 'manifest.webmanifest', 'offline', 'pagefind-words'];
/** Data that scripts of a page ask for; a page of a file may not read other files, and may run scripts. */
const ASKED = [/^api\/metrics\/[^/]+\.json$/, /^pagefind\/(?:vocabulary|synonyms|doors)\.json$/];

/** Makes a built portal one that is opened by double click: from a share, a stick, or a host that knows no folders. */
export async function makePortable(dir: string, base: string): Promise<void> {
  const root = base.replace(/\/*$/, '/');
  for (const name of SERVED) await rm(join(dir, name), { recursive: true, force: true });
  const files = (await readdir(dir, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) =>
      posix.join(
        ...join(entry.parentPath, entry.name)
          .slice(dir.length + 1)
          .split(sep),
      ),
    );
  const pages = files.filter((file) => file.endsWith('.html'));
  const scripts = new Map<string, string>();
  const searched: PortablePage[] = [];
  for (const page of pages) {
    const html = (await readFile(join(dir, page), 'utf8')).replaceAll(`"${root}`, '"/');
    const found = portablePage(html, page);
    if (found) searched.push(found);
    const whole = relativePage(html, page, (src) => {
      const name = posix.basename(src);
      scripts.set(name, name.replace(/\.js$/, '.portable.js'));
      return src.replace(/\.js$/, '.portable.js');
    });
    await writeFile(join(dir, page), whole);
  }
  for (const [from, to] of scripts)
    await classicScript(join(dir, 'assets', from), join(dir, 'assets', to));
  await relativeStyles(dir, files, root);
  for (const file of files.filter((one) => ASKED.some((asked) => asked.test(one))))
    await asScript(dir, file, await readFile(join(dir, file), 'utf8'));
  await asScript(dir, 'pagefind/pages.json', JSON.stringify(searched));
  await removeUnused(dir, files);
}

/** Styles name their fonts and pictures from the root of a host. */
async function relativeStyles(dir: string, files: readonly string[], base: string): Promise<void> {
  for (const file of files.filter((one) => one.endsWith('.css'))) {
    const root = posix.relative(posix.dirname(file), '.') || '.';
    const css = (await readFile(join(dir, file), 'utf8')).replaceAll(`(${base}`, '(/');
    await writeFile(
      join(dir, file),
      css.replaceAll(/url\((["']?)\/(?!\/)/g, (_, quote: string) => `url(${quote}${root}/`),
    );
  }
}

/** Data as a script that hands it over; `readData` in the browser waits for it. */
async function asScript(dir: string, file: string, json: string): Promise<void> {
  const text = `trilensData(${JSON.stringify(file)},${json.replaceAll('\u2028', '\\u2028')});\n`;
  await writeFile(join(dir, `${file}.js`), text);
}

/** Modules, and the index that needs a server. */
async function removeUnused(dir: string, files: readonly string[]): Promise<void> {
  const unused = files.filter(
    (file) =>
      (file.startsWith('assets/') && file.endsWith('.js')) ||
      (file.startsWith('pagefind/') && !/(?:vocabulary|synonyms|doors)\.json$/.test(file)),
  );
  for (const file of unused) await rm(join(dir, file), { force: true });
}
