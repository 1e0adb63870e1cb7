/** Makes the entries of check lists tickable; one with a link or a list inside stays a text, since a tick must not open anything. */
export function makeTickable(): void {
  for (const entry of document.querySelectorAll<HTMLElement>('.checklist li')) {
    if (entry.querySelector('a, ul, ol, input')) continue;
    const box = Object.assign(document.createElement('input'), { type: 'checkbox' });
    box.dataset.step = (entry.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
    const text = document.createElement('span');
    text.append(...entry.childNodes);
    const label = document.createElement('label');
    label.append(box, text);
    entry.append(label);
  }
}
