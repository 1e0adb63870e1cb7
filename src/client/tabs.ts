/** Texts of which one is shown: arrow keys move between the tabs, and tabs of one title are chosen together on a page. */
const sets = [...document.querySelectorAll<HTMLElement>('[data-tabs]')];

for (const [at, set] of sets.entries()) {
  const tabs = tabsOf(set);
  const panels = panelsOf(set);
  for (const [index, tab] of tabs.entries()) {
    const panel = panels[index];
    if (!panel) continue;
    tab.id = `tab-${at}-${index}`;
    panel.id = `panel-${at}-${index}`;
    tab.setAttribute('aria-controls', panel.id);
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', tab.id);
    panel.tabIndex = 0;
    tab.addEventListener('click', () => {
      for (const other of sets) choose(other, tab.dataset.tab ?? '');
    });
  }
  set.querySelector<HTMLElement>('[role=tablist]')?.removeAttribute('hidden');
  set.addEventListener('keydown', (event) => move(event, tabs));
  choose(set, tabs[0]?.dataset.tab ?? '');
}

/** Shows the text of that title, where the set has one. */
function choose(set: HTMLElement, title: string): void {
  const tabs = tabsOf(set);
  const chosen = tabs.findIndex((tab) => tab.dataset.tab === title);
  if (chosen === -1) return;
  for (const [index, tab] of tabs.entries()) {
    tab.setAttribute('aria-selected', String(index === chosen));
    tab.tabIndex = index === chosen ? 0 : -1;
  }
  for (const [index, panel] of panelsOf(set).entries()) panel.hidden = index !== chosen;
}

/** Arrow keys as in the pattern for tabs (https://www.w3.org/WAI/ARIA/apg/patterns/tabs/). */
function move(event: KeyboardEvent, tabs: readonly HTMLElement[]): void {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const from = tabs.indexOf(event.target as HTMLElement);
  if (step === undefined || from === -1) return;
  const next = tabs[(from + step + tabs.length) % tabs.length];
  next?.click();
  next?.focus();
}

function tabsOf(set: HTMLElement): HTMLElement[] {
  return [...set.querySelectorAll<HTMLElement>(':scope > [role=tablist] > [role=tab]')];
}

function panelsOf(set: HTMLElement): HTMLElement[] {
  return [...set.querySelectorAll<HTMLElement>(':scope > [data-panel]')];
}

export {};
