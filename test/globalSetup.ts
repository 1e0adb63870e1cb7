import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One temporary folder for everything that a run of the tests writes; it is removed with the run. */
export default function setup(): () => void {
  const dir = mkdtempSync(join(tmpdir(), 'trilens-test-'));
  // Some tests run as another user, who has to reach what lies in it.
  chmodSync(dir, 0o755);
  process.env['TMPDIR'] = dir;
  return () => rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
