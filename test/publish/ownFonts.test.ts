import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { foreignLetters } from '#publish/pdf/ownFonts.ts';

it('what pages say in Latin, Greek and Cyrillic with their signs prints with fonts of the portal alone', () => {
  expect(
    foreignLetters('<p>Ärger für Łódź, Ωμέγα, Ижора: ✓ ✕ ▲ ▷ ● ○ ◐ ↻ → ◷ ■ ≥ − € ₹</p>'),
  ).toEqual([]);
});
it('what no font of the portal has is named, in entities as well, and what is no text is not', () => {
  expect(foreignLetters('<p>安全</p><script>確認</script>&#x2713;&#38543;')).toEqual([
    '安',
    '全',
    '随',
  ]);
});
it('every sign that is counted as own is in the range of the font of signs', async () => {
  const css = await readFile('src/styles/tokens.css', 'utf8');
  const range = /Trilens Signs[\s\S]*?unicode-range:([^;]+);/.exec(css)?.[1] ?? '';
  const held = range.split(',').map((part) =>
    part
      .trim()
      .replace('U+', '')
      .split('-')
      .map((code) => Number.parseInt(code, 16)),
  );
  for (const sign of '→↻√≤≥■▮▲▶▷▸▾○●◐◷★☐☑✓✔✕✗✘') {
    const code = sign.codePointAt(0) as number;
    expect(
      held.some(([from = 0, to = from]) => code >= from && code <= to),
      sign,
    ).toBe(true);
  }
});
