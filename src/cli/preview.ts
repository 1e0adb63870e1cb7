import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { preview } from 'astro';
import { checkedBase } from './build/base.ts';
import { ROOT } from './root.ts';
import { portOf, readOptions, UsageError } from './options.ts';

const HELP = `trilens preview [options]

Serves a built portal on this machine.

  --out DIR    the built portal  (default: dist)
  --base PATH  the sub-path it was built for  (default: as its pages say)
  --port N     (default: 4321)`;

export async function run(args: string[]): Promise<number> {
  const { values } = readOptions(args, {
    out: { type: 'string', default: 'dist' },
    base: { type: 'string' },
    port: { type: 'string', default: '4321' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if (!existsSync(join(resolve(values.out), 'index.html')))
    throw new UsageError(
      `There is no built portal in ${values.out}. Build one: trilens build --out ${values.out}`,
    );
  const base =
    values.base === undefined ? await builtFor(resolve(values.out)) : checkedBase(values.base);
  const server = await preview({
    root: ROOT,
    outDir: resolve(values.out),
    base,
    server: { port: portOf(values.port) },
    logLevel: 'error',
  });
  console.log(`http://localhost:${server.port}${base}`);
  await server.closed();
  return 0;
}

/** The sub-path that every page names. */
async function builtFor(out: string): Promise<string> {
  const html = await readFile(join(out, 'index.html'), 'utf8');
  return /<html[^>]*\sdata-base="([^"]*)"/.exec(html)?.[1] ?? '/';
}
