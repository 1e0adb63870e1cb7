/** What a log may say of a message: without the secrets, however they are written, and without what looks like one. */
export function withoutSecrets(message: string, secrets: readonly string[]): string {
  const spelt = secrets.flatMap(spellings);
  let safe = message;
  for (const secret of spelt.toSorted((a, b) => b.length - a.length))
    if (secret.length >= 3) safe = safe.replaceAll(secret, '***');
  return LOOKS_SECRET.reduce((text, pattern) => text.replaceAll(pattern, '$1***'), safe);
}

/** A secret as addresses, JSON and base64 write it; base64 in each of the three ways that it depends on what is before. */
export function spellings(secret: string): string[] {
  const base64 = [0, 1, 2].map((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
    // Signs that also hold bits of a neighbour are left out.
    return bytes
      .toString('base64')
      .slice(Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6));
  });
  return [
    ...new Set([
      secret,
      decoded(secret),
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
      // Of a short secret a part in base64 could be anything.
      ...base64.filter(({ length }) => length >= 8),
    ]),
  ];
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

/**
 * Whether an address can be read in two ways: a sign of its password also parts addresses, so that what follows it would be taken
 * for a host, asked for in the network, and named in the log.
 */
export function isAmbiguous(connection: string): boolean {
  const [, address] = /^[a-z][\w+.-]*:\/\/(.*)$/is.exec(connection) ?? [];
  if (address === undefined) return false;
  const [authority = ''] = address.split(/[/?#]/, 1);
  const rest = address.slice(authority.length);
  const isWhole = authority.includes('@');
  const beside = rest.split('?', 1)[0] ?? '';
  return (
    /\s/.test(authority) ||
    authority.split('@').length > 2 ||
    /%(?![0-9a-f]{2})/i.test(authority) ||
    beside.includes('@') ||
    /#.*@/s.test(rest) ||
    (!isWhole && rest.includes('@') && /:\D/.test(authority))
  );
}
