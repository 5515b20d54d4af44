import { describe, expect, test } from 'vitest';
import { Outbox } from '../../../../src/background/xmpp/outbox.ts';
import type { OutgoingMessage } from '../../../../src/background/xmpp/session.ts';
import { AppError } from '../../../../src/shared/errors.ts';
import { parsed, ROMEO } from './attached.ts';

const JULIET = 'juliet@capulet.lit';
const NURSE = 'nurse@capulet.lit';

interface Given {
	readonly archived?: readonly string[] | AppError;
	readonly hasArchive?: boolean | AppError;
}

function start(waiting: OutgoingMessage[], { archived = [], hasArchive = true }: Given = {}) {
	const log: string[] = [];
	let isConnected = true;
	let takes = true;
	let reads = 0;
	const outbox = new Outbox({
		self: ROMEO,
		memory: {
			async outbox() {
				reads++;
				return waiting.map((message) => ({ ...message }));
			},
			attempted: async (id) => void log.push(`attempted ${id}`),
			sent: async (id) => {
				log.push(`sent ${id}`);
				waiting.splice(
					waiting.findIndex((message) => message.id === id),
					1,
				);
			},
		},
		archive: {
			async isThere() {
				if (hasArchive instanceof AppError) throw hasArchive;
				return hasArchive;
			},
			async *read(query) {
				log.push(`archive ${JSON.stringify(query)}`);
				if (archived instanceof AppError) throw archived;
				for (const text of archived) yield [{ id: 'x', message: parsed(text) }];
			},
		},
		send(message, id) {
			if (takes) log.push(`send ${id} to ${message.attrs.to}`);
			return takes;
		},
		isConnected: () => isConnected,
		fail: (cause) => log.push(`failed ${cause}`),
	});
	return {
		outbox,
		log,
		reads: () => reads,
		connect: (on: boolean) => {
			isConnected = on;
		},
		take: (on: boolean) => {
			takes = on;
		},
	};
}

function written(id: string, to = JULIET, attemptedAt = 0): OutgoingMessage {
	return { id, to, body: `body ${id}`, at: 1, attemptedAt };
}

async function settled(): Promise<void> {
	for (let turns = 0; turns < 20; turns++) await new Promise((resolve) => setImmediate(resolve));
}

test('the attempt is recorded before the message is sent, one after another', async () => {
	const { outbox, log } = start([written('1'), written('2', NURSE)]);
	outbox.flush();
	await settled();
	expect(log).toEqual(['attempted 1', `send 1 to ${JULIET}`, 'attempted 2', `send 2 to ${NURSE}`]);
});

test('nothing is sent twice on a stream, however often that is asked for', async () => {
	const waiting = [written('1')];
	const { outbox, log, reads } = start(waiting);
	outbox.flush();
	outbox.flush();
	await settled();
	expect(reads()).toBe(1);
	waiting.push(written('2'));
	outbox.flush();
	await settled();
	expect(log.filter((line) => line.startsWith('send'))).toEqual([`send 1 to ${JULIET}`, `send 2 to ${JULIET}`]);
});

test('what the server has leaves, and can be written again', async () => {
	const waiting = [written('1')];
	const { outbox, log } = start(waiting);
	outbox.flush();
	await settled();
	outbox.arrived(['1']);
	expect(outbox.arriving).toEqual(['1']);
	outbox.flush();
	await settled();
	expect(outbox.arriving).toEqual([]);
	expect(log).toEqual(['attempted 1', `send 1 to ${JULIET}`, 'sent 1']);
	waiting.push(written('1'));
	outbox.flush();
	await settled();
	expect(log.slice(3)).toEqual(['attempted 1', `send 1 to ${JULIET}`]);
});

test('without a connection nothing is attempted', async () => {
	const { outbox, log, connect } = start([written('1'), written('2', JULIET, 1)]);
	connect(false);
	outbox.flush();
	await settled();
	expect(log).toEqual([]);
});

test('what the stream does not take is not on it', async () => {
	const { outbox, log, take } = start([written('1')]);
	take(false);
	outbox.flush();
	await settled();
	take(true);
	outbox.flush();
	await settled();
	expect(log.filter((line) => line.startsWith('send'))).toEqual([`send 1 to ${JULIET}`]);
});

