/** Ids keep their hyphens, points and low lines; a minus stands between spaces or after a bracket. */
const TOKEN = /[A-Za-z][A-Za-z0-9_]*(?:[-.][A-Za-z0-9_]+)*|\d+(?:\.\d+)?|[-+*/()]/g;

/** No reader follows a longer formula, and brackets in brackets would fill the stack. */
const MOST = 500;

export function tokenise(expression: string): string[] {
  return expression.match(TOKEN) ?? [];
}

/** What cannot be read of a formula; null where all of it can. What was left out in silence would make another formula. */
export function formulaFlaw(expression: string): string | null {
  const left = expression.replaceAll(TOKEN, ' ').trim();
  if (left !== '') return `"${left.split(/\s+/)[0]}" in it means nothing`;
  const tokens = tokenise(expression);
  if (tokens.length > MOST)
    return `it has ${tokens.length} numbers, names, operators and brackets, and at most ${MOST} are read`;
  return evaluate(tokens, () => 1) === null
    ? 'a number, an operator or a bracket is missing'
    : null;
}

/** The metrics that a formula takes, each once. */
export function formulaParts(expression: string): string[] {
  return [...new Set(tokenise(expression).filter((token) => /^[A-Za-z]/.test(token)))];
}

/** Sums and products by recursive descent; null as soon as one part is null. */
export function evaluate(
  tokens: readonly string[],
  value: (id: string) => number | null,
): number | null {
  if (tokens.length > MOST) return null;
  let at = 0;
  const result = sum();
  return at === tokens.length ? result : null;

  function sum(): number | null {
    let left = product();
    while (tokens[at] === '+' || tokens[at] === '-') {
      const operator = tokens[at++];
      const right = product();
      left =
        left === null || right === null ? null : operator === '+' ? left + right : left - right;
    }
    return left;
  }

  function product(): number | null {
    let left = atom();
    while (tokens[at] === '*' || tokens[at] === '/') {
      const operator = tokens[at++];
      const right = atom();
      left =
        left === null || right === null ? null : operator === '*' ? left * right : left / right;
    }
    return left;
  }

  function atom(): number | null {
    const token = tokens[at++];
    if (token === undefined) return null;
    if (token === '(') {
      const inner = sum();
      at += 1;
      return inner;
    }
    if (token === '-') {
      const inner = atom();
      return inner === null ? null : -inner;
    }
    return /^\d/.test(token) ? Number(token) : value(token);
  }
}

/** The factors of a formula that is a product or a quotient of metrics and numbers, with their power; null for any other. */
export function formulaFactors(expression: string): { id: string; power: 1 | -1 }[] | null {
  const factors: { id: string; power: 1 | -1 }[] = [];
  let power: 1 | -1 = 1;
  const outer: (1 | -1)[] = [];
  let last: 1 | -1 = 1;
  for (const token of tokenise(expression)) {
    if (token === '+' || token === '-') return null;
    if (token === '*') last = 1;
    else if (token === '/') last = -1;
    else if (token === '(') {
      outer.push(power);
      power = (power * last) as 1 | -1;
      last = 1;
    } else if (token === ')') {
      power = outer.pop() ?? 1;
      last = 1;
    } else if (!/^\d/.test(token)) factors.push({ id: token, power: (power * last) as 1 | -1 });
  }
  return factors.length === 0 ? null : factors;
}
