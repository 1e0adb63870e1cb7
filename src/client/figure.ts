/** A tap on a figure shows it as large as the screen; without this script the link leads to the picture itself. */
for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-enlarge]')) {
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    dialogOf(link).showModal();
  });
}

const dialogs = new WeakMap<HTMLAnchorElement, HTMLDialogElement>();

function dialogOf(link: HTMLAnchorElement): HTMLDialogElement {
  const known = dialogs.get(link);
  if (known) return known;
  const dialog = document.createElement('dialog');
  dialog.className = 'enlarged';
  dialog.setAttribute('aria-label', link.querySelector('img')?.alt || 'Enlarged picture');
  const close = Object.assign(document.createElement('button'), {
    type: 'button',
    textContent: 'Close',
  });
  const frame = document.createElement('div');
  frame.append(...[...link.children].map((child) => child.cloneNode(true)));
  for (const part of frame.querySelectorAll('img, source')) part.setAttribute('sizes', '100vw');
  dialog.append(close, frame);
  // Beside the picture, and on the button, a tap closes; Escape does by itself.
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog || event.target === close) dialog.close();
  });
  document.body.append(dialog);
  dialogs.set(link, dialog);
  return dialog;
}
