/** Photographs of runs stay on this device, in its database; only their names are in a record. */
const STORE = 'photos';

function open(): Promise<IDBDatabase> {
  return new Promise((done, failed) => {
    const request = indexedDB.open('trilens', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

async function inStore<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((done, failed) => {
      const request = act(database.transaction(STORE, mode).objectStore(STORE));
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
  } finally {
    database.close();
  }
}

/** Rejects where the device does not keep it. */
export async function keepPhoto(name: string, photo: Blob): Promise<void> {
  await inStore('readwrite', (store) => store.put(photo, name));
}

export async function photoOf(name: string): Promise<Blob | null> {
  const found = await inStore<unknown>('readonly', (store) => store.get(name)).catch(() => null);
  return found instanceof Blob ? found : null;
}

export async function removePhoto(name: string): Promise<void> {
  await inStore('readwrite', (store) => store.delete(name)).catch(() => undefined);
}
