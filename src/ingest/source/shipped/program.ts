/** A mistake that its author can correct: printed without a stack. */
export class LoaderFault extends Error {}

/** Runs a shipped loader: what it gives is printed as the dump, what fails is one line and exit code 1. */
export async function runProgram(load: () => Promise<string>): Promise<void> {
  try {
    const text = await load();
    await new Promise((written) => process.stdout.write(text, written));
  } catch (error) {
    const { message, cause } = error as Error;
    // The reason of a failed connection is below what fetch says.
    const reason = cause instanceof Error ? `: ${cause.message}` : '';
    console.error(error instanceof LoaderFault ? message : `${message}${reason}`);
    process.exitCode = 1;
  }
}

/** The value of an environment variable that an option names: addresses and tokens are never in a contract. */
export function named(option: string, name: string | undefined): string {
  if (name === undefined || !/^[A-Za-z_]\w*$/.test(name))
    throw new LoaderFault(
      `--${option} takes the name of an environment variable, never the value itself`,
    );
  const value = process.env[name];
  if (value === undefined)
    throw new LoaderFault(`${name} is not set; name it in env of trilens.loader as well`);
  return value;
}

/** `90d`, `6h`, `5m`, `30s` in seconds. */
export function seconds(option: string, text: string): number {
  const found = /^(\d+)([smhdw])$/.exec(text);
  const unit = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }[found?.[2] ?? ''];
  if (!found || unit === undefined || Number(found[1]) === 0)
    throw new LoaderFault(`--${option} is "${text}"; it must be a span such as 90d, 6h or 5m`);
  return Number(found[1]) * unit;
}

/** A table as CSV with quotes where a cell needs them (RFC 4180). */
export function csvText(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [head, ...rows].map((row) => `${row.map(cell).join(',')}\n`).join('');
}

/** The beginning of what a server answered, on one line. */
export const inBrief = (text: string) => text.replaceAll(/\s+/g, ' ').trim().slice(0, 300);
