const form = document.querySelector<HTMLFormElement>('[data-playbook-filters]');
const cards = [...document.querySelectorAll<HTMLElement>('.playbook-card')];

if (form) {
  form.hidden = false;
  const asked = new URL(location.href).searchParams;
  for (const select of form.querySelectorAll('select')) {
    const value = asked.get(select.name);
    if (value && [...select.options].some((option) => option.value === value)) select.value = value;
    select.addEventListener('change', () => show(form));
  }
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(() => show(form)));
  show(form);
}

/** Keeps the cards that fit every choice, and the choices in the address. */
function show(chosen: HTMLFormElement): void {
  const choices = [...chosen.querySelectorAll('select')].flatMap(({ name, value }) => (value ? [{ name, value }] : []));
  for (const card of cards) card.hidden = !choices.every(({ name, value }) => (card.dataset[name] ?? '').split(name === 'tag' ? '|' : ' ').includes(value));
  const left = cards.filter((card) => !card.hidden).length;
  const count = chosen.querySelector('[data-count]');
  if (count) count.textContent = choices.length === 0 ? `${cards.length} playbooks` : `${left} of ${cards.length} playbooks`;
  document.querySelector<HTMLElement>('[data-none]')?.toggleAttribute('hidden', left > 0);
  const url = new URL(location.href);
  for (const { name } of chosen.querySelectorAll('select')) url.searchParams.delete(name);
  for (const { name, value } of choices) url.searchParams.set(name, value);
  history.replaceState(null, '', url);
}
