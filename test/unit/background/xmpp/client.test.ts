import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startXmppSession } from '../../../../src/background/xmpp/client.ts';
import { PATIENCE, SILENCE } from '../../../../src/background/xmpp/link-watch.ts';
import { RESUMED_PATIENCE } from '../../../../src/background/xmpp/running-stream.ts';
import type {
	IncomingMessage,
	OutgoingMessage,
	StreamState,
	XmppCredential,
	XmppMemory,
	XmppSession,
} from '../../../../src/background/xmpp/session.ts';
import type { Connection } from '../../../../src/shared/state.ts';
import { listener, ROMEO, type Told } from './attached.ts';
import { FakeServer } from './fake-server.ts';

const MESSAGE = '<message xmlns="jabber:client" from="juliet@capulet.lit/x" id="m1"><body>hi</body></message>';

let server: FakeServer;
let told: Told;
let session: XmppSession;

beforeEach(() => {
	vi.useFakeTimers();
	vi.spyOn(Math, 'random').mockReturnValue(1); // the longest waits
	server = new FakeServer().install();
	vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
});
afterEach(async () => {
	const closing = session.close();
	await vi.runAllTimersAsync();
	await closing;
	vi.unstubAllGlobals();
	vi.restoreAllMocks();
	vi.useRealTimers();
});

test('signs in, asks for the roster, says that we are here, and then sends what waits', async () => {
	start({ outbox: [written('1')] });
	await settled();
	expect(states()).toEqual(['connecting', 'online']);
	expect(told).toContainEqual(['credential', { keys: null, strongest: 'PLAIN' }]);
	expect(server.handled.map((stanza) => /^<(\w+)/.exec(stanza)?.[1])).toEqual(['iq', 'presence', 'message']);
	expect(server.handled[0]).toContain('<query xmlns="jabber:iq:roster"/>');
	expect(server.handled[1]).toContain('<c xmlns="http://jabber.org/protocol/caps"');
	expect(server.handled[2]).toMatch(/type="chat" id="1" to="juliet@capulet.lit".*<request.*<origin-id.*id="1"/);
});

describe('a link that is dead', () => {
	test('is noticed after silence', async () => {
		start();
		await settled();
		server.isMute = true;
		await vi.advanceTimersByTimeAsync(SILENCE + PATIENCE);
		expect(connection()).toMatchObject({ is: 'waiting', reason: 'lost' });
		server.isMute = false;
		await vi.advanceTimersByTimeAsync(1_000);
		expect(connection()).toMatchObject({ is: 'online' });
		expect(server.resumed).toHaveLength(1);
	});

	test('is noticed sooner when something is sent', async () => {
		const outbox: OutgoingMessage[] = [];
		start({ outbox });
		await settled();
		server.isMute = true;
		outbox.push(written('1'));
		session.flush();
		await vi.advanceTimersByTimeAsync(PATIENCE);
		expect(connection()).toMatchObject({ is: 'waiting', reason: 'lost' });
	});

	test('is noticed when a person says that something is wrong', async () => {
		start();
		await settled();
		server.isMute = true;
		session.retry();
		await vi.advanceTimersByTimeAsync(PATIENCE);
		expect(connection()).toMatchObject({ is: 'waiting', reason: 'lost' });
	});

	test('is noticed when the browser says that the network changed; back online, nobody waits', async () => {
		const network = new EventTarget();
		vi.stubGlobal('addEventListener', network.addEventListener.bind(network));
		start();
		await settled();
		server.isMute = true;
		network.dispatchEvent(new Event('offline'));
		await vi.advanceTimersByTimeAsync(PATIENCE);
		expect(connection()).toMatchObject({ is: 'waiting' });
		server.isMute = false;
		network.dispatchEvent(new Event('online'));
		await settled();
		expect(connection()).toMatchObject({ is: 'online' });
	});

	test('a server that answers is not bothered', async () => {
		start();
		await settled();
		await vi.advanceTimersByTimeAsync(10 * (SILENCE + PATIENCE));
		expect(states()).toEqual(['connecting', 'online']);
		expect(server.frames.filter((frame) => frame.startsWith('<r '))).not.toHaveLength(0);
	});
});

