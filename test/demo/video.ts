import { execFile } from 'node:child_process';
import { hash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { box, disc, drawing, line } from './shapes.ts';

const FRAMES_A_SECOND = 10;
const WIDTH = 600;
/** One look at a face: it lies still, turns by a third, lies still again, and the screen answers. */
const FRAMES_A_LOOK = 14;
const FACES = [
  { isScratched: false, sign: '#2c6e49' },
  { isScratched: true, sign: '#a12a1e' },
] as const;

/** What the video shows, frame by frame: both reference faces under the camera, three times each, turned by a third. */
export function videoFrames(): string[] {
  return FACES.flatMap(({ isScratched, sign }) =>
    [0, 1, 2].flatMap((look) =>
      Array.from({ length: FRAMES_A_LOOK }, (_, at) =>
        frame({
          isScratched,
          sign,
          turn: 120 * (look + turned(at)),
          looks: look + (at > 9 ? 1 : 0),
        }),
      ),
    ),
  );
}

/** The part of the turn that is done at a frame of a look. */
const turned = (at: number) => Math.min(1, Math.max(0, (at - 2) / 6)) - 1;

interface Shown {
  isScratched: boolean;
  sign: string;
  turn: number;
  /** How many answers are on the screen. */
  looks: number;
}

function frame({ isScratched, sign, turn, looks }: Shown): string {
  const scratch = `<path d="M196 452 L300 540" stroke="#a12a1e" stroke-width="9"/>`;
  const answers = [0, 1, 2]
    .slice(0, looks)
    .map((at) => mark(612 + at * 88, 260, sign, isScratched));
  return drawing(960, 640, [
    box(180, 60, 140, 110, '#5d6f78'),
    box(215, 170, 70, 40, '#3b4a52'),
    `<path d="M110 330 L150 270 H350 L390 330 Z" fill="#f3dfa4" stroke="#23323a" stroke-width="4"/>`,
    box(60, 590, 400, 30, '#e9ecea'),
    `<g transform="rotate(${Math.round(turn)} 250 480)">`,
    disc(250, 480, 100, '#dfe7ea'),
    disc(250, 480, 46, '#f8f7f2'),
    box(240, 376, 20, 26, '#23323a'),
    isScratched ? scratch : '',
    '</g>',
    box(560, 120, 340, 300, '#2f3d45'),
    `<rect x="585" y="150" width="290" height="230" fill="#f8f7f2"/>`,
    line(600, 330, 860, 330),
    ...answers,
  ]);
}

/** A tick for a face that passes, a cross for one that does not: told apart without colour. */
const mark = (x: number, y: number, colour: string, isCross: boolean) =>
  `<path d="${isCross ? `M${x} ${y - 30} l60 60 m0 -60 l-60 60` : `M${x} ${y} l22 28 l40 -62`}" fill="none" stroke="${colour}" stroke-width="12"/>`;

/** What is shown before it plays: the good face has passed three times. */
export const POSTER = videoFrames()[3 * FRAMES_A_LOOK - 1] ?? '';

/** A hash over all that is drawn. The video carries it, so that a test finds one that is older than its drawing. */
export const framesHash = (frames: readonly string[]) => hash('sha256', frames.join('\n'));

/**
 * Encodes the frames as H.264, which every tablet plays. No test and no build encodes anything: the file lies beside its playbook.
 * `node test/demo/video.ts content/playbooks/reference-faces.mp4 [path of ffmpeg]`
 */
async function encode(to: string, ffmpeg: string): Promise<void> {
  const frames = videoFrames();
  const dir = await mkdtemp(join(tmpdir(), 'trilens-video-'));
  for (const [index, svg] of frames.entries()) {
    const png = await sharp(Buffer.from(svg)).resize({ width: WIDTH }).png().toBuffer();
    await writeFile(join(dir, `${String(index).padStart(4, '0')}.png`), png);
  }
  const input = ['-framerate', `${FRAMES_A_SECOND}`, '-i', join(dir, '%04d.png')];
  const coding = ['-c:v', 'libx264', '-preset', 'veryslow', '-tune', 'animation', '-crf', '26'];
  // Every tablet decodes 4:2:0, and plays while it loads when the index comes first.
  const container = ['-pix_fmt', 'yuv420p', '-movflags', '+faststart', '-fflags', '+bitexact'];
  const about = ['-metadata', `comment=${framesHash(frames)}`];
  await promisify(execFile)(ffmpeg, ['-y', ...input, ...coding, ...container, ...about, to]);
  await rm(dir, { recursive: true });
}

if (process.argv[1] === import.meta.filename)
  await encode(
    process.argv[2] ?? 'content/playbooks/reference-faces.mp4',
    process.argv[3] ?? 'ffmpeg',
  );
