import { stored } from './stored.ts';

/** Of what differs from plant to plant, what holds at the one that this device has chosen; all of it where none is chosen. */
const vars = [...document.querySelectorAll<HTMLElement>('[data-var]')];
const select = document.querySelector<HTMLSelectElement>('[data-run-site]');

function show(): void {
  const chosen = select?.value ?? stored.get('trilens-site') ?? '';
  for (const one of vars) {
    const values = [...one.querySelectorAll<HTMLElement>('[data-site]')];
    const own = values.find(({ dataset }) => dataset.site === chosen);
    const kept = chosen === '' ? null : (own ?? values.find(({ dataset }) => dataset.site === ''));
    for (const value of values) value.hidden = kept ? value !== kept : false;
    for (const sign of one.querySelectorAll<HTMLElement>('[data-between]'))
      sign.hidden = Boolean(kept);
  }
}

select?.addEventListener('change', show);
// The plant that is remembered is put into its field by another script of the page.
addEventListener('DOMContentLoaded', show);
show();
