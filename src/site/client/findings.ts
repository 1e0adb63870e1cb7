const form = document.querySelector<HTMLFormElement>('[data-finding-filters]');
const findings = [...document.querySelectorAll<HTMLElement>('[data-finding]')];

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

/** Keeps the findings that fit every choice, the groups that still hold one, and the choices in the address. */
function show(chosen: HTMLFormElement): void {
  const choices = [...chosen.querySelectorAll('select')].flatMap(({ name, value }) => (value ? [{ name, value }] : []));
  for (const finding of findings) finding.hidden = !choices.every(({ name, value }) => finding.dataset[name] === value);
  for (const list of document.querySelectorAll<HTMLElement>('[data-finding-group], [data-finding-part]')) list.hidden = !list.querySelector('[data-finding]:not([hidden])');
  for (const link of document.querySelectorAll<HTMLElement>('[data-finding-link]')) link.hidden = document.getElementById(link.dataset.findingLink ?? '')?.hidden ?? false;
  const left = findings.filter((finding) => !finding.hidden).length;
  const count = chosen.querySelector('[data-count]');
  if (count) count.textContent = choices.length === 0 ? `${findings.length} findings` : `${left} of ${findings.length} findings`;
  document.querySelector<HTMLElement>('[data-none]')?.toggleAttribute('hidden', left > 0);
  for (const words of document.querySelectorAll<HTMLElement>('[data-group-count]')) words.hidden = choices.length > 0;
  const url = new URL(location.href);
  for (const { name } of chosen.querySelectorAll('select')) url.searchParams.delete(name);
  for (const { name, value } of choices) url.searchParams.set(name, value);
  history.replaceState(null, '', url);
}

export {};
