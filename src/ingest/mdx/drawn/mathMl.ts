import { createRequire } from 'node:module';
import type temml from 'temml';
import type { Drawn, Formula } from './drawing.ts';

const require = createRequire(import.meta.url);

/** A formula in TeX as MathML, which every browser draws and reads aloud without a script. */
export function mathMl({ tex, isBlock }: Formula): Drawn {
  const { renderToString } = require('temml') as typeof temml;
  try {
    // The TeX is in it as well, for what takes plain text from a page: of a fraction that would be two letters side by side.
    const options = { displayMode: isBlock, throwOnError: true, annotate: true };
    const math = renderToString(tex.trim(), options);
    const { html, lost } = withoutStyles(math);
    const struck = math.includes('<menclose') ? ['a line through or around a part'] : [];
    const flaws = [...struck, ...lost.map((style) => `the style "${style}"`)].map((what) => ({
      found: `the formula needs ${what}, which browsers or the policy of the portal do not draw`,
      fix: 'write it without that command',
    }));
    return { html: isBlock ? `<div class="formula" tabindex="0">${html}</div>` : html, flaws };
  } catch (error) {
    const [said = ''] = (error as Error).message.split('\n');
    return {
      html: '',
      flaws: [
        {
          found: `the formula cannot be read: ${said.replace(/^.*?parse error:\s*/i, '').replace(/[.:\s]+$/, '')}`,
          fix: 'correct the TeX; which commands there are: https://temml.org/docs/en/supported',
        },
      ],
    };
  }
}

/** Of spacing alone, which the stylesheet of the portal gives or a reader does not miss. */
const SPACING =
  /^(?:display|padding(?:-\w+)?|margin(?:-\w+)?|width|height|min-width|text-align|math-(?:style|depth|shift)|vertical-align)$/;

/** The formula without inline styles, which the Content-Security-Policy blocks. Colours are attributes of MathML as well. */
function withoutStyles(math: string): { html: string; lost: string[] } {
  const lost: string[] = [];
  const html = math.replaceAll(/ style="([^"]*)"/g, (_, style: string) =>
    style
      .split(';')
      .filter((part) => part.trim() !== '')
      .map((part) => {
        const [name = '', value = ''] = part.split(':').map((side) => side.trim());
        if (name === 'color') return ` mathcolor="${value}"`;
        if (name === 'background-color') return ` mathbackground="${value}"`;
        if (!SPACING.test(name)) lost.push(part.trim());
        return '';
      })
      .join(''),
  );
  return { html, lost };
}
