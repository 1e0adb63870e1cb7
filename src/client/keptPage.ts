/** Says whether this device keeps the page ahead. Where no worker has kept anything there is nothing to say. */
const place = document.querySelector('[data-kept-page]');

async function isKeptAhead(): Promise<boolean | null> {
  if (!('caches' in globalThis) || !(await caches.has('trilens-ahead'))) return null;
  const cache = await caches.open('trilens-ahead');
  return (await cache.match(location.pathname)) !== undefined;
}

const isKept = place ? await isKeptAhead().catch(() => null) : null;
if (place && isKept !== null)
  place.textContent = isKept
    ? 'This device keeps it for reading without a network.'
    : 'This device keeps it only because it was opened: the list of playbooks says what is kept ahead.';

export {};
