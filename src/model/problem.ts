/** One thing wrong with a file that a person or an export wrote. The sentence is made here and nowhere else. */
export interface Problem {
  /** Stable name, such as `content/unknown-field`. */
  code: string;
  severity: 'error' | 'warning';
  /** Path as the user knows it, such as `content/goals/x.yaml`. */
  file: string;
  /** Both 1-based; null where the whole file is meant. */
  line: number | null;
  column: number | null;
  /** Of a workbook: sheet and cell, `Roadmap!C5`; line and column are those of the sheet. */
  cell?: string;
  /** What was found, in one sentence without a full stop. */
  found: string;
  /** What is allowed, when that can be said. */
  allowed?: string;
  /** What to do. */
  fix: string;
}

/** `content/goals/x.yaml:3:7 error: unknown goal "redue" — allowed: … — did you mean …` */
export function problemLine(problem: Problem): string {
  const where = [problem.file, problem.line, problem.line === null ? null : problem.column]
    .filter((part) => part !== null)
    .join(':');
  const allowed = problem.allowed === undefined ? '' : `\n    allowed: ${problem.allowed}`;
  return `${where}  ${problem.severity}  ${foundWords(problem)}${allowed}\n    to do: ${problem.fix}  [${problem.code}]`;
}

/** What was found; in a workbook behind the cell that it was found in. */
export function foundWords({ cell, found }: Pick<Problem, 'cell' | 'found'>): string {
  return cell === undefined ? found : `${cell}: ${found}`;
}

/** Thrown once, with every problem of a run, when nothing may be published. */
export class ProblemsFound extends Error {
  readonly problems: Problem[];
  constructor(problems: Problem[]) {
    super(problems.map(problemLine).join('\n'));
    this.name = 'ProblemsFound';
    this.problems = problems;
  }
}

/** The allowed word nearest to `word` (Levenshtein, at most a third of its length away, two letters in a short one), or null. */
export function nearest(word: string, allowed: Iterable<string>): string | null {
  let best: string | null = null;
  let least = Math.min(Math.max(2, Math.ceil(word.length / 3)), word.length - 1) + 1;
  for (const candidate of allowed) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
