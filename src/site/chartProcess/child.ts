import { drawChecked } from '#charts/drawChecked.ts';

/** Draws the charts that authors specified, one after the other; what takes too long or too much ends this process alone. */
process.on('message', async (spec: Parameters<typeof drawChecked>[0]) => {
  process.send?.(
    await drawChecked(spec).then(
      (svg) => ({ svg }),
      (error: Error) => ({ error: error.message }),
    ),
  );
});
process.send?.('ready');
