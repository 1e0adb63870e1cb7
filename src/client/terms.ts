/** The small window with the definition of a term; Escape or a tap elsewhere closes it. Loaded when a term is asked about. */
const WINDOW_ID = 'term-window';

const box = document.createElement('div');
box.id = WINDOW_ID;
box.className = 'term-window';
box.popover = 'manual';
box.role = 'tooltip';
(document.querySelector('main') ?? document.body).append(box);
let open: HTMLAnchorElement | null = null;
let closing = 0;
/** Whether the term has been on the screen since it was asked about: the page may still be scrolling to it. */
let isSeen = false;

document.addEventListener('pointerover', ({ target, pointerType }) => {
  if (pointerType === 'touch' || !open) return;
  clearTimeout(closing);
  const isKept = target instanceof Node && (open.contains(target) || box.contains(target));
  if (!isKept && document.activeElement !== open) closing = window.setTimeout(hide, 250);
});
document.addEventListener('focusin', ({ target }) => target !== open && hide());
document.addEventListener('click', ({ target }) => {
  if (target instanceof Node && !open?.contains(target) && !box.contains(target)) hide();
});
document.addEventListener('keydown', ({ key }) => key === 'Escape' && hide());
document.addEventListener('scroll', place, { passive: true });

/** Shows the definition beside its term. */
export function showTerm(term: HTMLAnchorElement): void {
  clearTimeout(closing);
  if (term === open) return;
  hide();
  open = term;
  isSeen = false;
  box.textContent = term.dataset.says ?? '';
  term.setAttribute('aria-describedby', WINDOW_ID);
  box.showPopover();
  place();
}

/** Beside the term, wherever it has been scrolled to; away with it. */
function place(): void {
  if (!open) return;
  const at = open.getBoundingClientRect();
  const isOnScreen = at.bottom >= 0 && at.top <= innerHeight;
  if (isSeen && !isOnScreen) {
    hide();
    return;
  }
  isSeen ||= isOnScreen;
  const left = Math.max(8, Math.min(at.left, innerWidth - box.offsetWidth - 8));
  const below = at.bottom + 6;
  const top = below + box.offsetHeight > innerHeight ? at.top - box.offsetHeight - 6 : below;
  box.style.setProperty('left', `${left}px`);
  box.style.setProperty('top', `${Math.max(8, top)}px`);
}

function hide(): void {
  clearTimeout(closing);
  if (!open) return;
  open.removeAttribute('aria-describedby');
  delete open.dataset.tapped;
  open = null;
  box.hidePopover();
}
