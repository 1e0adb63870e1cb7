import { browser, serve } from './e2e/browser.ts';
import { writeFileSync } from 'node:fs';
const { url, server } = await serve('/tmp/h/release-dist', '/');
for (const n of [1, 2]) {
const chrome = await browser();
const page = await chrome.newPage();
if (n === 2) { await page.goto(url + 'goals/'); await page.pdf({ tagged: true }); }
await page.goto(url + 'reports/2026-09/');
await page.addStyleTag({ content: `@page { margin: 20mm 15mm; @top-left { content: "Report of September"; font: 8pt "Source Sans 3 Variable"; } @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt } }` });
const pdf = await page.pdf({ tagged: true, outline: true, preferCSSPageSize: true, printBackground: true });
writeFileSync(`/tmp/h/rel-${n}.pdf`, pdf);
console.log(chrome.version(), pdf.length);
await chrome.close();
}
server.close();
