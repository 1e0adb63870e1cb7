/** Says whether this device keeps the page ahead. Where no worker has kept anything there is nothing to say. */
const place = document.querySelector('[data-kept-page]');

async function isKeptAhead(): Promise<boolean | null> {
  if (!('caches' in globalThis) || !(await caches.has('trilens-ahead'))) return null;
  const cache = await caches.open('trilens-ahead');
  return (await cache.match(location.pathname)) !== undefined;
}

const says = (isKept: boolean) =>
  isKept
    ? 'This device keeps it for reading without a network.'
    : 'This device keeps it only because it was opened: the list of playbooks says what is kept ahead.';

// No await at the top: a portable portal has these as classic scripts, which know none.
if (place)
  void isKeptAhead()
    .catch(() => null)
    .then((isKept) => {
      if (isKept !== null) place.textContent = says(isKept);
    });

export {};
