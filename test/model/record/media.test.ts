import { expect, it } from 'vitest';
import { publishedWidths } from '#model/record/media.ts';

it.each([
  [4000, [480, 960, 1600]],
  [1600, [480, 960, 1600]],
  [1344, [480, 960, 1344]],
  [1200, [480, 1200]],
  [700, [480, 700]],
  [600, [600]],
  [80, [80]],
])(
  'a picture %i pixels wide is published in %j: none wider, and none nearly as wide as the next',
  (width, widths) => {
    const file = {
      path: 'a.png',
      kind: 'picture',
      type: 'image/png',
      hash: '',
      bytes: 1,
      height: 1,
    } as const;
    expect(publishedWidths({ ...file, width })).toEqual(widths);
  },
);
