/**
 * Letters that come with the portal or with the browser from npm: Latin, Greek and Cyrillic (Source Sans, Source Serif, Open Sans),
 * punctuation, currencies, and the signs of `styles/fonts/signs.woff2`.
 */
const OWN =
  /[\s\p{Cf}\u0020-\u024f\u02b0-\u03ff\u0400-\u052f\u1e00-\u1fff\u2000-\u206f\u20a0-\u20bf\u2113\u2116\u2122\u2190-\u2194\u2197\u2198\u21ba\u21bb\u2212\u2215\u221a\u221e\u2248\u2260\u2264\u2265\u25a0-\u25a1\u25aa-\u25ac\u25ae\u25b2-\u25b4\u25b6-\u25b8\u25bc-\u25be\u25c0-\u25c2\u25c6\u25c7\u25cb\u25cf-\u25d1\u25f7\u2605\u2606\u2610-\u2612\u26a0\u2713-\u2718\ufb01\ufb02\ufffd]/gu;

/** The first letters of a page, at most three, that no font of the portal has; empty where it prints the same on every machine. */
export function foreignLetters(html: string): string[] {
  const text = html
    .replaceAll(/<(script|style)\b[\s\S]*?<\/\1>/g, '')
    .replaceAll(/&#x([0-9a-f]+);/gi, (_, code: string) =>
      String.fromCodePoint(Number.parseInt(code, 16)),
    )
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
  return [...new Set(text.replaceAll(OWN, ''))].slice(0, 3);
}
