import { findPrinter, launch } from './src/publish/pdf/browser.ts';
import { printPage } from './src/publish/pdf/print.ts';
import { readFileSync, writeFileSync, appendFileSync, cpSync, readdirSync } from 'node:fs';
import { getDocumentProxy } from 'unpdf';
const [css, ...ids] = process.argv.slice(2);
const dir = '/tmp/h/tidy-pdf/dist';
cpSync('dist', dir, { recursive: true });
const extra = readFileSync(css, 'utf8');
for (const f of readdirSync(dir + '/assets')) if (f.endsWith('.css') && readFileSync(dir + '/assets/' + f, 'utf8').includes('.highlights')) appendFileSync(dir + '/assets/' + f, '\n' + extra);
const b = await launch(await findPrinter());
for (const id of ids) {
  const c = await b.newContext({ viewport: { width: 1200, height: 900 } });
  const pdf = await printPage(c, { dir, base: '/', origin: null }, `reports/${id}/`, { left: id, right: 'x', foot: 'As of' }, '2026-10-07');
  writeFileSync(`/tmp/h/tidy-pdf/${id}.pdf`, pdf);
  console.log(id, (await getDocumentProxy(new Uint8Array(pdf))).numPages);
}
await b.close();
