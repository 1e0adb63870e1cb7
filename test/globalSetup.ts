import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One temporary folder for everything that a run of the tests writes; it is removed with the run. */
export default function setup(): () => void {
  const dir = mkdtempSync(join(tmpdir(), 'trilens-test-'));
  process.env['TMPDIR'] = dir;
  return () => rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
