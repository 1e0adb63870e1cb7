import { isOver, type Shifts, spanEnd } from '#model/run/expiry.ts';
import { clockOf, localTime } from '#model/run/localTime.ts';
import { changedSince, endRun, isTicked, RESETS } from '#model/run/run.ts';
import { makeTickable } from './checklist.ts';
import { watchAcknowledgement } from './run/acknowledge.ts';
import { watchCard } from './run/card.ts';
import { showBridges } from './run/bridges.ts';
import { lacking, showEntries, watchEntries } from './run/entries.ts';
import { download, postWaiting, showRecords } from './run/records.ts';
import { isShown, pageSteps, type PageStep } from './run/steps.ts';
import { runStore } from './run/store.ts';
import { stored } from './stored.ts';
import { say } from './words.ts';

makeTickable();

const bar = document.querySelector<HTMLElement>('[data-playbook-bar]');
const steps = pageSteps();
const roles = [...(bar?.querySelectorAll<HTMLInputElement>('input[name="role"]') ?? [])];
const site = bar?.querySelector<HTMLSelectElement>('[data-run-site]') ?? null;
const order = bar?.querySelector<HTMLInputElement>('[data-run-order]') ?? null;
const { playbook = '', revision = '', asks, post } = bar?.dataset ?? {};
const reset = RESETS.find((one) => one === bar?.dataset.resetEvery) ?? 'never';

const store = runStore(location.pathname, () => ({
  playbook,
  revision,
  site: site?.value ?? bar?.dataset.site ?? '',
  order: order?.value.trim() ?? '',
}));
/** What became of the last run, until something else happens. */
let notice = '';

for (const step of steps) step.box.addEventListener('change', () => tick(step));
watchEntries(store, () => {
  notice = '';
  untickLacking();
  show();
});

/** A step whose value was taken out again is open again. */
function untickLacking(): void {
  const run = store.run();
  const open = steps.filter(
    (step) => isTicked(run, step) && !step.isEntry && lacking(step.place, store).length > 0,
  );
  if (open.length > 0)
    store.change(({ ticks }) => {
      for (const { key } of open) delete ticks[key];
    });
}

function tick(step: PageStep): void {
  // The shift may have ended since the page was looked at last.
  const isWanted = step.box.checked;
  const hasEnded = expire();
  step.box.checked = isWanted;
  const refused = step.box.checked ? whyNot(step) : null;
  if (refused !== null) {
    step.box.checked = false;
    note(step, refused);
    return;
  }
  if (!hasEnded) notice = '';
  store.change((run) => {
    if (step.box.checked)
      run.ticks[step.key] = {
        at: localTime(new Date()),
        mark: step.mark,
        role: role() || step.role,
      };
    else delete run.ticks[step.key];
  });
  show();
}

/** Why a step cannot be ticked yet, or null. */
function whyNot(step: PageStep): string | null {
  if (reset !== 'never' && site?.value === '') {
    site.focus();
    return say('run.choosePlant');
  }
  if (asks !== undefined && (store.run()?.order ?? order?.value.trim() ?? '') === '') {
    order?.focus();
    return say('run.enterFirst', { what: asks });
  }
  const names = step.isEntry ? [] : lacking(step.place, store);
  return names.length === 0 ? null : say('run.enterFirst', { what: names.join(', ') });
}

for (const choice of roles) choice.addEventListener('change', () => chooseRole(choice.value));

function chooseRole(wanted: string): void {
  for (const choice of roles) choice.checked = choice.value === wanted;
  stored.set('trilens-role', wanted);
  const url = new URL(location.href);
  if (wanted) url.searchParams.set('role', wanted);
  else url.searchParams.delete('role');
  history.replaceState(null, '', url);
  show();
}

function handOver(to: string): void {
  const from = role();
  store.change((run) => run.handovers.push({ at: localTime(new Date()), from, to }));
  chooseRole(to);
  steps.find((step) => isShown(step) && !step.box.checked)?.box.focus();
}

function role(): string {
  return roles.find((choice) => choice.checked)?.value ?? '';
}

const roleName = (of: string) =>
  roles.find((choice) => choice.value === of)?.dataset.name ||
  (of === '' ? say('run.everybody') : of.replaceAll('-', ' '));

site?.addEventListener('change', () => {
  stored.set('trilens-site', site.value);
  if (store.run()) store.change((run) => (run.site = site.value));
  show();
});
order?.addEventListener('change', () => {
  if (store.run()) store.change((run) => (run.order = order.value.trim()));
  show();
});
on('[data-run-begin]', () => {
  if (asks !== undefined && order?.value.trim() === '') {
    notice = say('run.enterFirst', { what: asks });
    order.focus();
  } else {
    notice = '';
    store.change(() => undefined);
  }
  show();
});
on('[data-reset]', () => {
  end('abandoned');
  show();
});
on('[data-finish]', () => {
  const open = steps.filter((step) => isShown(step) && !step.box.checked);
  const ask = bar?.querySelector<HTMLElement>('[data-run-end]');
  if (open.length > 0 && ask?.hidden) {
    ask.hidden = false;
    const words = ask.querySelector('p');
    if (words)
      words.textContent = say('run.stillOpen', {
        steps: open.map(({ title }) => title).join('; '),
      });
    return;
  }
  finish();
});
on('[data-finish-open]', finish);
on('[data-go-on]', () => hideQuestion());
on('[data-download-all]', () => void download(store.records()));
watchCard(bar);
watchAcknowledgement(
  store,
  () => ({
    playbook,
    revision,
    site: site?.value ?? bar?.dataset.site ?? '',
    isPlantOpen: site?.value === '',
  }),
  () => {
    showRecords(store);
    void send();
  },
);

