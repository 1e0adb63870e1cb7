import { mkdir, mkdtemp, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { cleanSvg } from '#ingest/media/cleanSvg.ts';
import { mediaOf } from '#model/record/bodyMedia.ts';
import { problemLine } from '#model/problem.ts';
import { composePortal } from '#site/compose.ts';

const photo = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#8ac' } });

/** A number is the size of a file of zeros, which takes no room on the disk. */
async function compose(body: string, files: Record<string, string | Buffer | number> = {}) {
  const root = await mkdtemp(join(tmpdir(), 'trilens-media-'));
  const all = {
    'portfolio.yaml': 'name: Small\n',
    'playbooks/p.mdx': `---\ntitle: P\n---\n\n${body}\n`,
    ...files,
  };
  for (const [name, content] of Object.entries(all)) {
    await mkdir(dirname(join(root, 'content', name)), { recursive: true });
    const file = join(root, 'content', name);
    await writeFile(file, typeof content === 'number' ? '' : content);
    if (typeof content === 'number') await truncate(file, content);
  }
  await mkdir(join(root, 'data'));
  await writeFile(join(root, 'data/datapackage.json'), '{ "resources": [] }');
  await symlink('/etc/hostname', join(root, 'content/playbooks/link.png'));
  const { portal, problems } = await composePortal({
    contentDir: join(root, 'content'),
    dataDir: join(root, 'data'),
    cacheDir: join(root, 'cache'),
    asOf: '2026-10-07',
  });
  return {
    files: mediaOf([portal?.portfolio.playbooks[0]?.body ?? []]),
    said: problems.map(problemLine).join('\n'),
  };
}

describe('files beside a text', () => {
  it('are identified by their bytes: type, size as it is seen, hash', async () => {
    const turned = await photo(60, 40).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    const { files, said } = await compose(
      '![Valve](img/valve.jpg) ![Step](<step 1.png>) [form](form.pdf)\n\n<Figure src="d.svg" alt="Drawing" />',
      {
        'playbooks/img/valve.jpg': turned,
        'playbooks/step 1.png': await photo(30, 20).png().toBuffer(),
        'playbooks/form.pdf': '%PDF-1.7\n',
        'playbooks/d.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"/>',
      },
    );
    expect(said).toBe('');
    expect(files.map(({ path, type, width, height }) => [path, type, width, height])).toEqual([
      ['playbooks/img/valve.jpg', 'image/jpeg', 40, 60],
      ['playbooks/step 1.png', 'image/png', 30, 20],
      ['playbooks/form.pdf', 'application/pdf', null, null],
      ['playbooks/d.svg', 'image/svg+xml', 30, 10],
    ]);
  });

  it('that are missing stop the build at their line, with the nearest name', async () => {
    const { said } = await compose('Text.\n\n![Valve](vavle.png)', {
      'playbooks/valve.png': await photo(9, 9).png().toBuffer(),
    });
    expect(said).toContain('playbooks/p.mdx:7:1');
    expect(said).toContain('there is no file playbooks/vavle.png');
    expect(said).toContain('did you mean "valve.png"?');
  });

  it('outside of the content folder, and links that lead there, are refused', async () => {
    expect((await compose('![a](../../secret.png)')).said).toContain('outside of the content');
    expect((await compose('![a](link.png)')).said).toContain('no regular file');
  });

  it('that are broken, mislabelled, cut off or of another kind are refused by what they are', async () => {
    const whole = await photo(400, 300).jpeg().toBuffer();
    const said = async (name: string, bytes: Buffer | string) =>
      (await compose(`![a](${name})`, { [`playbooks/${name}`]: bytes })).said;
    expect(await said('a.png', 'no picture')).toContain('is damaged or no picture');
    expect(await said('a.png', whole)).toContain('is jpg by its content');
    expect(await said('a.jpg', whole.subarray(0, whole.length / 2))).toContain('is damaged');
    expect(await said('a.gif', 'GIF89a')).toContain('.png, .jpg, .jpeg, .webp, .avif, .svg');
    expect((await compose('[f](a.pdf)', { 'playbooks/a.pdf': 'PK' })).said).toContain(
      'is not what its ending says',
    );
  });

  it('a video of 2 GB, and a picture of more bytes than a tablet can fetch, are refused unread', async () => {
    const { said } = await compose('<Video src="v.mp4" title="How it sounds" />\n\n![a](a.png)', {
      'playbooks/v.mp4': 2e9,
      'playbooks/a.png': 41e6,
    });
    expect(said).toMatch(/p\.mdx:5:8.*playbooks\/v\.mp4 has 2000 MB[\s\S]*at most 200 MB/);
    expect(said).toMatch(/p\.mdx:7:1.*playbooks\/a\.png has 41 MB[\s\S]*at most 40 MB/);
  });

  it('a picture of more than 50 million pixels is refused before it is decoded', async () => {
    const { said } = await compose('![a](a.png)', {
      'playbooks/a.png': await photo(10_000, 5_100).png({ compressionLevel: 9 }).toBuffer(),
    });
    expect(said).toContain('more than 50 million pixels');
  });
});

describe('a drawing', () => {
  it('loses what could run or load, and keeps what is drawn', () => {
    const cleaned = cleanSvg(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" onload="x()"><script>x</script><style>a{fill:url(https://example.com)}</style><a href="https://example.com"><rect/></a><foreignObject/><use href="#p"/><use href="b.svg#p"/><rect fill="url(#g)" stroke="url(https://example.com)"/><animate/></svg>`,
    );
    expect(cleaned?.svg).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" width="10" height="10"><use href="#p" /><use /><rect fill="url(#g)" /></svg>',
    );
  });
  it('without a size is none', () => {
    expect(cleanSvg('<svg xmlns="http://www.w3.org/2000/svg"/>')).toBeNull();
    expect(cleanSvg('<html></html>')).toBeNull();
  });
});
