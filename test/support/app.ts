/**
 * What an end-to-end test does with the extension and sees of it, beside pressing its buttons: commands as its views
 * send them, and the state as its views get it.
 *
 *     const app = await openApp(alice);                              // a page of the extension that watches the store
 *     await app.signIn(servers, 'alice');                            // both accounts, as the welcome page would
 *     await app.until('both ready', ({ overview }) => …);
 *     await app.ask('call.place', { target: 'sip:bob@example.test' });
 */
import type { Page } from 'puppeteer-core';
import type { CommandName, Input, Reply } from '../../src/shared/commands.ts';
import type { Call, Looks, Message, Slices } from '../../src/shared/state.ts';
import type { Servers } from '../servers/servers.ts';
import type { Person } from './person.ts';
import { until } from './until.ts';

export interface App {
	readonly page: Page;
	ask<Name extends CommandName>(command: Name, input: Input<Name>): Promise<Reply<Name>>;
	/** The code that a command is refused with; fails when it is not refused. */
	refusal<Name extends CommandName>(command: Name, input: Input<Name>): Promise<string>;
	/** Looks at something else from now on; the overview is always there. */
	look(looks: Looks): Promise<void>;
	/** What is in the store now, after all that was asked for: no patch is under way that would change it. */
	see(): Promise<Partial<Slices>>;
	/** Waits until the state, as it is from now on, answers something that is not undefined, null or false, and gives that. */
	until<Found>(what: string, look: (state: Partial<Slices>) => Found | undefined | null | false): Promise<Found>;
	/** Waits for a call in this phase. */
	call(phase: Call['phase']['is']): Promise<Call>;
	/** Signs in to both accounts, or to one, and waits until they are ready; gives their ids. */
	signIn(
		servers: Servers,
		who: string,
		which?: { chat?: boolean; calls?: boolean },
	): Promise<{ chat: string; calls: string }>;
	/** Every site, through the options page by a real click, as a person does it. */
	allowAllSites(): Promise<void>;
	/** The messages with somebody, when they are as asked for. */
	messages(
		account: string,
		peer: string,
		what: string,
		are: (messages: readonly Message[]) => boolean,
	): Promise<readonly Message[]>;
}

/** Opens a page of the extension (its options) that watches the store. To be opened again after a restart. */
export async function openApp(person: Person): Promise<App> {
	const page = await person.openView('options.html');
	await page.evaluate(watchStore);
	const see = () => page.evaluate(() => (globalThis as unknown as Watching).fresh());
	const ask: App['ask'] = async (command, input) => {
		const answer = await send(page, command, input);
		if (!answer.ok) throw new Error(`${command} is refused: ${answer.code} ${answer.detail ?? ''}`);
		return answer.value as never;
	};
	// Read anew each time: what the patches of another port say may be older, and come later.
	const waitFor: App['until'] = (what, look) => until(what, async () => look(await see()) || undefined);
	return {
		page,
		ask,
		see,
		until: waitFor,
		async refusal(command, input) {
			const answer = await send(page, command, input);
			if (answer.ok) throw new Error(`${command} is not refused`);
			return answer.code;
		},
		look: (looks) => page.evaluate((next) => (globalThis as unknown as Watching).look(next), looks as never),
		call: (phase) =>
			waitFor(`a call that is ${phase}`, ({ overview }) => overview?.calls.find((call) => call.phase.is === phase)),
		async signIn(servers, who, { chat = true, calls = true } = {}) {
			const { jid, aor, password } = servers.account(who);
			const xmpp: Input<'account.add'> = { protocol: 'xmpp', address: jid, password, endpoint: '' };
			const sip: Input<'account.add'> = {
				protocol: 'sip',
				address: aor,
				password,
				endpoint: servers.sip.wssUrl,
				authUser: '',
				displayName: '',
				iceServers: [],
			};
			return {
				chat: chat ? await ask('account.add', xmpp) : '',
				calls: calls ? await ask('account.add', sip) : '',
			};
		},
		async allowAllSites() {
			await page.bringToFront();
			await page.locator('button ::-p-text(Allow on all sites)').click();
			await page.waitForFunction(async () => {
				const api = (globalThis as unknown as { browser?: typeof chrome }).browser ?? chrome;
				return (await api.permissions.getAll()).origins?.includes('*://*/*');
			});
		},
		async messages(account, peer, what, are) {
			const looks: Looks = { overview: true, conversation: { account, peer, count: 100 } };
			await page.evaluate((next) => (globalThis as unknown as Watching).look(next), looks as never);
			return await waitFor(what, ({ conversation }) => {
				const messages = conversation?.peer === peer ? conversation.messages : undefined;
				return messages && are(messages) && messages;
			});
		},
	};
}

interface Watching {
	/** What a window of the store shows at first: all of it, as it is now. */
	fresh(): Promise<Partial<Slices>>;
	look(looks: Looks): void;
}

interface PageAnswer {
	readonly ok: boolean;
	readonly value?: unknown;
	readonly code: string;
	readonly detail?: string;
}

function send(page: Page, command: string, input: unknown): Promise<PageAnswer> {
	return page.evaluate(
		async (message) => {
			const { runtime } = (globalThis as unknown as { browser?: typeof chrome }).browser ?? chrome;
			await runtime.sendMessage({ ensure: true });
			return (await runtime.sendMessage(message)) as PageAnswer;
		},
		{ command, input } as never,
	);
}

/** Runs in the page: a window of the store as `ui/window.ts` opens one, and another for each reading. */
async function watchStore(): Promise<void> {
	const { runtime } = (globalThis as unknown as { browser?: typeof chrome }).browser ?? chrome;
	const watching = globalThis as unknown as Watching;
	let looks: Looks = { overview: true };
	let port: chrome.runtime.Port | undefined;
	watching.look = (next) => {
		looks = { overview: true, ...next };
	};
	// The first answer of a window is made at once, later ones are batched.
	watching.fresh = async () => {
		await runtime.sendMessage({ ensure: true });
		const other = runtime.connect({ name: 'window' });
		return await new Promise((resolve, reject) => {
			other.onDisconnect.addListener(() => reject(new Error('the session document is gone')));
			other.onMessage.addListener((patch: { slices: Partial<Slices> }) => {
				other.disconnect();
				resolve(patch.slices);
			});
			other.postMessage({ looks });
		});
	};
	const connect = async () => {
		await runtime.sendMessage({ ensure: true });
		port = runtime.connect({ name: 'window' });
		port.onDisconnect.addListener(() => {
			port = undefined;
			void connect();
		});
		port.postMessage({ looks });
	};
	await connect();
}
