import { expect } from 'vitest';

const FILE = 'content/initiatives/scan-at-oven.mdx';
const BEFORE = '  - id: scan-try-1\n';

/** The bakery with one more gate, `extra`, written on line 42. */
export function withGate(more: string) {
  return {
    [FILE]: (text: string) => {
      expect(text).toContain(BEFORE);
      return text.replace(
        BEFORE,
        `  - { id: extra, phase: try, due: 2026-03-01${more} }\n${BEFORE}`,
      );
    },
  };
}
