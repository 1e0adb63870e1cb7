// Strips the types from the sources of an installed Trilens: Node does it everywhere but under node_modules.
import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';

const sources = new URL('../src/', import.meta.url).href;

if (sources.includes('/node_modules/')) {
  // The way to call it is still called experimental, once; stripping itself is not.
  const { emitWarning } = process;
  process.emitWarning = () => {};
  stripTypeScriptTypes('');
  process.emitWarning = emitWarning;
  registerHooks({
    load(url, context, next) {
      const [file] = url.split('?');
      if (!file.startsWith(sources) || !file.endsWith('.ts')) return next(url, context);
      return {
        format: 'module',
        shortCircuit: true,
        source: stripTypeScriptTypes(readFileSync(fileURLToPath(file), 'utf8')),
      };
    },
  });
}
