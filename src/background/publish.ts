/** Windows of the store to open views: each gets what it looks at, and again what changed, batched. */
import * as v from 'valibot';
import type { Looks, PatchMessage, Slices } from '../shared/state.ts';
import type { Store } from './store.ts';
import { DEPENDS, type Windows } from './windows.ts';

/** Changes that come closer together than this go out as one patch, ms. */
const BATCH = 100;
/** A view that asks for more rows than this is not one of ours. */
const MOST_ROWS = 10_000;

const row = v.pipe(v.number(), v.integer(), v.minValue(0));
const count = v.pipe(row, v.maxValue(MOST_ROWS));
const text = v.pipe(v.string(), v.maxLength(1024));
const lookMessage = v.object({
	looks: v.object({
		overview: v.optional(v.literal(true)),
		contacts: v.optional(v.object({ query: text, from: row, count })),
		recents: v.optional(v.object({ from: row, count })),
		conversation: v.optional(v.object({ account: text, peer: text, count })),
		sites: v.optional(v.literal(true)),
	}),
});

/** One view that is open. */
export interface OpenView {
	/** A raw message from it. */
	look(message: unknown): void;
	close(): void;
}

/** Serves one view: `post` sends to it. */
export type Publish = (post: (patch: PatchMessage) => void) => OpenView;

/** `failed` hears of what could not be read. */
export function createPublish(store: Store, windows: Windows, failed: (cause: unknown) => void): Publish {
	return (post) => {
		let looks: Looks = {};
		const stale = new Set<keyof Slices>();
		const sent = new Map<keyof Slices, string>();
		let timer: ReturnType<typeof setTimeout> | undefined;
		let open = true;
		let last: Promise<void> = Promise.resolve();

		async function postStale(): Promise<void> {
			clearTimeout(timer);
			timer = undefined;
			const names = [...stale].filter((name) => looks[name] !== undefined);
			stale.clear();
			const slices = await read(windows, looks, names);
			const changed = Object.entries(slices).filter(([name, slice]) => isNew(sent, name as keyof Slices, slice));
			if (open && changed.length > 0) post({ slices: Object.fromEntries(changed) });
		}

		/** One after the other: an older reading never arrives after a newer one. */
		function send(): void {
			last = last.then(postStale).catch(failed);
		}

		const stop = store.onChange((topic) => {
			for (const name of Object.keys(looks) as (keyof Slices)[]) if (DEPENDS[name].includes(topic)) stale.add(name);
			if (stale.size > 0) timer ??= setTimeout(send, BATCH);
		});
		return {
			look(message) {
				const parsed = v.safeParse(lookMessage, message);
				if (!parsed.success) {
					failed(new Error('a view looks at what there is not'));
					return;
				}
				for (const name of changedLooks(looks, parsed.output.looks)) stale.add(name);
				looks = parsed.output.looks;
				send();
			},
			close() {
				open = false;
				stop();
				clearTimeout(timer);
			},
		};
	};
}

function changedLooks(before: Looks, after: Looks): (keyof Slices)[] {
	const names = Object.keys(after) as (keyof Slices)[];
	return names.filter((name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]));
}

async function read(windows: Windows, looks: Looks, names: (keyof Slices)[]): Promise<Partial<Slices>> {
	const one = async <Name extends keyof Slices>(name: Name) => {
		const look = looks[name];
		return look === undefined ? [] : [[name, await windows[name](look)]];
	};
	return Object.fromEntries((await Promise.all(names.map(one))).flat()) as Partial<Slices>;
}

/** A slice that came out the same again is not sent again. */
function isNew(sent: Map<keyof Slices, string>, name: keyof Slices, slice: unknown): boolean {
	const text = JSON.stringify(slice);
	if (sent.get(name) === text) return false;
	sent.set(name, text);
	return true;
}
