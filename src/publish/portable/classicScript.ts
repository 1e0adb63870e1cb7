import { rolldown } from 'rolldown';

/** A module with all that it imports as one classic script: browsers load no modules from files. */
export async function classicScript(from: string, to: string): Promise<void> {
  const bundle = await rolldown({ input: from, logLevel: 'silent', plugins: [WITHOUT_PRELOAD] });
  await bundle.write({ file: to, format: 'iife', codeSplitting: false, minify: true });
  await bundle.close();
}

/** Vite's helper loads the styles and modules that a dynamic import needs; here all are inside. */
const WITHOUT_PRELOAD = {
  name: 'without-preload',
  transform(code: string, id: string) {
    if (!id.includes('preload-helper')) return null;
    const name = /export\s*\{\s*\w+ as (\w+)\s*\}/.exec(code)?.[1];
    return name === undefined
      ? null
      : `const load = (open) => open();\nexport { load as ${name} };`;
  },
};
