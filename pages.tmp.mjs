import { getDocumentProxy, renderPageAsImage } from 'unpdf';
import { readFileSync } from 'node:fs';
for (const f of process.argv.slice(2)) { const d = await getDocumentProxy(new Uint8Array(readFileSync(f))); console.log(f, d.numPages); }
