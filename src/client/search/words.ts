/** A word as it is compared: small letters, no accents, compatibility forms as plain ones (CO₂ is co2, µ is μ, ﬁ is fi). */
export function folded(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[ßøæœłđ]/g, (letter) => OTHERS[letter]!);
}

/** The same with vowels as keyboards without them write them: Prüfung is pruefung, Måling is maaling. */
export function spelledOut(text: string): string {
  return folded(text.toLowerCase().replaceAll(/[äöüåø]/g, (letter) => SPELLED[letter]!));
}

/** Letters and digits alone: `6ES7 315-2EH14` and `6es7315 2eh14` are one. */
export function squashed(text: string): string {
  return folded(text).replaceAll(/[^\p{Letter}\p{Number}]/gu, '');
}

const OTHERS: Record<string, string> = { ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd' };
const SPELLED: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' };

/** Endings of English, German, Dutch and Scandinavian words. */
const ENDINGS = new Set(
  ',e,s,es,ed,d,ing,er,ers,or,ors,ion,ions,ly,en,n,em,ern,ung,ungen,et,ene,erne,na,ar,arna,orna,ning,ningen,ningar'.split(
    ',',
  ),
);

/** True for two forms of one word: valve and valves, stop and stopped, Lager and Lagern; not for valves and values. */
export function sameStem(a: string, b: string): boolean {
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  // Words that share few letters share no stem: war- is in warning and in Wartung.
  if (same < 4 || same * 2 < Math.max(a.length, b.length)) return false;
  const tails = [a.slice(same), b.slice(same)].map((tail) =>
    // A consonant that is doubled before an ending: stop, stopped.
    tail.length > 1 && tail[0] === a[same - 1] ? tail.slice(1) : tail,
  );
  return tails.every((tail) => ENDINGS.has(tail));
}
