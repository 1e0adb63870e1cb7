import { say } from '../words.ts';

/** Says at each place where others act before one goes on, who that is and how many steps they have. */
export function showBridges(
  role: string,
  nameOf: (role: string) => string,
  handOver: (role: string) => void,
): void {
  for (const bridge of document.querySelectorAll('[data-bridge]')) bridge.remove();
  if (role === '') return;
  for (const list of document.querySelectorAll('[data-steps] > ol')) {
    const steps = [...list.querySelectorAll<HTMLElement>(':scope > .one-step')];
    for (const others of turnsOfOthers(steps)) {
      const after = steps.slice(steps.indexOf(others.at(-1)!) + 1);
      const goesOn = after.some((step) => !step.hidden);
      others[0]?.before(bridgeOf(others, goesOn, nameOf, handOver));
    }
  }
}

/** Neighbouring steps that are hidden and of one role. */
function turnsOfOthers(steps: readonly HTMLElement[]): HTMLElement[][] {
  const turns: HTMLElement[][] = [];
  let before: HTMLElement | null = null;
  for (const step of steps) {
    if (step.hidden) {
      if (before?.hidden && before.dataset.role === step.dataset.role) turns.at(-1)?.push(step);
      else turns.push([step]);
    }
    before = step;
  }
  return turns;
}

function bridgeOf(
  others: readonly HTMLElement[],
  goesOn: boolean,
  nameOf: (role: string) => string,
  handOver: (role: string) => void,
): HTMLElement {
  const role = others[0]?.dataset.role ?? '';
  const bridge = document.createElement('li');
  bridge.className = 'bridge';
  bridge.dataset.bridge = role;
  const words = document.createElement('span');
  words.textContent = say('run.bridge', {
    role: nameOf(role),
    count: others.length,
    goesOn: goesOn ? 'yes' : 'no',
  });
  const button = Object.assign(document.createElement('button'), {
    type: 'button',
    textContent: say('run.handOver', { role: nameOf(role) }),
  });
  button.addEventListener('click', () => handOver(role));
  bridge.append(words, button);
  return bridge;
}
