import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** What is installed only where it is wanted, and the packages of npm that do it. */
const PARTS = {
  print: ['@sparticuz/chromium', 'playwright-core'],
  drive: ['playwright-core'],
  slides: ['pptxgenjs'],
  documents: ['docx'],
  duckdb: ['@duckdb/node-api'],
} as const;
export type OptionalPart = keyof typeof PARTS;

const require = createRequire(import.meta.url);
const { peerDependencies }: { peerDependencies: Record<string, string> } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
);

export function hasPart(part: OptionalPart): boolean {
  return PARTS[part].every((name) => {
    try {
      require.resolve(name);
      return true;
    } catch {
      return false;
    }
  });
}

/** The command that adds parts, in the versions that this package was tested with. */
export function howToAdd(...parts: OptionalPart[]): string {
  const names = new Set(parts.flatMap((part) => PARTS[part]));
  return `npm install --save-exact ${[...names].map((name) => `${name}@${peerDependencies[name]}`).join(' ')}`;
}
