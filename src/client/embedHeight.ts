/** In a frame, tells the page around how high this one is, so that it shows the whole: { type: 'trilens-height', page, height }. */
export function announceHeight(): void {
  if (parent === globalThis.window || document.documentElement.dataset.embed === undefined) return;
  const say = () =>
    parent.postMessage(
      {
        type: 'trilens-height',
        page: document.documentElement.dataset.embed,
        height: Math.ceil(document.body.getBoundingClientRect().height),
      },
      // Whoever shows the page may know how high it is; nothing else is said.
      '*',
    );
  new ResizeObserver(say).observe(document.body);
  say();
}
