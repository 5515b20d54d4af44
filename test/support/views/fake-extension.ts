/**
 * The extension's API as far as views use it, in a plain page: answers from the state in `globalThis.scene`, and keeps
 * every command in `globalThis.asked`. For pictures and checks of the views; nothing of the product is faked in end-to-end tests.
 */
import type { CommandMessage } from '../../../src/shared/commands.ts';
import type { LookMessage, Looks, Page, PatchMessage, Slices } from '../../../src/shared/state.ts';

export interface Scene {
	readonly slices: Partial<Slices>;
	/** Answers by command; what is missing is answered with null. */
	readonly answers?: Readonly<Record<string, unknown>>;
	readonly messages: Readonly<Record<string, { readonly message: string }>>;
	readonly origins?: readonly string[];
	/** The page in front: its address, and what a look into each frame gives. */
	readonly page?: { readonly url?: string; readonly frames: readonly unknown[] };
	/** What the clock says, ms since 1970. */
	readonly now: number;
}

const world = globalThis as unknown as FakeWorld & { chrome: unknown };
const senders: (() => void)[] = [];

/** What the fake leaves in the page for a test to play with. */
export interface FakeWorld {
	scene: Scene;
	asked: CommandMessage[];
	/** The state has changed: each view gets again what it looks at. */
	change(slices: Partial<Slices>): void;
}

function installFakeExtension(): void {
	world.asked = [];
	world.change = (slices) => {
		world.scene = { ...world.scene, slices: { ...world.scene.slices, ...slices } };
		for (const send of senders) send();
	};
	const clock = Date.now;
	const started = clock();
	Date.now = () => world.scene.now + clock() - started;
	const event = { addListener() {}, removeListener() {} };
	world.chrome = {
		i18n: { getMessage },
		runtime: { sendMessage, connect, openOptionsPage: async () => {}, getURL: (path: string) => path },
		tabs: {
			getCurrent: async () => ({ id: 1 }),
			remove: async () => {},
			query: async () => (world.scene.page ? [{ id: 3, url: world.scene.page.url }] : []),
		},
		scripting: { executeScript: async () => world.scene.page?.frames.map((result) => ({ result })) ?? [] },
		permissions: {
			getAll: async () => ({ origins: world.scene.origins ?? [], permissions: [] }),
			contains: async () => (world.scene.origins ?? []).length > 0,
			request: async () => true,
			remove: async () => true,
			onAdded: event,
			onRemoved: event,
		},
	};
}

/** Throws for a key that is not there, where a browser would silently answer ''. */
function getMessage(key: string, substitutions: string[] = []): string {
	const found = world.scene.messages[key];
	if (!found) throw new Error(`no message ${key}`);
	return found.message.replace(/\$(\d)/g, (_, index) => substitutions[Number(index) - 1] ?? '');
}

async function sendMessage(message: CommandMessage | { readonly ensure: true }): Promise<unknown> {
	if ('ensure' in message) return undefined;
	world.asked.push(message);
	const answer = world.scene.answers?.[message.command] ?? { ok: true, value: null };
	return answer === 'never' ? new Promise(() => {}) : answer;
}

function connect(): unknown {
	const listeners: ((message: PatchMessage) => void)[] = [];
	let looks: Looks = {};
	const send = () => {
		const slices = patch(looks);
		for (const listener of listeners) listener({ slices });
	};
	senders.push(send);
	return {
		onMessage: { addListener: (listener: (message: PatchMessage) => void) => listeners.push(listener) },
		onDisconnect: { addListener() {} },
		postMessage(message: LookMessage) {
			looks = message.looks;
			if (Object.keys(world.scene.slices).length > 0) queueMicrotask(send);
		},
	};
}

function patch(looks: Looks): Partial<Slices> {
	const { overview, contacts, recents, conversation, sites } = world.scene.slices;
	return {
		...(looks.overview && overview ? { overview } : {}),
		...(looks.contacts && contacts ? { contacts: pageOf(contacts, looks.contacts) } : {}),
		...(looks.sites && sites ? { sites } : {}),
		...(looks.recents && recents ? { recents: pageOf(recents, looks.recents) } : {}),
		...(looks.conversation && conversation
			? { conversation: { ...conversation, messages: conversation.messages.slice(-looks.conversation.count) } }
			: {}),
	};
}

/** The part of a list that is looked at, matching the query if there is one. */
function pageOf<Row>(
	all: Page<Row>,
	look: { readonly from: number; readonly count: number; readonly query?: string },
): Page<Row> {
	const words = (look.query ?? '').toLowerCase().split(/\s+/);
	const rows = all.rows.filter((row) => words.every((word) => JSON.stringify(row).toLowerCase().includes(word)));
	return { from: look.from, total: rows.length, rows: rows.slice(look.from, look.from + look.count) };
}

installFakeExtension();
