import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Components in the bare site only wrap what stands in them; Trilens draws charts, numbers and steps. */
const COMPONENTS = ['Steps', 'Step', 'Metric', 'Chart', 'Checklist', 'Faq', 'Takeaways'];

/** The rival: a bare Astro site with @astrojs/mdx whose content collection is the same folder of playbooks. */
export async function writeBareSite(dir: string, playbooks: string): Promise<void> {
  await mkdir(join(dir, 'src/pages'), { recursive: true });
  const write = (path: string, text: string) => writeFile(join(dir, path), text);
  await write('package.json', '{ "name": "bare", "type": "module" }\n');
  await write(
    'astro.config.mjs',
    "import mdx from '@astrojs/mdx';\nexport default { integrations: [mdx()], telemetry: false, devToolbar: { enabled: false } };\n",
  );
  await write(
    'src/content.config.ts',
    `import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
export const collections = { playbooks: defineCollection({ loader: glob({ pattern: '*.mdx', base: ${JSON.stringify(playbooks)} }) }) };
`,
  );
  await write('src/Plain.astro', '<div><slot /></div>\n');
  await write(
    'src/pages/[id].astro',
    `---
import { getCollection, render } from 'astro:content';
import Plain from '../Plain.astro';
export const getStaticPaths = async () => (await getCollection('playbooks')).map((entry) => ({ params: { id: entry.id }, props: { entry } }));
const { entry } = Astro.props;
const { Content } = await render(entry);
const components = { ${COMPONENTS.map((name) => `${name}: Plain`).join(', ')} };
---
<html lang="en"><head><meta charset="utf-8" /><title>{entry.data.title}</title></head><body><h1>{entry.data.title}</h1><Content components={components} /></body></html>
`,
  );
}
