import { describe, expect, it } from 'vitest';
import { portfolioSchema } from '#ingest/schemas/portfolio.ts';
import { sourceAddress } from '#model/record/sourceAddress.ts';

const repository = (written: unknown) =>
  portfolioSchema.parse({ name: 'A', repository: written }).repository ?? expect.fail();

describe('the address of a file in its repository', () => {
  it.each([
    [
      'https://github.com/acme/portal',
      'https://github.com/acme/portal/edit/main/content/goals/a%20b.yaml',
      'https://github.com/acme/portal/blob/main/content/goals/a%20b.yaml#L7',
    ],
    [
      { url: 'https://gitlab.acme.com/ops/portal.git', branch: 'release/1', folder: 'docs/portal' },
      'https://gitlab.acme.com/ops/portal/-/edit/release/1/docs/portal/content/goals/a%20b.yaml',
      'https://gitlab.acme.com/ops/portal/-/blob/release/1/docs/portal/content/goals/a%20b.yaml#L7',
    ],
    [
      { url: 'https://git.acme.com/ops/portal/', host: 'gitea' },
      'https://git.acme.com/ops/portal/_edit/main/content/goals/a%20b.yaml',
      'https://git.acme.com/ops/portal/src/branch/main/content/goals/a%20b.yaml#L7',
    ],
    [
      'https://dev.azure.com/acme/ops/_git/portal',
      'https://dev.azure.com/acme/ops/_git/portal?path=/content/goals/a%20b.yaml&version=GBmain',
      'https://dev.azure.com/acme/ops/_git/portal?path=/content/goals/a%20b.yaml&version=GBmain&line=7&lineEnd=8&lineStartColumn=1&lineEndColumn=1&_a=contents',
    ],
  ])('%j', (written, edit, line) => {
    expect(sourceAddress(repository(written), 'content/goals/a b.yaml', null)).toBe(edit);
    expect(sourceAddress(repository(written), 'content/goals/a b.yaml', 7)).toBe(line);
  });

  it('is not guessed for a host that the address does not name', () => {
    const read = portfolioSchema.safeParse({ name: 'A', repository: 'https://git.acme.com/p' });
    expect(read.error?.issues[0]?.message).toContain('host: gitea');
    expect(
      portfolioSchema.safeParse({ name: 'A', repository: 'javascript:alert(1)' }).success,
    ).toBe(false);
  });
});
