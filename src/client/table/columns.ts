import { stored } from '../stored.ts';
import { textOf } from './tableRows.ts';

/** A table of fewer columns is seen whole. */
const LEAST_COLUMNS = 4;

/**
 * A list of the columns, of which each but the first may be left out: the first says what a row is about. The choice is kept on this
 * device for the table of this page. Null where there is nothing to choose.
 */
export function columnChooser(
  table: HTMLTableElement,
  heads: readonly HTMLTableCellElement[],
  name: string,
): HTMLElement | null {
  const named = heads.flatMap((head, column) =>
    column > 0 && textOf(head) !== '' ? [{ column, title: textOf(head) }] : [],
  );
  if (named.length + 1 < LEAST_COLUMNS) return null;
  const key = `columns:${location.pathname}#${name}`;
  const leftOut = new Set(keptChoice(key));
  const chooser = document.createElement('div');
  chooser.className = 'column-choice';
  const button = Object.assign(document.createElement('button'), { type: 'button' });
  const list = document.createElement('fieldset');
  list.setAttribute('aria-label', `Columns of the table: ${name}`);
  for (const { title } of named)
    list.append(
      choice(title, !leftOut.has(title), (isShown) => {
        if (isShown) leftOut.delete(title);
        else leftOut.add(title);
        if (leftOut.size === 0) stored.remove(key);
        else stored.set(key, JSON.stringify([...leftOut]));
        apply();
      }),
    );
  chooser.append(button, list);
  openAndClose(chooser, button, list);
  apply();
  return chooser;

  function apply(): void {
    const out = named.filter(({ title }) => leftOut.has(title));
    leaveOut(table, new Set(out.map(({ column }) => column)));
    table.dataset.withoutColumns = out.map(({ title }) => title).join(', ');
    button.textContent =
      out.length === 0 ? 'Columns' : `Columns: ${heads.length - out.length} of ${heads.length}`;
  }
}

/** What the device kept; nothing where it is of another form. */
function keptChoice(key: string): string[] {
  try {
    const kept: unknown = JSON.parse(stored.get(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter((title) => typeof title === 'string') : [];
  } catch {
    return [];
  }
}

function choice(
  title: string,
  isShown: boolean,
  onChange: (isShown: boolean) => void,
): HTMLElement {
  const label = document.createElement('label');
  const box = Object.assign(document.createElement('input'), { type: 'checkbox' });
  box.checked = isShown;
  box.addEventListener('change', () => onChange(box.checked));
  label.append(box, ` ${title}`);
  return label;
}

/** The button opens the list and closes it, as do Escape, a press elsewhere and leaving with the keyboard. */
function openAndClose(chooser: HTMLElement, button: HTMLElement, list: HTMLElement): void {
  const show = (isOpen: boolean) => {
    list.hidden = !isOpen;
    button.setAttribute('aria-expanded', String(isOpen));
  };
  show(false);
  button.addEventListener('click', () => show(Boolean(list.hidden)));
  chooser.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || list.hidden) return;
    show(false);
    button.focus();
  });
  chooser.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !chooser.contains(relatedTarget)) show(false);
  });
  document.addEventListener('pointerdown', ({ target }) => {
    if (target instanceof Node && !chooser.contains(target)) show(false);
  });
}

/** Marks the cells of some columns; a cell over several columns is as wide as those of them that are left. */
function leaveOut(table: HTMLTableElement, columns: ReadonlySet<number>): void {
  for (const row of table.rows) {
    let at = 0;
    for (const cell of row.cells) {
      const span = Number(cell.dataset.span ?? cell.colSpan);
      const covered = Array.from({ length: span }, (_, next) => at + next);
      const left = covered.filter((column) => !columns.has(column)).length;
      cell.toggleAttribute('data-left-out', left === 0);
      if (span > 1) {
        cell.dataset.span = String(span);
        cell.colSpan = Math.max(1, left);
      }
      at += span;
    }
  }
}
