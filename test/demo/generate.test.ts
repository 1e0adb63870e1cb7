import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { drawings } from './drawings.ts';
import { generate } from './generate.ts';
import { MersenneTwister } from './mersenneTwister.ts';
import { framesHash, videoFrames } from './video.ts';

describe('the demonstration data', () => {
  it('is what its generator writes, byte for byte', async () => {
    const dir = join(await mkdtemp(join(tmpdir(), 'trilens-')), 'data');
    const names = await generate(dir);
    expect(names.toSorted()).toEqual(
      (await readdir('data', { recursive: true })).filter((name) => name.endsWith('.csv')).sort(),
    );
    for (const name of names)
      expect(
        (await readFile(join(dir, name))).equals(await readFile(join('data', name))),
        `${name} differs; run node test/demo/generate.ts data`,
      ).toBe(true);
  });

  it('has the drawings of its playbooks as they are drawn, and a video of the frames that are', async () => {
    for (const [name, bytes] of await drawings())
      expect((await readFile(join('content/playbooks', name))).equals(bytes), name).toBe(true);
    // Encoded by hand, since no test needs an encoder; it carries the hash of what it shows.
    const video = await readFile('content/playbooks/reference-faces.mp4', 'latin1');
    expect(video, 'run node test/demo/video.ts').toContain(framesHash(videoFrames()));
  });

  it('is drawn from MT19937, checked against another implementation of it', () => {
    const random = new MersenneTwister(42);
    expect(random.fraction()).toBe(0.6394267984578837);
    expect([random.normal(0, 1), random.normal(0, 1)]).toEqual([
      expect.closeTo(0.7921447409497909, 12),
      expect.closeTo(0.12551827570326066, 12),
    ]);
    expect(random.integer(104, 126)).toBe(111);
    expect(random.uniform(-1, 1)).toBeCloseTo(-0.7209241429497122, 14);
  });
});
