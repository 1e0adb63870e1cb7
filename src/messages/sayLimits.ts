import { say } from './say.ts';

/** What is allowed, as words: `0.2 to 0.4 mm`, `at least 3 bar`; empty where there is no limit. */
export function sayLimits(min: number | null, max: number | null, unit: string): string {
  const words =
    min !== null && max !== null
      ? say('playbook.between', { min, max, unit })
      : min !== null
        ? say('playbook.atLeast', { min, unit })
        : max !== null
          ? say('playbook.atMost', { max, unit })
          : '';
  return words.trim();
}