describe('a stream that was resumed and never answers', () => {
	test('is given up for a new one with the same resource, which is greeted', async () => {
		start();
		await settled();
		server.isMuteWhenResumed = true;
		server.socket.lose();
		await vi.advanceTimersByTimeAsync(1_000 + RESUMED_PATIENCE);
		expect(connection()).toMatchObject({ is: 'waiting', reason: 'lost' });
		server.isMute = false;
		server.handled.length = 0;
		await vi.advanceTimersByTimeAsync(2_000);
		expect(connection()).toMatchObject({ is: 'online' });
		expect(server.resumed).toHaveLength(1);
		expect(server.resources).toEqual([server.resources[0], server.resources[0]]);
		expect(server.handled.some((stanza) => stanza.startsWith('<presence'))).toBe(true);
	});
});

test('a message that could not be stored is not acknowledged, and comes again', async () => {
	const received: IncomingMessage[] = [];
	let isFull = true;
	start({
		async received(message) {
			if (isFull) throw new Error('full');
			received.push(message);
		},
	});
	await settled();
	const uncaught = await uncaughtBy(async () => {
		server.deliver(MESSAGE);
		await settled();
	});
	expect(uncaught).toEqual([new Error('full')]); // seen in the log of the document
	expect(connection()).toMatchObject({ is: 'waiting', reason: 'lost' });
	isFull = false;
	await vi.advanceTimersByTimeAsync(1_000);
	expect(received.map(({ id }) => id)).toEqual(['m1']);
	expect(server.resumed).toHaveLength(1);
});

test('a greeting that a cut held up is done on the resumed stream', async () => {
	server.isIgnoringQueries = true;
	start();
	await settled();
	expect(server.handled).toHaveLength(1);
	server.isIgnoringQueries = false;
	server.socket.lose();
	await vi.advanceTimersByTimeAsync(1_000);
	expect(server.resumed).toHaveLength(1);
	expect(server.handled.filter((stanza) => stanza.startsWith('<presence xmlns="jabber:client"><c'))).toHaveLength(1);
});

test('one that was not even handled is done once', async () => {
	server.isMuteWhenBegun = true;
	start();
	await settled();
	expect(states()).toContain('online');
	expect(server.handled).toEqual([]);
	server.socket.lose();
	server.isMute = false;
	await vi.advanceTimersByTimeAsync(1_000);
	expect(server.handled.filter((stanza) => stanza.includes('jabber:iq:roster'))).toHaveLength(2); // one sent again
	expect(server.handled.filter((stanza) => stanza.startsWith('<presence xmlns="jabber:client"><c'))).toHaveLength(1);
});

test('a stream that breaks again and again is resumed each time, and the password not learned again', async () => {
	start();
	await settled();
	for (let cuts = 1; cuts <= 3; cuts++) {
		server.socket.lose();
		await vi.advanceTimersByTimeAsync(10_000);
		expect(server.resumed).toHaveLength(cuts);
	}
	expect(told.filter(([name]) => name === 'credential')).toHaveLength(1);
});

test('one that answered when it was resumed is resumed again, however its connection ends', async () => {
	start();
	await settled();
	server.socket.lose();
	await vi.advanceTimersByTimeAsync(1_000);
	server.isMute = true;
	await vi.advanceTimersByTimeAsync(SILENCE + PATIENCE);
	expect(connection()).toMatchObject({ is: 'waiting' });
	server.isMute = false;
	await vi.advanceTimersByTimeAsync(10_000);
	expect(server.resumed).toHaveLength(2);
});

test('what a resumed stream is told to have handled is stored before', async () => {
	const log: string[] = [];
	start({ saveStream: async (state) => void log.push(`saved ${JSON.stringify(state)}`) });
	server.onResume = () => log.push('resumed');
	await settled();
	server.deliver(MESSAGE);
	await settled();
	server.socket.lose();
	await vi.advanceTimersByTimeAsync(1_000);
	expect(server.resumed).toEqual([2]);
	expect(log[log.indexOf('resumed') - 1]).toContain('"handled":2');
});

describe('when the stream is lost for good', () => {
	test('messages on the way are sent again, requests come to nothing', async () => {
		const outbox: OutgoingMessage[] = [];
		start({ outbox });
		await settled();
		server.isMute = true;
		outbox.push(written('1'));
		session.flush();
		const renaming = expect(session.renameContact('juliet@capulet.lit', 'J')).rejects.toMatchObject({
			code: 'not-connected',
		});
		await settled();
		server.socket.lose();
		server.forget();
		server.isMute = false;
		await vi.advanceTimersByTimeAsync(1_000);
		await renaming;
		expect(server.handled.filter((stanza) => stanza.startsWith('<message'))).toHaveLength(1);
		expect(outbox).toEqual([]);
	});

	test('the resource stays what the server made of it, in the next document too', async () => {
		const saved: (StreamState | null)[] = [];
		start({ saveStream: async (state) => void saved.push(state) });
		server.resource = 'given';
		await settled();
		server.socket.lose();
		server.forget();
		await vi.advanceTimersByTimeAsync(1_000);
		expect(server.resources[1]).toBe('given');
		const stored = JSON.parse(JSON.stringify(saved.at(-1)));
		server.forget();
		await session.close();
		start({ loadStream: async () => stored });
		await settled();
		expect(server.resources[2]).toBe('given');
	});
});

