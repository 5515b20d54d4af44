/** All that the extension keeps in the browser, as one text to search. */
import type { Page } from 'puppeteer-core';

/**
 * The rows and keys of every IndexedDB database, the web storage and the extension storage, as JSON. Bytes are given three
 * times: as latin1, hexadecimal and Base64.
 * @param page of the extension: it shares all of it with the session document
 */
export async function everythingStored(page: Page): Promise<string> {
	return await page.evaluate(async () => {
		const done = <Value>(request: IDBRequest<Value>) =>
			new Promise<Value>((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error);
			});
		const plain = (_: string, value: unknown) => {
			if (!(value instanceof ArrayBuffer || ArrayBuffer.isView(value))) return value;
			const bytes = ArrayBuffer.isView(value)
				? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
				: new Uint8Array(value);
			const latin1 = String.fromCharCode(...bytes);
			const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
			return { latin1, hex, base64: btoa(latin1) };
		};
		const { storage } = (globalThis as unknown as { browser?: typeof chrome }).browser ?? chrome;
		const kept: Record<string, unknown> = {
			web: [{ ...localStorage }, { ...sessionStorage }],
			extension: [await storage.local.get(), await storage.session.get(), await storage.sync.get()],
		};
		for (const { name = '' } of await indexedDB.databases()) {
			const db = await done(indexedDB.open(name));
			for (const store of db.objectStoreNames) {
				const rows = db.transaction(store).objectStore(store);
				kept[`${name}/${store}`] = await Promise.all([done(rows.getAllKeys()), done(rows.getAll())]);
			}
			db.close();
		}
		return JSON.stringify(kept, plain);
	});
}
