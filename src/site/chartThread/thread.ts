import { parentPort } from 'node:worker_threads';
import { drawChecked } from '#charts/drawChecked.ts';

/** Draws the charts that authors specified, one after the other; what takes too long or too much ends this thread alone. */
parentPort?.on('message', async (spec: Parameters<typeof drawChecked>[0]) => {
  parentPort?.postMessage(
    await drawChecked(spec).then(
      (svg) => ({ svg }),
      (error: Error) => ({ error: error.message }),
    ),
  );
});
parentPort?.postMessage('ready');