test('during a cut nothing can be asked for', async () => {
	start();
	await settled();
	server.socket.lose();
	await settled();
	const { addContact, renameContact, removeContact, acceptSubscription, refuseSubscription } = session;
	for (const ask of [addContact, renameContact, removeContact, acceptSubscription, refuseSubscription]) {
		await expect(ask.call(session, 'juliet@capulet.lit', '')).rejects.toMatchObject({ code: 'not-connected' });
	}
});

test('a roster that never comes ends the stream', async () => {
	server.isIgnoringQueries = true;
	start();
	await vi.advanceTimersByTimeAsync(30_000);
	expect(connection()).toMatchObject({ is: 'waiting', reason: 'lost' });
});

describe('presence', () => {
	test('is said when it changes, and kept for the next stream', async () => {
		start();
		session.setPresence({ show: 'away', status: '' }); // before there is a stream
		await settled();
		session.setPresence({ show: 'dnd', status: 'busy' });
		await settled();
		const said = () => server.handled.filter((stanza) => stanza.startsWith('<presence'));
		expect(said().map((stanza) => /<show>(\w+)/.exec(stanza)?.[1])).toEqual(['away', 'dnd']);
		server.socket.lose();
		server.forget();
		await vi.advanceTimersByTimeAsync(1_000);
		expect(said()).toHaveLength(3);
		expect(said()[2]).toContain('<show>dnd</show><status>busy</status><c');
	});

	test('waits for the roster', async () => {
		server.isIgnoringQueries = true;
		start();
		await settled();
		session.setPresence({ show: 'away', status: '' });
		await settled();
		expect(server.handled).toHaveLength(1);
	});

	test('that changes during a cut is said when the stream is resumed', async () => {
		start();
		await settled();
		server.socket.lose();
		await settled();
		session.setPresence({ show: 'away', status: '' });
		await vi.advanceTimersByTimeAsync(1_000);
		expect(server.resumed).toHaveLength(1);
		expect(server.handled.at(-1)).toContain('<show>away</show>');
	});

	test('offline is not said at first, and said later', async () => {
		start({}, { presence: { show: 'offline', status: '' } });
		await settled();
		expect(server.handled).toHaveLength(1);
		session.setPresence({ show: 'available', status: '' });
		session.setPresence({ show: 'offline', status: '' });
		await settled();
		expect(server.handled.at(-1)).toBe('<presence xmlns="jabber:client" type="unavailable"/>');
		expect(server.handled).toHaveLength(3);
	});

	test('of others is told again after a cut, and gone when the stream is', async () => {
		start();
		await settled();
		server.deliver('<presence xmlns="jabber:client" from="juliet@capulet.lit/x"><show>away</show></presence>');
		await settled();
		const seen = () =>
			told.filter(([name]) => name === 'presence').map(([, value]) => (value as { show: string }).show);
		server.socket.lose();
		await vi.advanceTimersByTimeAsync(1_000);
		expect(seen()).toEqual(['away', 'away']);
		server.socket.lose();
		server.forget();
		await vi.advanceTimersByTimeAsync(10_000);
		expect(seen()).toEqual(['away', 'away', 'offline']);
	});
});

test('subscriptions are asked for once more when the stream is lost for good', async () => {
	start();
	await settled();
	server.isMute = true; // they are on the way
	await session.acceptSubscription('juliet@capulet.lit');
	await settled();
	server.socket.lose();
	server.forget();
	server.isMute = false;
	await vi.advanceTimersByTimeAsync(1_000);
	expect(server.handled.filter((stanza) => stanza.includes('to="juliet'))).toEqual([
		'<presence xmlns="jabber:client" type="subscribed" to="juliet@capulet.lit"/>',
		'<presence xmlns="jabber:client" type="subscribe" to="juliet@capulet.lit"/>',
	]);
});

