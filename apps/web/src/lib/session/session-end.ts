import { OWN } from './own.ts';

/** Takes away all that is kept of a person. Never throws. */
export async function wipeOwn(): Promise<void> {
  for (const area of ['localStorage', 'sessionStorage'] as const) {
    try {
      const storage = window[area];
      for (const key of Object.keys(storage)) if (key.startsWith(OWN)) storage.removeItem(key);
    } catch {
      // Forbidden, and so empty.
    }
  }
  await Promise.allSettled([wipeCaches(), wipeDatabase()]);
}

async function wipeCaches(): Promise<void> {
  if (!('caches' in window)) return;
  const own = (await caches.keys()).filter((name) => name.startsWith(OWN));
  await Promise.all(own.map((name) => caches.delete(name)));
}

/** Gone at once, or as soon as the last page that has it open lets go. */
function wipeDatabase(): Promise<void> {
  return new Promise((resolve) => {
    const asked = indexedDB.deleteDatabase(OWN);
    asked.onsuccess = asked.onerror = asked.onblocked = () => resolve();
  });
}
