import { type Resolution, resolutionYaml } from '#model/decision/minutes.ts';

const form = document.querySelector<HTMLFormElement>('[data-minutes]');
if (form) startMinutes(form);

/** Writes the records of what was decided below the form, at every change of it. */
function startMinutes(form: HTMLFormElement): void {
  const records = form.querySelector<HTMLElement>('[data-records]');
  const none = form.querySelector<HTMLElement>('[data-none]');
  const buttons = form.querySelectorAll<HTMLButtonElement>('[data-copy], [data-save]');
  const write = () => {
    const text = textOf(form);
    if (records) records.textContent = text;
    records?.parentElement?.toggleAttribute('hidden', text === '');
    none?.toggleAttribute('hidden', text !== '');
    for (const button of buttons) button.hidden = text === '';
  };
  form.addEventListener('input', write);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.querySelector('[data-copy]')?.addEventListener('click', () => {
    void navigator.clipboard.writeText(textOf(form));
  });
  form.querySelector('[data-save]')?.addEventListener('click', () => save(textOf(form)));
  write();
}

function textOf(form: HTMLFormElement): string {
  const date = said(form, 'date');
  return [...form.querySelectorAll<HTMLElement>('[data-resolution]')]
    .flatMap((field) => {
      const resolution = resolutionOf(field, date);
      if (!resolution) return [];
      const list = resolution.kind === 'gate' ? 'gates' : 'decisionsOpen';
      return [
        `# ${field.dataset.file}, ${list}, beside id: ${field.dataset.id}`,
        resolutionYaml(resolution),
      ];
    })
    .join('\n');
}

function resolutionOf(field: HTMLElement, date: string): Resolution | null {
  const chosen = said(field, 'outcome');
  const outcome = chosen === 'other' ? said(field, 'other') : chosen;
  if (outcome === '') return null;
  const condition = said(field, 'condition');
  return {
    kind: field.dataset.resolution === 'gate' ? 'gate' : 'request',
    date,
    by: said(field, 'by'),
    outcome,
    reason: said(field, 'reason'),
    conditions:
      condition === ''
        ? []
        : [{ text: condition, owner: said(field, 'owner'), due: said(field, 'due') }],
    reviewBy: said(field, 'reviewBy'),
    until: said(field, 'until'),
  };
}

function said(within: HTMLElement, name: string): string {
  const field = within.querySelector<HTMLInputElement | HTMLSelectElement>(`[name="${name}"]`);
  return field?.value.trim() ?? '';
}

function save(text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([`${text}\n`], { type: 'text/yaml' }));
  link.download = 'minutes.yaml';
  link.click();
  URL.revokeObjectURL(link.href);
}
