import { setImmediate as turn } from 'node:timers/promises';
import type { Portal } from '#model/portal.ts';

/**
 * Waits for the compiled pages, and draws charts that they will ask for until these are there. What cannot be drawn is reported by
 * the page that asks for it.
 */
export async function drawnAhead<T>(portal: Portal, renderer: Promise<T>): Promise<T> {
  let isWaiting = true;
  const stop = () => (isWaiting = false);
  renderer.then(stop, stop);
  await turn();
  if (!isWaiting) return renderer;
  const { metricCharts } = await import('#charts/metricCharts.ts');
  for (const draw of metricCharts([...portal.metrics.values()])) {
    if (!isWaiting) break;
    await draw().catch(() => undefined);
    // Lets the compiler be heard.
    await turn();
  }
  return renderer;
}
