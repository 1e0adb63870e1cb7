import { expect, test } from 'vitest';
import { lensPage } from '#site/lensPages.ts';

test.each([
  ['', 'ot', 'lens/ot/'],
  ['lens/it/', 'ot', 'lens/ot/'],
  ['lens/it/', null, ''],
  ['roadmap/', 'business', 'roadmap/business/'],
  ['roadmap/ot/', 'it', 'roadmap/it/'],
  ['roadmap/ot/', null, 'roadmap/'],
  ['metrics/', 'it', 'lens/it/#metrics'],
  ['metrics/scrap/', 'ot', 'lens/ot/#metric-scrap'],
  ['initiatives/x/', 'ot', 'lens/ot/'],
] as const)('from /%s the %s lens without JavaScript is /%s', (path, lens, page) =>
  expect(lensPage(path, lens)).toBe(page),
);
