import { createInterface } from 'node:readline/promises';

/** What is asked for a new record: an option of the command, a question on a terminal, and what is taken without either. */
export interface Question {
  option: string;
  asks: string;
  otherwise: string;
}

/** The answers by option: as the command names them, else as somebody at a terminal types them, else what is taken anyway. */
export async function answersTo(
  questions: readonly Question[],
  given: Readonly<Record<string, unknown>>,
): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
  const terminal = isTerminal
    ? createInterface({ input: process.stdin, output: process.stdout })
    : null;
  try {
    for (const { option, asks, otherwise } of questions) {
      const named = given[option];
      const said = typeof named === 'string' ? named : undefined;
      const typed =
        said === undefined && terminal !== null
          ? (
              await terminal.question(`${asks}${otherwise === '' ? '' : ` (${otherwise})`}: `)
            ).trim()
          : '';
      answers.set(option, said ?? (typed === '' ? otherwise : typed));
    }
  } finally {
    terminal?.close();
  }
  return answers;
}
