import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { GOODBYE_WITHIN, streamOver } from '../../../../src/background/xmpp/stream.ts';
import { FakeSocket } from './fake-socket.ts';

const OPEN = '<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" from="montague.lit" id="1" version="1.0"/>';
const CLOSE = '<close xmlns="urn:ietf:params:xml:ns:xmpp-framing"/>';
const FEATURES = '<stream:features xmlns:stream="http://etherx.jabber.org/streams"/>';

function start(from = 'romeo@montague.lit') {
	const socket = new FakeSocket();
	return { socket, stream: streamOver(socket.asWebSocket(), { domain: 'montague.lit', from }) };
}

function error(condition: string, text = ''): string {
	const words = text && `<text xmlns="urn:ietf:params:xml:ns:xmpp-streams">${text}</text>`;
	return `<stream:error xmlns:stream="http://etherx.jabber.org/streams"><${condition} xmlns="urn:ietf:params:xml:ns:xmpp-streams"/>${words}</stream:error>`;
}

describe('opening', () => {
	test('RFC 7395 §3.4: says to whom it wants to talk, and reads the features', async () => {
		const { socket, stream } = start();
		const opening = stream.open();
		expect(socket.sent).toEqual([
			'<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="montague.lit" from="romeo@montague.lit" version="1.0" xml:lang="en"/>',
		]);
		socket.receive(OPEN, FEATURES);
		expect((await opening).getName()).toBe('features');
	});

	test('does not say who we are where others can read it', () => {
		const { socket, stream } = start('');
		void stream.open();
		expect(socket.sent[0]).not.toContain('from');
	});

	test('what is no stream is none', async () => {
		const { socket, stream } = start();
		const opening = stream.open();
		socket.receive('<hello/>');
		await expect(opening).rejects.toMatchObject({ code: 'no-websocket' });
	});

	test('one without features is of no use', async () => {
		const { socket, stream } = start();
		const opening = stream.open();
		socket.receive(OPEN, '<message/>');
		await expect(opening).rejects.toMatchObject({ code: 'server-error' });
	});
});

describe('reading', () => {
	test('gives elements in their order, whether they came before or after they were asked for', async () => {
		const { socket, stream } = start();
		socket.receive('<message id="1"/>', '<message id="2"/>');
		expect((await stream.read()).attrs.id).toBe('1');
		expect((await stream.read()).attrs.id).toBe('2');
		const third = stream.read();
		socket.receive('<message id="3"/>');
		expect((await third).attrs.id).toBe('3');
	});

	test('gives what came before the end, and then the end', async () => {
		const { socket, stream } = start();
		socket.receive('<message id="1"/>');
		socket.lose();
		expect((await stream.read()).attrs.id).toBe('1');
		await expect(stream.read()).rejects.toMatchObject({ code: 'lost' });
		await expect(stream.read()).rejects.toMatchObject({ code: 'lost' });
	});

	test('ends who waits', async () => {
		const { socket, stream } = start();
		const reading = stream.read();
		socket.lose();
		await expect(reading).rejects.toMatchObject({ code: 'lost' });
	});

	test('what is no XML is dropped; what looks like a stanza counts as one that says nothing', async () => {
		const { socket, stream } = start();
		socket.receive(
			'',
			'oops',
			'<a>',
			new ArrayBuffer(3),
			'<message><body>&nope;</body></message>',
			'<iq type="get" id="1',
		);
		socket.receive('<last/>');
		expect(String(await stream.read())).toBe('<message xmlns="jabber:client"/>');
		expect(String(await stream.read())).toBe('<iq xmlns="jabber:client"/>');
		expect((await stream.read()).name).toBe('last');
	});

	test('tells what arrives when it arrives', () => {
		const { socket, stream } = start();
		const arrived: string[] = [];
		stream.onArrival(({ name }) => arrived.push(name));
		socket.receive('<a/>', '<b/>', 'oops');
		expect(arrived).toEqual(['a', 'b']);
	});
});

describe('ending', () => {
	test.each([
		['conflict', 'replaced'],
		['host-unknown', 'unknown-host'],
		['host-gone', 'unknown-host'],
		['system-shutdown', 'lost'],
		['connection-timeout', 'lost'],
		['reset', 'lost'],
		['policy-violation', 'server-error'],
		['see-other-host', 'server-error'],
	])('RFC 6120 §4.9.3: %s is %s', async (condition, code) => {
		const { socket, stream } = start();
		socket.receive('<message id="1"/>', error(condition));
		expect((await stream.read()).attrs.id).toBe('1');
		await expect(stream.read()).rejects.toMatchObject({ code, detail: condition });
		expect(socket.sent).toEqual([CLOSE]);
		expect(socket.readyState).toBe(3);
	});

	test('the words of an error are kept', async () => {
		const { socket, stream } = start();
		socket.receive(error('policy-violation', ' Too fast. '));
		await expect(stream.read()).rejects.toMatchObject({ detail: 'Too fast.' });
	});

	test('§3.6: a goodbye is answered', async () => {
		const { socket, stream } = start();
		socket.receive(CLOSE);
		await expect(stream.read()).rejects.toMatchObject({ code: 'lost' });
		expect(socket.sent).toEqual([CLOSE]);
		expect(socket.readyState).toBe(3);
	});

	test('without goodbye: what was not read is forgotten', async () => {
		const { socket, stream } = start();
		socket.receive('<message/>');
		stream.end(new Error('enough'));
		await expect(stream.read()).rejects.toThrow('enough');
		expect(socket.readyState).toBe(3);
		stream.send('<message/>');
		socket.receive('<message/>');
		stream.end(new Error('again'));
		await expect(stream.read()).rejects.toThrow('enough');
		expect(socket.sent).toEqual([]);
	});

	test('a socket that is closing takes nothing', () => {
		const { socket, stream } = start();
		socket.readyState = 2;
		stream.send('<message/>');
		expect(socket.sent).toEqual([]);
	});

	describe('with goodbye', () => {
		beforeEach(() => void vi.useFakeTimers());
		afterEach(() => void vi.useRealTimers());

		test('waits for the other side', async () => {
			const { socket, stream } = start();
			let isClosed = false;
			const closing = stream.close().then(() => {
				isClosed = true;
			});
			expect(socket.sent).toEqual([CLOSE]);
			await vi.advanceTimersByTimeAsync(GOODBYE_WITHIN - 1);
			expect(isClosed).toBe(false);
			socket.receive(CLOSE);
			await closing;
			expect(vi.getTimerCount()).toBe(0);
		});

		test('but not for ever', async () => {
			const { socket, stream } = start();
			const closing = stream.close();
			await vi.advanceTimersByTimeAsync(GOODBYE_WITHIN);
			await closing;
			expect(socket.readyState).toBe(3);
		});

		test('and not at all when it is gone', async () => {
			const { socket, stream } = start();
			socket.lose();
			await stream.close();
			expect(vi.getTimerCount()).toBe(0);
		});
	});
});
