import type pptxgen from 'pptxgenjs';
import { BROAD, EDGE, INK, LENSES, MUTED, RULE, SANS, SERIF, WIDTH } from './look.ts';

type Objects = NonNullable<pptxgen.SlideMasterProps['objects']>;

/** The two masters of a deck: its cover, and a section with a foot and a number. */
export function defineMasters(deck: pptxgen, foot: string): void {
  const small = { y: 7.06, h: 0.3, fontSize: 10, color: MUTED, fontFace: SANS, margin: 0 };
  deck.defineSlideMaster({
    title: 'SECTION',
    background: { color: 'FFFFFF' },
    objects: [
      ...stripe(0.07),
      titlePlace({ y: 0.35, h: 0.8, fontSize: 28, valign: 'middle' }),
      { line: { ...BROAD, y: 7.02, h: 0, line: { color: RULE, width: 0.75 } } },
      { text: { text: foot, options: { ...small, x: EDGE, w: 10 } } },
    ],
    slideNumber: { ...small, x: WIDTH - EDGE - 0.6, w: 0.6, align: 'right' },
  });
  deck.defineSlideMaster({
    title: 'COVER',
    background: { color: 'F8F7F2' },
    objects: [...stripe(0.16), titlePlace({ y: 2, h: 1.5, fontSize: 40, valign: 'top' })],
  });
}

/** A title that the outline view and screen readers find. */
function titlePlace(
  place: Pick<pptxgen.PlaceholderProps, 'y' | 'h' | 'fontSize' | 'valign'>,
): Objects[number] {
  return {
    placeholder: {
      options: {
        name: 'title',
        type: 'title',
        ...BROAD,
        bold: true,
        color: INK,
        fontFace: SERIF,
        align: 'left',
        margin: 0,
        ...place,
      },
      text: '',
    },
  };
}

function stripe(height: number): Objects {
  return LENSES.map((color, at) => ({
    rect: {
      x: (WIDTH / 3) * at,
      y: 0,
      w: WIDTH / 3,
      h: height,
      fill: { color },
      line: { color, width: 0 },
    },
  }));
}
