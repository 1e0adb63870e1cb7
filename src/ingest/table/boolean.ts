/** Yes and no as systems and people write them. */
const TRUE = new Set(['true', 'yes', 'y', 't', '1', 'on', 'ok', 'x', '✓', '✔', '☑', 'ja', 'j', 'wahr', 'oui', 'o', 'vrai', 'si', 'sí', 's', 'verdadero', 'sim', 'verdadeiro', 'vero', 'tak', 'prawda', 'ano', 'igen', 'kyllä', 'evet', 'да', 'はい', '是', '对', '真', '예', '네']);
const FALSE = new Set(['false', 'no', 'n', 'f', '0', 'off', '-', '✗', '✘', '☐', 'nein', 'falsch', 'non', 'faux', 'falso', 'não', 'nao', 'nee', 'onwaar', 'nej', 'nei', 'nie', 'fałsz', 'ne', 'nem', 'ei', 'hayır', 'нет', 'いいえ', '否', '不', '假', '아니요']);

/** `true` or `false`; null for what is neither. What a contract lists goes before. */
export function parseBoolean(cell: string, own: { true?: readonly string[] | undefined; false?: readonly string[] | undefined } = {}): 'true' | 'false' | null {
  if (own.true || own.false) return own.true?.includes(cell) ? 'true' : own.false?.includes(cell) ? 'false' : null;
  const text = cell.toLowerCase();
  return TRUE.has(text) ? 'true' : FALSE.has(text) ? 'false' : null;
}
