import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { WriteStream } from 'node:tty';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { leftWords, secondsLeft } from '../../../src/cli/progress/estimate.ts';
import { isWatched, openProgress, progressLine } from '../../../src/cli/progress/progress.ts';

describe('the time that is left', () => {
  const before = { read: 2, draw: 10, write: 3, prove: 0, place: 1 };

  it('is that of the build before, less what has passed', () => {
    expect(secondsLeft({ stage: 'read', elapsed: 1, share: null }, before)).toBe(15);
  });

  it('is reckoned from the pages that are drawn, once there are some', () => {
    expect(secondsLeft({ stage: 'draw', elapsed: 4, share: 0.5 }, before)).toBe(8);
    expect(secondsLeft({ stage: 'draw', elapsed: 1, share: 0.01 }, before)).toBe(13);
  });

  it('is not said where nothing is known', () => {
    expect(secondsLeft({ stage: 'read', elapsed: 1, share: null }, {})).toBeNull();
    expect(secondsLeft({ stage: 'draw', elapsed: 4, share: 0.5 }, {})).toBeNull();
    expect(leftWords(null)).toBe('');
  });

  it('is said in steps that do not pretend to know more', () => {
    expect([3, 12, 61, 200].map(leftWords)).toEqual([
      'nearly done',
      'about 15 s left',
      'about 2 min left',
      'about 4 min left',
    ]);
  });
});

describe('progress', () => {
  it.each([
    ['a file or a pipe', {}, {}],
    ['continuous integration', { isTTY: true }, { CI: 'true' }],
    ['a terminal that moves no cursor', { isTTY: true }, { TERM: 'dumb' }],
  ])('is silent in %s', (_, stream, environment) => {
    expect(isWatched(stream, environment)).toBe(false);
  });

  it('is one line that no terminal breaks', () => {
    expect(progressLine('draw', [120, 345], 'about 20 s left', 80)).toBe(
      '2 of 5  Drawing pages  120 of 345, about 20 s left',
    );
    expect(progressLine('draw', [120, 345], 'about 20 s left', 30)).toHaveLength(29);
  });

  /** A terminal that keeps what is written. */
  function terminal() {
    const written: string[] = [];
    const { getColorDepth } = WriteStream.prototype;
    const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 80, getColorDepth });
    stream.on('data', (bytes: Buffer) => written.push(bytes.toString()));
    return { written, stream: stream as unknown as WriteStream };
  }

  it('has a line for each stage, goes when it ends, and keeps the times for the next build', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'trilens-progress-'));
    const { written, stream } = terminal();
    const progress = await openProgress(dir, stream, {});
    progress.stage('draw');
    progress.page(2, 2);
    progress.stage('place');
    await progress.end(true);
    const text = stripVTControlCharacters(written.join(''));
    expect(text).toContain('1 of 5  Reading content and data');
    expect(text).toContain('2 of 5  Drawing pages  2 of 2');
    expect(written.at(-1)).toBe('\r\u001b[2K');
    expect(Object.keys(JSON.parse(await readFile(join(dir, 'stages.json'), 'utf8')))).toEqual([
      'read',
      'draw',
      'write',
      'prove',
      'place',
    ]);
    await rm(dir, { recursive: true });
  });

  it('has no colour where NO_COLOR is set, and none where it is no terminal', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'trilens-progress-'));
    const { written, stream } = terminal();
    process.env['NO_COLOR'] = '1';
    try {
      await (await openProgress(dir, stream, {})).end(false);
    } finally {
      delete process.env['NO_COLOR'];
    }
    expect(written.join('').replaceAll('\u001b[2K', '')).not.toContain('\u001b[');
    await rm(dir, { recursive: true });
  });
});
