/**
 * A form of choices over what the page lists: it takes its choices from the address, so that a filtered page can be sent on,
 * puts them back there, and says how much is left. `show` hides what does not fit and says how many things still stand.
 */
export function filterForm(
  form: HTMLFormElement,
  things: { noun: string; all: number; show: (choices: readonly Choice[]) => number },
): void {
  const selects = [...form.querySelectorAll('select')];
  const count = form.querySelector('[data-count]');
  const many = `${things.all} ${things.noun}${things.all === 1 ? '' : 's'}`;
  const apply = () => {
    const choices = selects.flatMap(({ name, value }) => (value ? [{ name, value }] : []));
    const left = things.show(choices);
    if (count) count.textContent = choices.length === 0 ? many : `${left} of ${many}`;
    document.querySelector<HTMLElement>('[data-none]')?.toggleAttribute('hidden', left > 0);
    const url = new URL(location.href);
    for (const { name } of selects) url.searchParams.delete(name);
    for (const { name, value } of choices) url.searchParams.set(name, value);
    history.replaceState(null, '', url);
  };
  const asked = new URL(location.href).searchParams;
  for (const select of selects) {
    const value = asked.get(select.name);
    if (value && [...select.options].some((option) => option.value === value)) select.value = value;
    select.addEventListener('change', apply);
  }
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(apply));
  form.hidden = false;
  apply();
}

export interface Choice {
  name: string;
  value: string;
}
