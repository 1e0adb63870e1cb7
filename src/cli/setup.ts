import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { checkedBase, urlBase } from './build/base.ts';
import { ROOT } from './root.ts';
import { readOptions, UsageError } from './options.ts';

const FILES = join(ROOT, 'src/publish/setup');

/** What is written for whom, and what is left to do by hand. */
const TARGETS = {
  github: {
    folders: ['nightly', 'github', 'dependabot'],
    next: 'In .github/workflows/portal.yml set TRILENS_REPOSITORY, unless a package.json here installs Trilens. Fill in fetch.sh, and choose GitHub Actions under Settings > Pages.',
  },
  gitlab: {
    folders: ['nightly', 'gitlab', 'renovate'],
    next: 'In .gitlab-ci.yml set TRILENS_REPOSITORY, unless a package.json here installs Trilens. Fill in fetch.sh, and make a schedule under Build > Pipeline schedules.',
  },
  azure: {
    folders: ['nightly', 'azure', 'renovate'],
    next: 'In azure-pipelines.yml set TRILENS_REPOSITORY, unless a package.json here installs Trilens. Fill in fetch.sh, and add the secret variable DEPLOYMENT_TOKEN.',
  },
  systemd: {
    folders: ['nightly', 'systemd'],
    next: 'Fill in fetch.sh, copy trilens.service and trilens.timer to /etc/systemd/system/, then: systemctl daemon-reload && systemctl enable --now trilens.timer',
  },
  nginx: {
    folders: ['nginx'],
    next: 'Copy nginx.conf to /etc/nginx/sites-enabled/portal.conf, then: nginx -t && systemctl reload nginx',
  },
} as const;

const HELP = `trilens setup TARGET [DIR] [options]

Writes the files that build and publish the portal every night, or serve it, into the folder that holds content/ and data/.
Nothing that is there is overwritten.

  github    a workflow for GitHub Actions and Pages, nightly.sh, fetch.sh, settings for Dependabot
  gitlab    a pipeline for GitLab CI and Pages, nightly.sh, fetch.sh, settings for Renovate
  azure     a pipeline for Azure Pipelines and Static Web Apps, nightly.sh, fetch.sh, settings for Renovate
  systemd   a timer and a service for a plain server, nightly.sh, fetch.sh
  nginx     a server with caching, compression, security headers and a strict Content-Security-Policy

  --to DIR      where releases are kept and served from  (default: /srv/portal)
  --host NAME   name of the server  (default: portal.example.com)
  --base PATH   sub-path of the portal  (default: that of url in DIR/content/portfolio.yaml, else /)`;

/** Copies the files of one target, with the paths of this installation filled in. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(
    args,
    {
      to: { type: 'string', default: '/srv/portal' },
      host: { type: 'string', default: 'portal.example.com' },
      base: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
    'names',
  );
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const [name, dir = '.', ...more] = positionals;
  const target = TARGETS[name as keyof typeof TARGETS];
  if (target === undefined || more.length > 0)
    throw new UsageError(
      `trilens setup takes one of ${Object.keys(TARGETS).join(', ')}, and a folder: trilens setup systemd ../ours`,
    );
  const base =
    values.base === undefined
      ? await urlBase(join(resolve(dir), 'content'))
      : checkedBase(values.base);
  const words = {
    DIR: resolve(dir),
    TO: resolve(values.to),
    HOST: plain(values.host, 'host'),
    BASE: plain(base, 'base'),
    HOME: ROOT.replace(/\/$/, ''),
  };
  for (const [word, path] of Object.entries(words))
    if (/[\s"';{}$]/.test(path))
      throw new UsageError(
        `"${path}" (${word}) holds a character that the configuration of nginx or systemd would misread. Choose a path without spaces, quotes, braces and semicolons.`,
      );
  for (const folder of target.folders) {
    for (const path of await filesOf(folder)) {
      const text = (await readFile(join(FILES, folder, path), 'utf8'))
        .replace('@REDIRECT@', redirects(base))
        .replaceAll(/@(DIR|TO|HOST|BASE|HOME)@/g, (_, word: keyof typeof words) => words[word]);
      const file = join(resolve(dir), path);
      await mkdir(dirname(file), { recursive: true });
      const written = await writeFile(file, text, { flag: 'wx' }).then(
        () => true,
        (error: NodeJS.ErrnoException) => {
          if (error.code !== 'EEXIST') throw error;
          return false;
        },
      );
      if (written && path.endsWith('.sh')) await chmod(file, 0o755);
      console.log(
        `${written ? 'wrote' : 'left '} ${relative(process.cwd(), file)}${written ? '' : '  (it is there already)'}`,
      );
    }
  }
  console.log(`\n${target.next}`);
  return 0;
}

/** The address as people type it, without the last slash, and the bare host lead to a portal under a sub-path. */
function redirects(base: string): string {
  if (base === '/') return '';
  return `  location = / {
    return 302 ${base};
  }
  location = ${base.slice(0, -1)} {
    return 301 ${base};
  }

`;
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(join(FILES, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(join(FILES, folder), join(entry.parentPath, entry.name)))
    .sort();
}

function plain(text: string, option: string): string {
  if (!/^[\w./-]+$/.test(text))
    throw new UsageError(
      `--${option} is "${text}"; letters, digits, ".", "-", "_" and "/" are allowed.`,
    );
  return text;
}
