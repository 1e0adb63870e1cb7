/** What the service worker says of the playbooks that this device keeps. */
interface Held {
  role: string;
  place: string;
  /** False where something could not be fetched. */
  isWhole: boolean;
  bytes: number;
  most: number;
  /** Titles of those that are chosen and do not fit. */
  left: string[];
  all: number;
  chosen: number;
  kept: number;
}

const box = document.querySelector<HTMLDetailsElement>('[data-kept-here]');
const form = box?.querySelector('form');
const selects = [...(form?.querySelectorAll('select') ?? [])];
const button = form?.querySelector('button');

/** Asks the worker, which fetches what is missing first; with a choice it keeps playbooks by it from then on. */
async function ask(choose?: Record<string, string>): Promise<Held> {
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  return new Promise((answered) => {
    port1.onmessage = ({ data }: MessageEvent<Held>) => answered(data);
    active?.postMessage({ choose }, [port2]);
  });
}

function show(held: Held): void {
  for (const select of selects) select.value = held[select.name === 'role' ? 'role' : 'place'];
  const chosen = selects.flatMap(({ value, selectedOptions: [option] }) =>
    value && option ? [option.text.trim()] : [],
  );
  say(
    '[data-kept-says]',
    [
      `This device keeps ${amount(held)}${chosen.length > 0 ? ` for ${chosen.join(', ')}` : ''}: ${megabytes(held.bytes)} in all, with pictures and search.`,
      held.isWhole
        ? ''
        : 'Not everything could be fetched. What was kept stays, and the rest is fetched once there is a network.',
    ].join(' '),
  );
  const left =
    held.left.length === 0
      ? ''
      : `More than ${megabytes(held.most)} are not kept ahead, so these are kept only once they are opened: ${held.left.join('; ')}.`;
  say('[data-kept-left]', left);
}

function amount({ kept, chosen, left, all }: Held): string {
  const wanted = chosen + left.length;
  if (kept < wanted) return `${kept} of the ${count(wanted)} that it should`;
  return kept === all ? `all ${count(all)}` : `${kept} of ${count(all)}`;
}

const count = (number: number) => `${number} ${number === 1 ? 'playbook' : 'playbooks'}`;
const megabytes = (bytes: number) =>
  `${(bytes / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} MB`;

function say(selector: string, words: string): void {
  const place = box?.querySelector<HTMLElement>(selector);
  if (!place) return;
  place.textContent = words;
  place.hidden = words === '';
}

async function begin(): Promise<void> {
  // Without HTTPS a browser has no workers, and until one is ready nothing is kept.
  if (!box || !form || !button || !('serviceWorker' in navigator)) return;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    say('[data-kept-says]', 'What is missing is being fetched …');
    // A browser that is short of room drops what it was not asked to keep.
    void navigator.storage?.persist?.();
    void ask(Object.fromEntries(selects.map(({ name, value }) => [name, value]))).then(show);
  });
  show(await ask());
  button.disabled = false;
  form.hidden = selects.length === 0;
  box.hidden = false;
}

void begin();