function finish(): void {
  const isBegun = store.run() !== null;
  end(null);
  notice = isBegun ? say(store.isKept() ? 'run.finished' : 'run.notKept') : say('run.nothing');
  show();
  void send();
}

/** The run at hand becomes a record, and the next one begins with the next tick. A run in which nothing was done leaves none. */
function end(outcome: 'expired' | 'abandoned' | null): void {
  hideQuestion();
  const run = store.run();
  const about = steps.filter((step) => isShown(step) || isTicked(run, step));
  const isEmpty = Object.keys({ ...run?.ticks, ...run?.entries }).length === 0;
  if (run && !(isEmpty && outcome !== null))
    store.keep([...store.records(), endRun(run, about, { at: localTime(new Date()), outcome })]);
  store.clear();
  if (order) order.value = '';
}

function hideQuestion(): void {
  const ask = bar?.querySelector<HTMLElement>('[data-run-end]');
  if (ask) ask.hidden = true;
}

async function send(): Promise<void> {
  if (post === undefined) return;
  const waiting = await postWaiting(store, post);
  const said = bar?.querySelector('[data-sent]');
  if (said)
    said.textContent = waiting === 0 ? say('run.allSent') : say('run.waiting', { count: waiting });
  showRecords(store);
}

/** Ticks end with their shift or day; what was done until then is kept as a record. True where that is now. */
function expire(): boolean {
  const run = store.run();
  if (!run || !isOver(run.started, localTime(new Date()), reset, shifts())) return false;
  end('expired');
  notice = say('run.expired', { span: reset });
  return true;
}

function shifts(): Shifts {
  const own = site?.selectedOptions[0]?.dataset ?? bar?.dataset ?? {};
  return { dayStartsAt: own.dayStartsAt ?? '00:00', perDay: Number(own.shifts) || 1 };
}

function show(): void {
  const run = store.run();
  const chosen = role();
  for (const place of document.querySelectorAll<HTMLElement>('.one-step, .checklist'))
    place.hidden =
      chosen !== '' && (place.dataset.role ?? '') !== '' && place.dataset.role !== chosen;
  for (const step of steps) {
    step.box.checked = isTicked(run, step);
    const changed = changedSince(run, step);
    const at = run?.ticks[step.key]?.at;
    note(
      step,
      changed
        ? say('run.changed', { time: clock(changed.at) })
        : at
          ? say('run.ticked', { time: clock(at) })
          : '',
    );
  }
  showEntries(store);
  for (const name of document.querySelectorAll('[data-role-name]'))
    name.textContent = chosen === '' ? say('playbook.everyRole') : roleName(chosen);
  showBridges(chosen, roleName, handOver);
  progress();
  showState();
  showRecords(store);
}

const clock = (at: string) => clockOf(at, localTime(new Date()));

/** A line of its own at a step: when it was ticked, or why it cannot be. */
function note({ box }: PageStep, words: string): void {
  const label = box.closest('label');
  const there = label?.querySelector('.ticked');
  if (there) there.textContent = words;
  else if (words !== '')
    label?.append(
      Object.assign(document.createElement('span'), { className: 'ticked', textContent: words }),
    );
}

function showState(): void {
  const place = bar?.querySelector('[data-run-state]');
  if (!place) return;
  const run = store.run();
  const begin = bar?.querySelector<HTMLElement>('[data-run-begin]');
  if (begin) begin.hidden = run !== null;
  if (run && order && document.activeElement !== order) order.value = run.order;
  const ends = run && spanEnd(run.started, reset, shifts());
  place.textContent = [
    notice,
    run ? startedWords(clock(run.started), ends) : '',
    run ? (store.isKept() ? say('run.saved') : say('run.notKept')) : '',
    navigator.onLine ? '' : say('run.noNetwork'),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

const startedWords = (time: string, end: string | null) =>
  end === null ? say('run.started', { time }) : say('run.startedEnds', { time, end });

function progress(): void {
  for (const section of document.querySelectorAll<HTMLElement>('[data-steps]')) {
    const own = steps.filter((step) => section.contains(step.box) && !step.isEntry);
    const shown = own.filter(isShown);
    const text = section.querySelector('[data-progress]');
    if (text)
      text.textContent =
        shown.length === 0
          ? say('run.noStep')
          : say('run.progress', { done: done(shown), all: shown.length });
    const time = section.querySelector<HTMLElement>('.time');
    if (time) time.hidden = shown.length < own.length;
  }
  const shown = steps.filter((step) => isShown(step) && !step.isEntry);
  const whole = bar?.querySelector('[data-whole]');
  if (whole) whole.textContent = say('run.doneOf', { done: done(shown), all: shown.length });
  const meter = bar?.querySelector('progress');
  if (meter) {
    meter.max = Math.max(1, shown.length);
    meter.value = done(shown);
  }
}

const done = (some: readonly PageStep[]) => some.filter(({ box }) => box.checked).length;

function on(selector: string, act: () => void): void {
  bar?.querySelector(selector)?.addEventListener('click', act);
}

/** The role in the address, else the one that this device had last; of another playbook it may be nobody's. */
function begin(): void {
  if (bar) bar.hidden = false;
  const asked = new URL(location.href).searchParams.get('role') ?? stored.get('trilens-role') ?? '';
  const chosen = roles.find((choice) => choice.value === asked);
  if (chosen) chosen.checked = true;
  const place = stored.get('trilens-site');
  if (site && place !== null && [...site.options].some(({ value }) => value === place))
    site.value = place;
  const passed = () => {
    expire();
    show();
  };
  passed();
  void send();
  setInterval(passed, 60_000);
  for (const event of ['online', 'offline'])
    addEventListener(event, () => {
      show();
      if (navigator.onLine) void send();
    });
  document.addEventListener('visibilitychange', () => document.hidden || passed());
}

begin();
