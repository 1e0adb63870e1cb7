import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { type Card, drawCard } from '#publish/cards/drawCard.ts';
import { cardPath } from '#site/cardPath.ts';

const CARD: Card = {
  kind: 'Goal',
  title: 'Conversion cost per good pump',
  says: 'Better since January 2026, and behind plan.',
  foot: 'Aldermoor, as of 7 October 2026',
  accent: null,
};

/** How many dark points a band of the picture has. */
async function ink(picture: Uint8Array, top: number, height: number): Promise<number> {
  const { data } = await sharp(picture)
    .extract({ left: 0, top, width: 1200, height })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return data.filter((point) => point < 128).length;
}

describe('the picture of a link', () => {
  it('has the size that chats show whole, and is small enough for all of them', async () => {
    const picture = await drawCard(CARD);
    expect(await sharp(picture).metadata()).toMatchObject({
      format: 'png',
      width: 1200,
      height: 630,
    });
    expect(picture.byteLength).toBeLessThan(100_000);
  });

  it('says its words, and leaves out what is empty', async () => {
    const [whole, short] = [await drawCard(CARD), await drawCard({ ...CARD, says: '' })];
    expect(await ink(whole, 100, 90)).toBeGreaterThan(2_000);
    expect(await ink(whole, 195, 60)).toBeGreaterThan(500);
    expect(await ink(short, 195, 60)).toBe(0);
  });

  it('takes the longest texts without running into its foot, and markup as text', async () => {
    const long = 'A very long sentence & <b>markup</b> that goes on, '.repeat(20);
    const picture = await drawCard({ ...CARD, title: long, says: long });
    expect(await ink(picture, 515, 22)).toBe(0);
  });

  it.each([
    ['', 'cards/overview.png'],
    ['goals/otif/', 'cards/goals-otif.png'],
    ['reports/2026-09/', 'cards/reports-2026-09.png'],
    ['metrics/scrap/', 'cards/overview.png'],
    ['sites/STN/line-card/', 'cards/overview.png'],
  ])('of /%s is %s', (address, path) => expect(cardPath(address)).toBe(path));
});
