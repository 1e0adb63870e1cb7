import { countWords, filterForm } from './filterForm.ts';

const form = document.querySelector<HTMLFormElement>('[data-finding-filters]');
const findings = [...document.querySelectorAll<HTMLElement>('[data-finding]')];

if (form) {
  filterForm(form, {
    said: countWords('finding', findings.length),
    show(choices) {
      for (const finding of findings)
        finding.hidden = !choices.every(({ name, value }) => finding.dataset[name] === value);
      for (const list of document.querySelectorAll<HTMLElement>(
        '[data-finding-group], [data-finding-part]',
      ))
        list.hidden = !list.querySelector('[data-finding]:not([hidden])');
      for (const link of document.querySelectorAll<HTMLElement>('[data-finding-link]'))
        link.hidden = document.getElementById(link.dataset.findingLink ?? '')?.hidden ?? false;
      for (const words of document.querySelectorAll<HTMLElement>('[data-group-count]'))
        words.hidden = choices.length > 0;
      return findings.filter((finding) => !finding.hidden).length;
    },
  });
}
