/** Where hosts of repositories show a file, and where they let somebody edit it. */
export const REPOSITORY_HOSTS = ['github', 'gitlab', 'azure', 'bitbucket', 'gitea'] as const;
export type RepositoryHost = (typeof REPOSITORY_HOSTS)[number];

/** The repository that holds the content, as portfolio.yaml names it. */
export interface Repository {
  url: string;
  host: RepositoryHost;
  branch: string;
  /** Folder in it that holds `content` and `data`; empty for its top. */
  folder: string;
}

/** The kind of host that an address names, or null where only its owner knows. */
export function hostOf(url: string): RepositoryHost | null {
  const name = URL.parse(url)?.hostname ?? '';
  if (/(^|\.)(dev\.azure\.com|visualstudio\.com)$/.test(name)) return 'azure';
  if (/gitea|forgejo|codeberg/.test(name)) return 'gitea';
  return REPOSITORY_HOSTS.find((host) => name.includes(host)) ?? null;
}

/**
 * The address at which a file can be edited, or seen at a line. Azure has one for both.
 * GitHub: https://docs.github.com/repositories/working-with-files/using-files/getting-permanent-links-to-files
 */
export function sourceAddress(
  { url, host, branch, folder }: Repository,
  file: string,
  line: number | null,
): string {
  const home = url.replace(/(\.git)?\/*$/, '');
  const path = [...folder.split('/'), ...file.split('/')]
    .filter((part) => part !== '')
    .map(encodeURIComponent)
    .join('/');
  const on = branch.split('/').map(encodeURIComponent).join('/');
  const at = line === null ? '' : `#L${line}`;
  switch (host) {
    case 'github':
      return `${home}/${line === null ? 'edit' : 'blob'}/${on}/${path}${at}`;
    case 'gitlab':
      return `${home}/-/${line === null ? 'edit' : 'blob'}/${on}/${path}${at}`;
    case 'gitea':
      return line === null
        ? `${home}/_edit/${on}/${path}`
        : `${home}/src/branch/${on}/${path}${at}`;
    case 'bitbucket':
      return line === null
        ? `${home}/src/${on}/${path}?mode=edit`
        : `${home}/src/${on}/${path}#lines-${line}`;
    case 'azure': {
      const lines =
        line === null
          ? ''
          : `&line=${line}&lineEnd=${line + 1}&lineStartColumn=1&lineEndColumn=1&_a=contents`;
      return `${home}?path=/${path}&version=GB${on}${lines}`;
    }
  }
}
