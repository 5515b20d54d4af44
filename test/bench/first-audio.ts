/**
 * From a click on a page to the first packet of sound at the other side, which answers as soon as it rings; and the same
 * with plain JsSIP on both sides. How long it rings is the person's, and is not counted.
 */
import type { Page } from 'puppeteer-core';
import { openApp } from '../support/app.ts';
import { type Person, startPerson } from '../support/person.ts';
import { until } from '../support/until.ts';
import { type Context, NAMES } from './context.ts';
import { clickLink } from './link.ts';
import { plainJsSip } from './plain-jssip.ts';
import { median, ms, type Row } from './row.ts';
import { isAnswerTo, isRequestOf } from './sip-text.ts';

const SAMPLES = 5;
/** Opus as browsers send it: a packet each 20 ms (RFC 7587 §4.2). */
const PACKET = 20;

/** One call: how to begin it, and what each side can be asked. Times in ms since 1970. */
interface Pair {
	/** Addresses-of-record. */
	readonly caller: string;
	readonly callee: string;
	click(): Promise<number>;
	answeredAt(): Promise<number>;
	callerStats(): Promise<readonly object[]>;
	calleeStats(): Promise<readonly object[]>;
	/** Ends the call; resolves when both sides are idle. */
	end(): Promise<void>;
}

/** The parts of one call, in ms, one after the other. */
interface Parts {
	readonly invite: number;
	readonly rings: number;
	readonly answer: number;
	readonly sound: number;
	/** From the answer to the first packet at the caller: not a part of the whole. */
	readonly back: number;
}

export async function firstAudio(context: Context): Promise<Row[]> {
	const { servers } = context;
	const alice = await startPerson({ kind: 'chromium', name: 'bench-caller', servers, tone: 440 });
	const bob = await startPerson({ kind: 'chromium', name: 'bench-callee', servers, tone: 880 });
	try {
		const ours = await measured(context, await ourPair(context, alice, bob));
		const plain = await measured(context, await plainPair(context, alice, bob));
		return [row(ours, plain)];
	} finally {
		await alice.close();
		await bob.close();
	}
}

function row(ours: readonly Parts[], plain: readonly Parts[]): Row {
	const [own, other] = [median(ours.map(whole)), median(plain.map(whole))];
	const part = (name: keyof Parts) => ms(median(ours.map((parts) => parts[name])));
	return {
		what: 'click → first audio packet at the other side',
		browser: NAMES.chromium,
		ratio: { value: own / other, of: 'plain JsSIP on both sides' },
		absolute: { value: own, unit: 'ms' },
		note:
			`JsSIP ${ms(other)}; click→INVITE ${part('invite')}, INVITE→rings ${part('rings')}, answer command→200 ` +
			`${part('answer')}, 200→sound there ${part('sound')}, 200→sound here ${part('back')}; medians of ${SAMPLES}`,
	};
}

function whole({ invite, rings, answer, sound }: Parts): number {
	return invite + rings + answer + sound;
}

async function measured(context: Context, pair: Pair): Promise<Parts[]> {
	const all: Parts[] = [];
	for (let sample = 0; sample < SAMPLES; sample++) {
		all.push(await call(context, pair));
		await pair.end();
	}
	return all;
}

async function call({ calls }: Context, pair: Pair): Promise<Parts> {
	const clickedAt = await pair.click();
	const find = (what: string, isIt: (text: string) => boolean) =>
		until(what, () => calls.find(clickedAt, ({ by, text }) => by === 'client' && isIt(text))?.at);
	const inviteAt = await find('the INVITE', (text) => isRequestOf(text, 'INVITE', pair.caller));
	const ringsAt = await find('180', (text) => isAnswerTo(text, 180, 'INVITE'));
	const answerAt = await find('200', (text) => isAnswerTo(text, 200, 'INVITE'));
	const answeredAt = await pair.answeredAt();
	const there = await firstPacket(pair.calleeStats);
	const here = await firstPacket(pair.callerStats);
	return {
		invite: inviteAt - clickedAt,
		rings: ringsAt - inviteAt,
		answer: answerAt - answeredAt,
		sound: there - answerAt,
		back: here - answerAt,
	};
}

