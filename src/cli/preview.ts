import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { preview } from 'astro';
import { ROOT } from './build.ts';
import { portOf, readOptions, UsageError } from './options.ts';

const HELP = `trilens preview [options]

Serves a built portal on this machine.

  --out DIR    the built portal  (default: dist)
  --base PATH  the sub-path it was built for  (default: /)
  --port N     (default: 4321)`;

export async function run(args: string[]): Promise<number> {
  const { values } = readOptions(args, {
    out: { type: 'string', default: 'dist' },
    base: { type: 'string', default: '/' },
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
  const server = await preview({
    root: ROOT,
    outDir: resolve(values.out),
    base: values.base,
    server: { port: portOf(values.port) },
    logLevel: 'error',
  });
  console.log(`http://localhost:${server.port}${values.base}`);
  await server.closed();
  return 0;
}
