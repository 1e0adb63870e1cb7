import { startDrawing } from './drawing.ts';
import type { Choice } from './choice.ts';

const whole = document.querySelector<HTMLElement>('.map-scroll.scroll');
/** The drawing that is in the page: the whole one, or one that takes its place. */
let drawn = whole;
let wanted = '';

/**
 * The drawing without what is not followed, from the page of its own that every goal, plant, initiative and layer has. With
 * several choices, or without a network, the whole drawing stays and the rest is dimmed.
 */
export async function fold(choices: readonly Choice[], done: () => void): Promise<void> {
  const address = choices.length === 1 && choices[0] ? addressOf(choices[0]) : '';
  wanted = address;
  const drawing = address === '' ? null : await drawingOf(address).catch(() => null);
  if (wanted !== address) return;
  const next = drawing ?? whole;
  if (next && next !== drawn) drawn?.replaceWith(next);
  drawn = next;
  if (drawing) startDrawing(drawing);
  done();
}

function addressOf({ field, value }: Choice): string {
  return field === 'layer' ? `${value}/` : `${field}/${value}/`;
}

async function drawingOf(address: string): Promise<HTMLElement | null> {
  const answer = await fetch(new URL(address, new URL('.', location.href.split(/[?#]/)[0])));
  if (!answer.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const drawing = page.querySelector<HTMLElement>('.map-scroll.scroll');
  return drawing ? document.importNode(drawing, true) : null;
}
