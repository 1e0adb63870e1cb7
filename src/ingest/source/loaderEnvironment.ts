import type { Resource } from '#ingest/contract/contract.ts';
import { BadSource } from './part.ts';
import { secretsOf, spellings } from './secrets.ts';

/** A variable that a loader is given. */
interface LoaderSecret {
  name: string;
  value: string;
}

/** What every program needs to run at all; secrets are given by name. */
const PLAIN =
  /^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_\w+|TZ|TMPDIR|TMP|TEMP|SystemRoot|PATHEXT|COMSPEC|(https?|no|all)_proxy)$/i;

/** The environment of a loader: what programs need, and the variables that its contract names. */
export function environmentOf(
  { env }: NonNullable<Resource['trilens']['loader']>,
  label: string,
): { environment: NodeJS.ProcessEnv; secrets: LoaderSecret[] } {
  const environment: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env))
    if (PLAIN.test(name)) environment[name] = value;
  const secrets = env.map((name) => {
    const value = process.env[name];
    if (value === undefined)
      throw new BadSource(
        'export/no-connection',
        `the environment variable ${name}, which the loader ${label} is given, is not set`,
        'what its loader needs is not set',
        `set ${name} where the build runs, or take it from trilens.loader.env`,
      );
    environment[name] = value;
    return { name, value };
  });
  return { environment, secrets };
}

/** Names of variables that hold a secret; `PLANT=N01` is given in the same way and may well be in a dump. */
const SECRET = /pass|pwd|token|secret|key|credential|auth|cookie|session/i;
/** A shorter one may be in a dump by chance. */
const SHORTEST = 6;

/** The name of the variable whose secret is in what a loader printed, however it is written there; else null. */
export function secretIn(printed: Buffer, given: readonly LoaderSecret[]): string | null {
  for (const { name, value } of given) {
    const secrets = SECRET.test(name) ? [value] : passwordsIn(value);
    const spelt = secrets.filter(({ length }) => length >= SHORTEST).flatMap(spellings);
    if (spelt.some((secret) => printed.includes(secret))) return name;
  }
  return null;
}

/** The address itself is no secret; the password in it is. */
const passwordsIn = (value: string) => secretsOf(value).filter((secret) => secret !== value);
