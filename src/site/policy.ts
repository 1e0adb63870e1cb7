/**
 * What a page may do, as a Content-Security-Policy: nothing but the portal's own files runs or loads; 'wasm-unsafe-eval' is the
 * search index, which is WebAssembly. Every page carries it, so that it holds on hosts that send no headers; a server that sends
 * it as well adds who may show the portal in a frame, which a page cannot say of itself.
 */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
].join('; ');

const KEY = Symbol.for('trilens.policy');
const holder = globalThis as { [KEY]?: string };

/**
 * For `trilens dev`: the same, but that its server may put styles into a page and tell it by a socket that a file has changed. No
 * script is let in by it, so that what a build would block is blocked while one writes.
 */
export function allowDevServer(): void {
  holder[KEY] = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'").replace(
    "connect-src 'self'",
    "connect-src 'self' ws://localhost:* ws://127.0.0.1:*",
  );
}

/** What the page at hand says of itself. `post`: the address that the portfolio names for the records of runs. */
export function pagePolicy(post?: string): string {
  const policy = holder[KEY] ?? POLICY;
  // Pages may send to it, and nowhere else.
  return post === undefined
    ? policy
    : policy.replace("connect-src 'self'", `connect-src 'self' ${new URL(post).origin}`);
}
