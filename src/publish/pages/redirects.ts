import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { aliased } from '#ingest/content/references/aliasReferences.ts';
import type { Portal } from '#model/portal.ts';
import { POLICY } from '#site/policy.ts';
import { href } from '#site/urls.ts';

/** Writes a page for each name that a record had before; it leads to the record on any host, since it needs no server for it. */
export async function writeRedirects({ portfolio }: Portal, dir: string): Promise<void> {
  for (const [kind, records] of Object.entries(aliased(portfolio)))
    for (const { id, title, aliases = [] } of records)
      for (const alias of aliases) {
        const file = join(dir, `${kind}s`, alias, 'index.html');
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, redirectPage(href(`${kind}s/${id}/`), title));
      }
}

function redirectPage(to: string, title: string): string {
  const safe = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>${safe(title)}</title>
<link rel="canonical" href="${safe(to)}">
<meta http-equiv="refresh" content="0; url=${safe(to)}">
</head>
<body>
<p>This page is called <a href="${safe(to)}">${safe(title)}</a> now.</p>
</body>
</html>
`;
}
