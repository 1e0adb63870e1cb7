import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { HMRPayload } from 'vite';
import type { Problem } from '#model/problem.ts';

/** The mistakes as Vite shows them over a page: the first with its place in the text, the others by name. */
export function overlay(
  problems: readonly Problem[],
  { contentDir, dataDir }: { contentDir: string; dataDir: string },
): HMRPayload {
  const [first] = problems;
  if (first === undefined) return { type: 'update', updates: [] };
  const folder = [contentDir, dataDir].find((dir) => first.file.startsWith(`${basename(dir)}/`));
  const path = folder === undefined ? first.file : join(dirname(folder), first.file);
  const { line, column } = first;
  return {
    type: 'error',
    err: {
      message: problems.map(words).join('\n\n'),
      stack: '',
      plugin: 'trilens',
      id: first.file,
      frame: line === null ? '' : frame(path, line, column),
      ...(line === null ? {} : { loc: { file: path, line, column: (column ?? 1) - 1 } }),
    },
  };
}

/** A page for a portal that has never been without a mistake; it loads itself again once it is. */
export function problemPage(problems: readonly Problem[]): string {
  const items = problems.map((problem) => `<li><pre>${escaped(words(problem))}</pre></li>`);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Trilens: not yet</title>
<style>body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; } pre { white-space: pre-wrap; }</style>
<h1>The portal cannot be shown yet</h1><ul>${items.join('')}</ul>
<script type="module" src="/@vite/client"></script></html>`;
}

function words({ file, line, column, found, allowed, fix, code }: Problem): string {
  const where = [file, line, line === null ? null : column].filter((part) => part !== null);
  return [
    `${where.join(':')}  ${found}`,
    ...(allowed === undefined ? [] : [`allowed: ${allowed}`]),
    `to do: ${fix}  [${code}]`,
  ].join('\n');
}

/** The line with those around it, and a mark under the place. */
function frame(path: string, line: number, column: number | null): string {
  let lines: string[];
  try {
    lines = readFileSync(path, 'utf8').split(/\r?\n/);
  } catch {
    return '';
  }
  const first = Math.max(1, line - 2);
  return lines
    .slice(first - 1, line + 2)
    .flatMap((text, index) => {
      const number = first + index;
      const mark = `${' '.repeat(String(line + 2).length + 2 + (column ?? 1))}^`;
      const shown = `${String(number).padStart(String(line + 2).length)} | ${text}`;
      return number === line && column !== null ? [shown, mark] : [shown];
    })
    .join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
