import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** A file of a folder at one commit; the path is from the folder. */
export interface FileAt {
  commit: string;
  path: string;
}

/** So many commits are looked through. */
const MOST_COMMITS = 5000;

/** A folder that may be in git: without it, or without git, it has no past. */
export class GitFolder {
  private readonly dir: string;

  constructor(dir: string) {
    this.dir = dir;
  }

  /** Which files each commit wrote, newest first. */
  async filesByCommit(folders: readonly string[]): Promise<FileAt[]> {
    const log = await this.run([
      ...['log', `--max-count=${MOST_COMMITS}`, '--relative', '--name-only', '--diff-filter=AMR'],
      ...['--format=%x00%H', '-z', '--', ...folders],
    ]);
    let commit = '';
    return (log?.toString('utf8') ?? '').split('\0').flatMap((part) => {
      const name = part.trim();
      if (/^[0-9a-f]{40,64}$/.test(name)) commit = name;
      return name === '' || name === commit ? [] : [{ commit, path: name }];
    });
  }

  async read({ commit, path }: FileAt): Promise<Buffer | null> {
    return this.run(['show', `${commit}:./${path}`]);
  }

  private async run(args: readonly string[]): Promise<Buffer | null> {
    const options = { timeout: 20_000, maxBuffer: 64e6, encoding: 'buffer' } as const;
    return promisify(execFile)('git', ['-C', this.dir, ...args], options).then(
      ({ stdout }) => stdout,
      () => null,
    );
  }
}