describe('closing', () => {
	test('says goodbye, acknowledges all and leaves nothing to resume', async () => {
		const saved: (StreamState | null)[] = [];
		start({ saveStream: async (state) => void saved.push(state) });
		await settled();
		server.deliver(MESSAGE);
		await settled();
		const closing = session.close();
		expect(session.close()).toBe(closing);
		await closing;
		expect(server.frames.slice(-4)).toEqual([
			'<presence xmlns="jabber:client" type="unavailable"/>',
			'<r xmlns="urn:xmpp:sm:3"/>',
			'<a xmlns="urn:xmpp:sm:3" h="2"/>',
			'<close xmlns="urn:ietf:params:xml:ns:xmpp-framing"/>',
		]);
		expect(saved.at(-1)).toBeNull();
		expect(states()).toEqual(['connecting', 'online', 'off']);
		await settled();
		expect(vi.getTimerCount()).toBe(0);
		expect(server.sockets).toHaveLength(1);
		await expect(session.addContact('juliet@capulet.lit', '')).rejects.toMatchObject({ code: 'not-connected' });
	});

	test('ends a try', async () => {
		server.isMute = true;
		start();
		await settled();
		await session.close();
		expect(server.socket.readyState).toBe(3);
		await settled();
		expect(vi.getTimerCount()).toBe(0);
		expect(states()).toEqual(['connecting', 'off']);
	});

	test('ends a wait', async () => {
		server.isDown = true;
		start();
		await settled();
		expect(connection()).toMatchObject({ is: 'waiting', reason: 'unreachable' });
		await session.close();
		await vi.runAllTimersAsync();
		expect(connection()).toEqual({ is: 'off' });
		expect(server.sockets).toHaveLength(1);
	});
});

test('a server that is silent at signing in is unreachable', async () => {
	server.isMute = true;
	start();
	await vi.advanceTimersByTimeAsync(30_000);
	expect(connection()).toMatchObject({ is: 'waiting', reason: 'unreachable' });
});

test('without anything to sign in with, nobody is asked', async () => {
	start({}, { credential: { kind: 'none' } });
	await settled();
	expect(connection()).toMatchObject({ is: 'refused', reason: 'password-needed' });
	expect(server.sockets).toHaveLength(0);
});

function start(
	given: Omit<Partial<XmppMemory>, 'outbox'> & { readonly outbox?: OutgoingMessage[] } = {},
	options: {
		readonly credential?: XmppCredential;
		readonly presence?: { show: 'offline' | 'available'; status: string };
	} = {},
): void {
	const { outbox = [], ...rest } = given;
	const memory: XmppMemory = {
		loadRoster: async () => ({ version: '', items: [] }),
		saveRoster: async () => {},
		loadStream: async () => null,
		saveStream: async () => {},
		outbox: async () => [...outbox],
		attempted: async () => {},
		received: async () => {},
		sent: async (id) => {
			outbox.splice(
				outbox.findIndex((message) => message.id === id),
				1,
			);
		},
		...rest,
	};
	const { events, told: list } = listener();
	told = list;
	const credential = options.credential ?? { kind: 'password', password: 'secret' };
	const account = { jid: ROMEO, endpoint: 'wss://montague.lit/ws', credential, strongest: '' };
	const presence = options.presence ?? { show: 'available', status: '' };
	session = startXmppSession(account, memory, events, { presence, allowPlain: true });
}

function written(id: string): OutgoingMessage {
	return { id, to: 'juliet@capulet.lit', body: 'hi', at: 1, attemptedAt: 0 };
}

/** All that happens without time passing. */
async function settled(): Promise<void> {
	await vi.advanceTimersByTimeAsync(0);
	for (let turns = 0; turns < 200; turns++) await Promise.resolve();
	await vi.advanceTimersByTimeAsync(0);
}

/** What nobody catches meanwhile; the runner would take it for a failed test. */
async function uncaughtBy(run: () => Promise<void>): Promise<unknown[]> {
	const causes: unknown[] = [];
	const runners = process.rawListeners('uncaughtException') as NodeJS.UncaughtExceptionListener[];
	process.removeAllListeners('uncaughtException');
	process.on('uncaughtException', (cause) => causes.push(cause));
	try {
		await run();
	} finally {
		process.removeAllListeners('uncaughtException');
		for (const runner of runners) process.on('uncaughtException', runner);
	}
	return causes;
}

function connection(): Connection {
	return told.findLast(([name]) => name === 'connection')?.[1] as Connection;
}

function states(): string[] {
	return told.filter(([name]) => name === 'connection').map(([, value]) => (value as Connection).is);
}
