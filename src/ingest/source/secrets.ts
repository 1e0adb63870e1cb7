/** What a log may say of a message: without the secrets, however they are written, and without what looks like one. */
export function withoutSecrets(message: string, secrets: readonly string[]): string {
  const spelt = secrets.flatMap((secret) => [secret, decoded(secret), encodeURIComponent(secret)]);
  let safe = message;
  for (const secret of spelt.toSorted((a, b) => b.length - a.length))
    if (secret.length >= 3) safe = safe.replaceAll(secret, '***');
  return LOOKS_SECRET.reduce((text, pattern) => text.replaceAll(pattern, '$1***'), safe);
}

/** What is written like a secret: `password=…`, the password in an address, what follows a scheme of HTTP authorization. */
const LOOKS_SECRET = [
  /\b((?:pass(?:word|wd)?|pwd|secret|token|api[_-]?key)["']?\s*[=:]\s*)(?!\*\*\*)("[^"]*"|'[^']*'|[^\s,;&]+)/gi,
  /\b([a-z][\w+.-]*:\/\/[^\s/:@]*:)(?!\*\*\*)[^\s@]+(?=@)/gi,
  /\b((?:bearer|basic)\s+)(?!\*\*\*)(?=[\w.~+/=-]*\d)[\w.~+/=-]{8,}/gi,
];

/** The connection and the password in it; it need not be a valid address. */
export function secretsOf(connection: string): string[] {
  const user = /^[a-z][\w+.-]*:\/\/(.*)@/is.exec(connection)?.[1] ?? '';
  const password = user.includes(':') ? user.slice(user.indexOf(':') + 1) : '';
  const named = [...connection.matchAll(/\b(?:password|sslpassword)=('[^']*'|[^\s&]+)/gi)];
  return [connection, password, ...named.map(([, value = '']) => value.replaceAll("'", ''))].filter(
    (secret) => secret !== '',
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
