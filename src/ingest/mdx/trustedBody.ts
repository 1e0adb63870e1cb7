import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { hash } from 'node:crypto';
import { mdxToJs } from 'satteri';
import { nearest, type Problem } from '#model/problem.ts';
import type { Body } from './body.ts';
import { bodyOf, drawn, FEATURES, unreadBody } from './mdxBody.ts';
import { componentNames } from './ownBlocks.ts';
import { syntaxProblem } from './syntaxProblem.ts';
import { nodesOf, PortalComponent } from './trustedRuntime.ts';

const RUNTIME = new URL('./trustedRuntime.ts', import.meta.url).href;

/**
 * An MDX body that may import, export and compute, for a portfolio that says `trustedMdx: true`: it runs in the build, with
 * all that the build may do. What comes of it is checked like any other body. `path` is the file itself.
 */
export async function trustedBody(
  source: string,
  path: string,
  file: string,
  offset: number,
): Promise<Body & { problems: Problem[] }> {
  let code: string;
  try {
    ({ code } = mdxToJs(source, {
      features: FEATURES,
      development: true,
      jsxImportSource: 'trilens',
      elementAttributeNameCase: 'html',
    } as never) as { code: string });
  } catch (error) {
    return unreadBody(syntaxProblem(error as Error, source, file, offset));
  }
  try {
    const module = (await import(
      /* @vite-ignore */ `data:text/javascript;base64,${Buffer.from(await located(code, path)).toString('base64')}`
    )) as { default: (props: object) => unknown };
    const components = Object.fromEntries(
      componentNames().map((name) => [name, new PortalComponent(name)]),
    );
    return drawn(bodyOf(nodesOf(module.default({ components })), source, file, offset), file);
  } catch (error) {
    const blank = /^\n*/.exec(source)?.[0].length ?? 0;
    return unreadBody(runProblem(error as Error, file, offset, offset + blank + 1));
  }
}

/** The code with every import as an address, since code without a file of its own has no place to start from. */
async function located(code: string, path: string): Promise<string> {
  const require = createRequire(path);
  const named = [...new Set([...code.matchAll(IMPORT)].map(([, , , specifier]) => specifier!))];
  const addresses = new Map<string, string>([['trilens/jsx-dev-runtime', RUNTIME]]);
  for (const specifier of named) {
    if (addresses.has(specifier) || specifier.startsWith('node:')) continue;
    const target = specifier.startsWith('.')
      ? new URL(specifier, pathToFileURL(path))
      : pathToFileURL(require.resolve(specifier));
    // A module that changed is another one; so `trilens dev` sees it.
    const text = await readFile(target);
    addresses.set(specifier, `${target.href}?${hash('sha256', text).slice(0, 12)}`);
  }
  return code.replaceAll(
    IMPORT,
    (whole, before: string, quote: string, specifier: string) =>
      `${before}${quote}${addresses.get(specifier) ?? specifier}${quote}${whole.slice(before.length + specifier.length + 2)}`,
  );
}

const IMPORT =
  /((?:^|\n)\s*(?:import\s*(?:[^'"\n;]*?\sfrom\s*)?|export\s*[*{][^'"\n;]*?\sfrom\s*)|\bimport\s*\(\s*)(["'])([^"'\n]+)\2/g;

function runProblem(error: Error, file: string, offset: number, first: number): Problem {
  const missing = /Expected component `(\w+)` to be defined[\s\S]*?`(\d+):(\d+)/.exec(
    error.message,
  );
  if (missing) {
    const [, name = '', line, column] = missing;
    const near = nearest(name, componentNames());
    return {
      code: 'content/unknown-component',
      severity: 'error',
      file,
      line: Number(line) + offset,
      column: Number(column),
      found: `unknown component <${name}>`,
      allowed: componentNames().join(', '),
      fix: near ? `did you mean <${near}>?` : 'import it, or use one of the allowed components',
    };
  }
  const said = error.message
    .split('\n')[0]
    ?.replace(/data:text\/javascript;base64,\S+/, 'the file');
  return {
    code: 'content/trusted-mdx',
    severity: 'error',
    file,
    line: first,
    column: 1,
    found: `its code failed: ${said}`,
    fix: 'correct the code or the import; it runs in Node during the build',
  };
}
