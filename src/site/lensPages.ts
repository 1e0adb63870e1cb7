import type { Lens } from '#model/record/lens.ts';

/**
 * The page drawn for a lens that comes nearest to the page at hand, so that the switch works without JavaScript: the roadmap of
 * the lens from the roadmap, a metric under the name of the lens from that metric, else the overview of the lens. Null: all lenses.
 */
export function lensPage(path: string, lens: Lens | null): string {
  const [section = '', id = ''] = path.split('/');
  if (section === 'roadmap') return lens === null ? 'roadmap/' : `roadmap/${lens}/`;
  if (lens === null) return '';
  if (section === 'metrics') return `lens/${lens}/#${id === '' ? 'metrics' : `metric-${id}`}`;
  return `lens/${lens}/`;
}
