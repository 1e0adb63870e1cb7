import { checksum } from '#model/run/seal.ts';
import type { RunStep } from '#model/run/run.ts';

/** A step or an entry of a check list on the page. */
export interface PageStep extends RunStep {
  box: HTMLInputElement;
  /** What is hidden with another role. */
  place: HTMLElement;
  isEntry: boolean;
}

/** All that can be ticked, in the order of the page. Equal titles are told apart by their order. */
export function pageSteps(): PageStep[] {
  const seen = new Map<string, number>();
  return [...document.querySelectorAll<HTMLInputElement>('input[data-step]')].map((box) => {
    const title = box.dataset.step ?? '';
    const count = (seen.get(title) ?? 0) + 1;
    seen.set(title, count);
    const place = box.closest<HTMLElement>('[data-role]') ?? box.parentElement!;
    return {
      key: count > 1 ? `${title}#${count}` : title,
      title,
      role: place.dataset.role ?? '',
      mark: box.dataset.mark ?? checksum(title),
      box,
      place,
      isEntry: box.dataset.mark === undefined,
    };
  });
}

export const isShown = ({ place }: PageStep) => !place.hidden;
