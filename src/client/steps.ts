import { makeTickable } from './checklist.ts';
import { stored } from './stored.ts';

const bar = document.querySelector<HTMLElement>('[data-playbook-bar]');
const steps = [...document.querySelectorAll<HTMLElement>('[data-steps] [data-role]')];

makeTickable();

// A tick is kept under the step's title, so that text added above it does not lose it; equal titles are told apart by their order.
const seen = new Map<string, number>();
for (const box of document.querySelectorAll<HTMLInputElement>('input[data-step]')) {
  const title = box.dataset.step ?? '';
  const count = (seen.get(title) ?? 0) + 1;
  seen.set(title, count);
  const key = `trilens-step:${location.pathname}:${title}${count > 1 ? `#${count}` : ''}`;
  box.checked = stored.get(key) === '1';
  box.addEventListener('change', () => {
    stored.set(key, box.checked ? '1' : '0');
    progress();
  });
}

for (const choice of bar?.querySelectorAll<HTMLInputElement>('input[name="role"]') ?? []) {
  choice.addEventListener('change', () => {
    showRole(choice.value);
    const url = new URL(location.href);
    if (choice.value) url.searchParams.set('role', choice.value);
    else url.searchParams.delete('role');
    history.replaceState(null, '', url);
  });
}

bar?.querySelector('[data-reset]')?.addEventListener('click', () => {
  for (const box of document.querySelectorAll<HTMLInputElement>('input[data-step]:checked'))
    box.click();
});

bar?.querySelector('[data-print-card]')?.addEventListener('click', () => {
  document.documentElement.dataset.card = '';
  print();
});
addEventListener('afterprint', () => delete document.documentElement.dataset.card);

if (bar) bar.hidden = false;
const asked = new URL(location.href).searchParams.get('role') ?? '';
const chosen = [...(bar?.querySelectorAll<HTMLInputElement>('input[name="role"]') ?? [])].find(
  (choice) => choice.value === asked,
);
if (chosen) chosen.checked = true;
showRole(chosen?.value ?? '');

/** Steps that name no role are everybody's. */
function showRole(role: string): void {
  for (const step of steps)
    step.hidden = role !== '' && step.dataset.role !== '' && step.dataset.role !== role;
  for (const name of document.querySelectorAll('[data-role-name]'))
    name.textContent =
      bar?.querySelector<HTMLElement>('input[name="role"]:checked')?.dataset.name || 'Every role';
  progress();
}

function progress(): void {
  for (const section of document.querySelectorAll<HTMLElement>('[data-steps]')) {
    const shown = [...section.querySelectorAll<HTMLElement>('[data-role]:not([hidden])')];
    const done = shown.filter(
      (step) => step.querySelector<HTMLInputElement>('input[data-step]')?.checked,
    ).length;
    const text = section.querySelector('[data-progress]');
    if (text)
      text.textContent =
        shown.length === 0 ? 'no step of this role' : `${done} of ${shown.length} done`;
    const time = section.querySelector<HTMLElement>('.time');
    if (time) time.hidden = steps.some((step) => step.hidden);
  }
  const shown = steps.filter((step) => !step.hidden);
  const done = shown.filter(
    (step) => step.querySelector<HTMLInputElement>('input[data-step]')?.checked,
  ).length;
  const whole = bar?.querySelector('[data-whole]');
  if (whole) whole.textContent = `${done} of ${shown.length}`;
  const meter = bar?.querySelector('progress');
  if (meter) {
    meter.max = Math.max(1, shown.length);
    meter.value = done;
  }
}