interface Inbound {
	readonly type: string;
	readonly packetsReceived?: number;
	/** In ms since 1970. */
	readonly lastPacketReceivedTimestamp?: number;
}

/** When the first packet came: reports are some packets late, but they tell how many and when the last one came. */
async function firstPacket(stats: () => Promise<readonly object[]>): Promise<number> {
	const { packets, last } = await until('a packet', async () => {
		const entry = ((await stats()) as readonly Inbound[]).find(({ type }) => type === 'inbound-rtp');
		const { packetsReceived: packets = 0, lastPacketReceivedTimestamp: last = 0 } = entry ?? {};
		return packets > 0 && { packets, last };
	});
	return last - (packets - 1) * PACKET;
}

async function ourPair({ servers, calls }: Context, alice: Person, bob: Person): Promise<Pair> {
	const [from, to] = [servers.account('alice'), servers.account('bob')];
	const [caller, callee] = [await openApp(alice), await openApp(bob)];
	for (const [app, { aor, password }] of [[caller, from] as const, [callee, to] as const]) {
		const more = { endpoint: calls.url, authUser: '', displayName: '', iceServers: [] };
		await app.ask('account.add', { protocol: 'sip', address: aor, password, ...more });
	}
	await caller.ask('settings.change', { country: 'DE' }); // as the number is: one click calls it
	await caller.allowAllSites();
	await callee.page.evaluate(answerAtOnce);
	return {
		caller: from.aor,
		callee: to.aor,
		click: () => clickLink(alice, servers, `tel:${to.number}`),
		answeredAt: () => callee.page.evaluate(() => (globalThis as unknown as { answeredAt: number }).answeredAt),
		callerStats: async () => await statsOf(await alice.session(), (await caller.call('live')).id),
		calleeStats: async () => await statsOf(await bob.session(), (await callee.call('live')).id),
		async end() {
			await caller.ask('call.hangUp', { call: (await caller.call('live')).id });
			for (const app of [caller, callee])
				await app.until('no call', ({ overview }) => overview?.calls.every((row) => row.phase.is === 'ended'));
		},
	};
}

/** Runs in a page of the extension: answers every call as a view does, and notes when. */
async function answerAtOnce(): Promise<void> {
	const answered = new Set<string>();
	const port = chrome.runtime.connect({ name: 'window' });
	port.onMessage.addListener(
		({ slices }: { slices: { overview?: { calls: { id: string; phase: { is: string } }[] } } }) => {
			for (const { id, phase } of slices.overview?.calls ?? []) {
				if (phase.is !== 'ringing' || answered.has(id)) continue;
				answered.add(id);
				(globalThis as unknown as { answeredAt: number }).answeredAt = Date.now();
				void chrome.runtime.sendMessage({ command: 'call.answer', input: { call: id } });
			}
		},
	);
	port.postMessage({ looks: { overview: true } });
}

async function statsOf(session: Page, call: string): Promise<readonly object[]> {
	return await session.evaluate(async (id) => {
		const { sessions } = globalThis as unknown as {
			sessions: Promise<{ stats(call: string): Promise<RTCStatsReport> }>;
		};
		return [...(await (await sessions).stats(id)).values()] as object[];
	}, call);
}

async function plainPair({ servers, calls }: Context, alice: Person, bob: Person): Promise<Pair> {
	const dave = servers.accounts.get('dave') ?? (await servers.addAccount('dave'));
	const carol = servers.account('carol');
	const caller = await plainJsSip(await alice.openView('options.html'), calls.url, carol);
	const callee = await plainJsSip(await bob.openView('options.html'), calls.url, dave);
	await caller.prepare(dave.aor, []);
	return {
		caller: carol.aor,
		callee: dave.aor,
		click: caller.click,
		answeredAt: callee.answeredAt,
		callerStats: caller.stats,
		calleeStats: callee.stats,
		async end() {
			await caller.hangUp();
			await until('both idle', async () => (await caller.isIdle()) && (await callee.isIdle()));
		},
	};
}