describe('what may have arrived on another stream', () => {
	const HOUR = 3_600_000;
	const attempted = [written('1', JULIET, 10 * HOUR), written('2', JULIET, 9 * HOUR), written('3', JULIET)];
	const sentTo = (id: string, to = JULIET, from = `${ROMEO}/x`) => `<message id="${id}" from="${from}" to="${to}"/>`;

	test('is looked up in the archive, from before the first attempt on', async () => {
		const { outbox, log } = start([...attempted], { archived: [sentTo('1')] });
		outbox.flush();
		await settled();
		expect(log).toEqual([
			`archive {"with":"${JULIET}","start":${8 * HOUR}}`,
			'sent 1',
			'attempted 2',
			`send 2 to ${JULIET}`,
			'attempted 3',
			`send 3 to ${JULIET}`,
		]);
	});

	test('is known by its origin-id where the server gave it another', async () => {
		const archived = [sentTo('other').replace('/>', '><origin-id xmlns="urn:xmpp:sid:0" id="1"/></message>')];
		const { outbox, log } = start([written('1', JULIET, 1)], { archived });
		outbox.flush();
		await settled();
		expect(log.at(-1)).toBe('sent 1');
	});

	test.each([sentTo('1', NURSE), sentTo('1', ROMEO, JULIET), '<message id="1"/>'])('is not %s', async (other) => {
		const { outbox, log } = start([written('1', JULIET, 1)], { archived: [other] });
		outbox.flush();
		await settled();
		expect(log.at(-1)).toBe(`send 1 to ${JULIET}`);
	});

	test('is asked for once for each peer, and not where nothing was attempted', async () => {
		const { outbox, log } = start([written('1', JULIET, 1), written('2', NURSE, 1), written('3', JULIET, 1)]);
		outbox.flush();
		await settled();
		expect(log.filter((line) => line.startsWith('archive'))).toHaveLength(2);
		const other = start([written('1')]);
		other.outbox.flush();
		await settled();
		expect(other.log.filter((line) => line.startsWith('archive'))).toEqual([]);
	});

	test.each<[string, Given]>([
		['there is no archive', { hasArchive: false }],
		['the archive refuses', { archived: new AppError('refused') }],
	])('is sent again with the same id where %s', async (_, given) => {
		const { outbox, log } = start([written('1', JULIET, 1)], given);
		outbox.flush();
		await settled();
		expect(log.at(-1)).toBe(`send 1 to ${JULIET}`);
	});

	test.each<[string, Given]>([
		['whether there is an archive', { hasArchive: new AppError('not-connected') }],
		['what is in it', { archived: new AppError('not-connected') }],
	])('is not sent when the connection breaks before we know %s', async (_, given) => {
		const { outbox, log } = start([written('1', JULIET, 1), written('2')], given);
		outbox.flush();
		await settled();
		expect(log.filter((line) => !line.startsWith('archive'))).toEqual([]);
	});

	test('is looked up on a new stream, and not on the one that it is on', async () => {
		const waiting = [written('1')];
		const { outbox, log } = start(waiting);
		outbox.flush();
		await settled();
		waiting[0] = written('1', JULIET, 5 * HOUR);
		outbox.flush();
		await settled();
		expect(log).toHaveLength(2);
		outbox.newStream();
		outbox.flush();
		await settled();
		expect(log[2]).toMatch(/^archive/);
		expect(log.at(-1)).toBe(`send 1 to ${JULIET}`);
	});
});

test('what another document put on this stream is on it; what it knew to have arrived leaves', async () => {
	const { outbox, log } = start([written('1', JULIET, 1), written('2', JULIET, 1), written('3')]);
	outbox.restore(['2'], ['1']);
	outbox.flush();
	await settled();
	expect(log).toEqual(['sent 1', 'attempted 3', `send 3 to ${JULIET}`]);
});

test('a storage that fails is told, and ends nothing', async () => {
	const log: string[] = [];
	const broken = new Outbox({
		self: ROMEO,
		memory: {
			outbox: async () => [written('1')],
			attempted: () => Promise.reject(new Error('full')),
			sent: async (id) => void log.push(`sent ${id}`),
		},
		archive: { isThere: async () => false, async *read() {} },
		send: () => true,
		isConnected: () => true,
		fail: (cause) => log.push(`${cause}`),
	});
	broken.flush();
	await settled();
	broken.arrived(['0']);
	await settled();
	expect(log).toEqual(['Error: full', 'sent 0']);
});
