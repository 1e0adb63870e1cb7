import { describe, expect, it } from 'vitest';
import { cleanDrawing } from '#ingest/media/cleanSvg.ts';

describe('a picture of lines', () => {
  it('keeps what draws', () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style>.a{fill:#123}</style><defs><linearGradient id="g"><stop offset="1" stop-color="red"/></linearGradient></defs><path d="M0 0L9 9" fill="url(#g)"/><use href="#g"/></svg>';
    const kept = cleanDrawing(`<?xml version="1.0"?>\n${svg}`);
    for (const part of [
      '.a{fill:#123}',
      'viewBox="0 0 9 9"',
      'linearGradient',
      'fill="url(#g)"',
      'href="#g"',
    ])
      expect(kept).toContain(part);
  });
  it.each([
    ['scripts', '<script>1</script>', 'script'],
    ['handlers', '<g onload="1"/>', 'onload'],
    ['HTML', '<foreignObject><p>x</p></foreignObject>', 'foreignObject'],
    ['links', '<a href="https://example.com/"><path d="M0 0"/></a>', 'example.com'],
    ['pictures from elsewhere', '<image href="https://example.com/a.png"/>', 'example.com'],
    ['styles from elsewhere', '<style>@import "https://example.com/a.css"</style>', 'example.com'],
    ['colours from elsewhere', '<path fill="url(https://example.com/)"/>', 'example.com'],
    ['colours that are escaped', '<path fill="&#117;rl(https://example.com/)"/>', 'example.com'],
    ['styles that are escaped', '<style>a{fill:u\\72l(//example.com)}</style>', 'example.com'],
    ['another base', '<g xml:base="https://example.com/"><use href="#a"/></g>', 'example.com'],
    ['addresses of another name', '<use x:href="https://example.com/#a"/>', 'example.com'],
    ['what only XML reads', '<title><![CDATA[</title><script>1</script>]]></title>', '<![CDATA['],
    ['changes in time', '<set attributeName="href" to="https://example.com/"/>', 'example.com'],
  ])('loses %s', (_, part, gone) => {
    const kept = cleanDrawing(
      `<svg xmlns="http://www.w3.org/2000/svg">${part}<rect width="1"/></svg>`,
    );
    expect(kept).not.toContain(gone);
    expect(kept).toContain('<rect');
  });
});
