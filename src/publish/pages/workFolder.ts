import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ProblemsFound } from '#model/problem.ts';

/**
 * The folder inside the package where pages are compiled and put together: only there does a compiled page find its libraries.
 * A package that belongs to another user, or lies on a disk that cannot be written, is said in plain words.
 */
export async function workFolder(root: string): Promise<string> {
  const folder = join(root, '.trilens');
  const probe = join(folder, `writable-${process.pid}`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(probe, '');
    await rm(probe);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!['EACCES', 'EPERM', 'EROFS'].includes(code)) throw error;
    throw new ProblemsFound([
      {
        code: 'build/package-not-writable',
        severity: 'error',
        file: folder,
        line: null,
        column: null,
        found: `Trilens compiles its pages in its own folder, and this user may not write there (${code})`,
        fix: 'install it where this user may write, best with npm in the repository of the portal, or let this user write to that folder',
      },
    ]);
  }
  return folder;
}
