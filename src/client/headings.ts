import { say } from './words.ts';

/** Each heading with an id gets a link to itself, so that its address can be copied. Without scripts the heading is as it was. */
for (const heading of document.querySelectorAll<HTMLElement>('.playbook :is(h2, h3, h4)[id]')) {
  const link = Object.assign(document.createElement('a'), {
    href: `#${heading.id}`,
    className: 'self-link',
    textContent: '#',
  });
  link.setAttribute(
    'aria-label',
    say('playbook.headingLink', { heading: heading.textContent?.trim() ?? '' }),
  );
  heading.append(' ', link);
}
