import { isMeantFor } from '#model/playbook/meant.ts';
import { filterForm } from './filterForm.ts';
import { say } from './words.ts';

const form = document.querySelector<HTMLFormElement>('[data-playbook-filters]');
const cards = [...document.querySelectorAll<HTMLElement>('.playbook-card')];

if (form) {
  filterForm(form, {
    said: (left) =>
      left === null
        ? say('library.count', { count: cards.length })
        : say('library.countOf', { left, count: cards.length }),
    show(choices) {
      for (const card of cards) {
        card.hidden = !choices.every(({ name, value }) => {
          const own = (card.dataset[name] ?? '').split(name === 'tag' ? '|' : ' ');
          return name === 'place'
            ? isMeantFor({ roles: [], places: own.filter(Boolean) }, '', value)
            : own.includes(value);
        });
      }
      return cards.filter((card) => !card.hidden).length;
    },
  });
}
