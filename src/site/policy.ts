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
const holder = globalThis as { [KEY]?: null };

/** For `trilens dev`, whose server puts scripts and styles of its own into a page. */
export function leavePolicyOut(): void {
  holder[KEY] = null;
}

/** What the page at hand says of itself; null under `trilens dev`. */
export function pagePolicy(post?: string): string | null {
  return holder[KEY] === null ? null : policyWith(post);
}

/** The policy where the portfolio names an address that takes the records of runs: pages may send to it, and nowhere else. */
function policyWith(post: string | undefined): string {
  if (post === undefined) return POLICY;
  return POLICY.replace("connect-src 'self'", `connect-src 'self' ${new URL(post).origin}`);
}
