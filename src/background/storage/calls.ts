import type { Recent } from '../../shared/state.ts';
import type { Database } from './database.ts';

export async function addCall(db: Database, call: Recent): Promise<void> {
	await db.put('calls', call);
}

/** Past calls, newest first: `count` of them after the first `from`, and how many there are. */
export async function recentCalls(
	db: Database,
	from: number,
	count: number,
): Promise<{ total: number; rows: Recent[] }> {
	const { store } = db.transaction('calls');
	const total = await store.count();
	const rows: Recent[] = [];
	let cursor = await store.index('time').openCursor(null, 'prev');
	if (from > 0) cursor = (await cursor?.advance(from)) ?? null;
	for (; cursor && rows.length < count; cursor = await cursor.continue()) rows.push(cursor.value);
	return { total, rows };
}

/** How many missed calls were not looked at. */
export async function countMissed(db: Database): Promise<number> {
	const calls = await db.getAll('calls');
	return calls.filter((call) => call.missed).length;
}

export async function clearMissed(db: Database): Promise<void> {
	const tx = db.transaction('calls', 'readwrite');
	for (const call of await tx.store.getAll()) {
		if (call.missed) void tx.store.put({ ...call, missed: false });
	}
	await tx.done;
}
