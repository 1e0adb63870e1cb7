/** Marks in the contents of a page which part of it is read. */
const links = [...document.querySelectorAll<HTMLAnchorElement>('[data-contents] a[href^="#"]')];
const parts = links.flatMap((link) => {
  const part = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  return part ? [{ link, part }] : [];
});
/** A part is read once its heading is in the upper third of the window. */
const READ_LINE = 1 / 3;

let waiting = false;
addEventListener('scroll', later, { passive: true });
addEventListener('resize', later);
mark();

function later(): void {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    mark();
  });
}

function mark(): void {
  const line = innerHeight * READ_LINE;
  const read = parts.findLast(({ part }) => part.getBoundingClientRect().top <= line) ?? parts[0];
  for (const { link } of parts)
    if (link.hash === read?.link.hash) link.setAttribute('aria-current', 'location');
    else link.removeAttribute('aria-current');
}

export {};
