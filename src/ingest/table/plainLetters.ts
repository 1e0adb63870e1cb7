/** A text without the marks of its letters: `Ägäis` is `Agais`. */
export function plainLetters(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '');
}
