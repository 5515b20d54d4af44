import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Delivery } from '../../../../src/background/xmpp/delivery.ts';
import type { StreamState } from '../../../../src/background/xmpp/session.ts';
import type { Stream } from '../../../../src/background/xmpp/stream.ts';
import { readManaged, startManaged } from '../../../../src/background/xmpp/xeps/xep-0198-stream-management.ts';
import { el } from '../../../../src/background/xmpp/xml.ts';
import { parsed } from './attached.ts';

const NEW = startManaged('sm1', 'romeo@montague.lit/x');
const REQUEST = '<r xmlns="urn:xmpp:sm:3"/>';

function stanza(id: string) {
	return el('message', { id });
}

function start(save: (state: StreamState | null) => Promise<void> = async () => {}) {
	const saved: (StreamState | null)[] = [];
	const arrived: string[] = [];
	const failed: unknown[] = [];
	let answer: Promise<unknown> = new Promise(() => {});
	let asked = 0;
	const delivery = new Delivery({
		save: async (state) => {
			saved.push(state);
			await save(state);
		},
		extra: () => ({ more: 1 }),
		arrived: (ids) => arrived.push(...ids),
		expectAnswer: () => {},
		ask: () => {
			asked++;
			return answer;
		},
		fail: (cause) => failed.push(cause),
	});
	const answerPings = (how: Promise<unknown>) => {
		answer = how;
	};
	return { delivery, saved, arrived, failed, answerPings, asked: () => asked };
}

function wire(): { stream: Stream; frames: string[] } {
	const frames: string[] = [];
	const stream = { send: (...elements: unknown[]) => void frames.push(...elements.map(String)) };
	return { stream: stream as unknown as Stream, frames };
}

/** Something that waits until the test says so. */
function slowly() {
	let release = () => {};
	const wait = () =>
		new Promise<void>((resolve) => {
			release = resolve;
		});
	return { wait, store: () => release() };
}

/** Lets everything happen that does not wait for the test. */
async function settled(): Promise<void> {
	for (let turns = 0; turns < 10; turns++) await new Promise((resolve) => setImmediate(resolve));
}

test('a stanza is stored before it is sent, and sent only then', async () => {
	const { wait, store } = slowly();
	const { delivery, saved } = start(wait);
	const { stream, frames } = wire();
	const starting = delivery.start(stream, NEW, null);
	await settled();
	store();
	await starting;
	delivery.send(stanza('1'), { id: '1' });
	await settled();
	expect(saved.at(-1)).toEqual({
		more: 1,
		managed: { ...NEW, queue: [{ xml: '<message id="1"/>', id: '1', again: false }] },
	});
	expect(frames).toEqual([]);
	store();
	await settled();
	expect(frames).toEqual(['<message id="1"/>', REQUEST]);
});

test('what was handled is stored before it is acknowledged', async () => {
	const { wait, store } = slowly();
	const { delivery, saved } = start(wait);
	const { stream, frames } = wire();
	const starting = delivery.start(stream, NEW, null);
	await settled();
	store();
	await starting;
	delivery.handled();
	delivery.handled();
	delivery.take(parsed(REQUEST));
	await settled();
	expect(saved.at(-1)).toMatchObject({ managed: { handled: 2 } });
	delivery.handled(); // after the question
	expect(frames).toEqual([]);
	store();
	await settled();
	expect(frames).toEqual(['<a xmlns="urn:xmpp:sm:3" h="2"/>']);
});

test('what cannot be stored is not sent', async () => {
	let isFull = false;
	const { delivery, failed } = start(async () => {
		if (isFull) throw new Error('full');
	});
	const { stream, frames } = wire();
	await delivery.start(stream, NEW, null);
	isFull = true;
	delivery.send(stanza('1'));
	await settled();
	delivery.take(parsed(REQUEST));
	await settled();
	expect(frames).toEqual([]);
	expect(failed.map(String)).toEqual(['Error: full', 'Error: full']);
});

test('what is sent while a stream is being resumed is stored before it is sent, too', async () => {
	const { wait, store } = slowly();
	let isSlow = false;
	const { delivery } = start(() => (isSlow ? wait() : Promise.resolve()));
	await delivery.start(wire().stream, NEW, null);
	delivery.pause();
	isSlow = true;
	const { stream, frames } = wire();
	const resuming = delivery.resume(stream, 0);
	await settled(); // that is being stored
	delivery.send(stanza('1'));
	store();
	await settled();
	expect(frames).toEqual([]);
	store();
	await settled();
	store();
	await resuming;
	expect(frames[0]).toBe('<message id="1"/>');
});

test('what the server has is told, once', async () => {
	const { delivery, arrived } = start();
	await delivery.start(wire().stream, NEW, null);
	delivery.send(stanza('1'), { id: '1' });
	delivery.send(stanza('2'));
	delivery.send(stanza('3'), { id: '3' });
	await settled();
	for (const h of [1, 1, 3]) delivery.take(parsed(`<a xmlns="urn:xmpp:sm:3" h="${h}"/>`));
	expect(arrived).toEqual(['1', '3']);
});

test('a server that has more than we sent is not believed, and the stream not resumed', async () => {
	const { delivery, failed, saved } = start();
	await delivery.start(wire().stream, NEW, null);
	delivery.take(parsed('<a xmlns="urn:xmpp:sm:3" h="1"/>'));
	expect(failed).toMatchObject([{ code: 'server-error' }]);
	expect(delivery.resumable).toBeNull();
	await delivery.store();
	expect(saved.at(-1)).toMatchObject({ managed: null });
});

describe('when the connection breaks', () => {
	test('what the server lacks is sent again when the stream is resumed, with what was sent meanwhile', async () => {
		const { delivery, arrived } = start();
		await delivery.start(wire().stream, NEW, null);
		for (const id of ['1', '2', '3']) delivery.send(stanza(id), { id });
		await settled();
		delivery.pause();
		expect(delivery.send(stanza('4'), { id: '4' })).toBe(true);
		await settled();
		const { stream, frames } = wire();
		await delivery.resume(stream, 2);
		await settled();
		expect(arrived).toEqual(['1', '2']);
		expect(frames).toEqual(['<message id="3"/>', '<message id="4"/>', REQUEST]);
	});

	test('a stream that is lost for good takes nothing with it but what is wanted again', async () => {
		const { delivery, arrived } = start();
		await delivery.start(wire().stream, NEW, null);
		delivery.send(stanza('1'), { id: '1' });
		delivery.send(stanza('2'), { again: true });
		delivery.send(stanza('3'), { again: true });
		delivery.send(stanza('4'), { id: '4' });
		await settled();
		delivery.pause();
		const { stream, frames } = wire();
		const left = await delivery.start(stream, { ...NEW, id: 'sm2' }, 2);
		await settled();
		expect(left.map(({ xml }) => xml)).toEqual(['<message id="3"/>']);
		expect(arrived).toEqual(['1']);
		expect(frames).toEqual([]);
	});

	test('an impossible count of the lost stream says nothing', async () => {
		const { delivery, arrived, failed } = start();
		await delivery.start(wire().stream, NEW, null);
		delivery.send(stanza('1'), { id: '1', again: true });
		await settled();
		expect(await delivery.start(wire().stream, NEW, 7)).toHaveLength(1);
		expect([arrived, failed]).toEqual([[], []]);
	});

	test('without a stream to resume nothing is taken', async () => {
		const { delivery } = start();
		expect(delivery.send(stanza('1'))).toBe(false);
		await delivery.start(wire().stream, startManaged('', 'romeo@montague.lit/x'), null);
		expect(delivery.send(stanza('1'))).toBe(true);
		delivery.pause();
		expect(delivery.resumable).toBeNull();
		expect(delivery.send(stanza('1'))).toBe(false);
	});

	test('a stream that was resumed in vain is not resumed again', async () => {
		const { delivery } = start();
		await delivery.start(wire().stream, NEW, null);
		delivery.doubt(false);
		expect(delivery.resumable).not.toBeNull();
		delivery.take(parsed('<a xmlns="urn:xmpp:sm:3" h="0"/>'));
		delivery.doubt(false);
		expect(delivery.resumable).not.toBeNull();
		delivery.doubt(false);
		expect(delivery.resumable).toBeNull();
		await delivery.start(wire().stream, NEW, null);
		expect(delivery.resumable).not.toBeNull();
		delivery.doubt(true);
		expect(delivery.resumable).toBeNull();
	});
});

describe('without stream management', () => {
	test('a ping that is answered shows that what went before arrived', async () => {
		const { delivery, arrived, answerPings } = start();
		const { stream, frames } = wire();
		await delivery.start(stream, null, null);
		const { wait, store: answer } = slowly();
		answerPings(wait());
		delivery.send(stanza('1'), { id: '1' });
		await settled();
		expect(frames).toEqual(['<message id="1"/>']);
		expect(arrived).toEqual([]);
		answer();
		await settled();
		expect(arrived).toEqual(['1']);
	});

	test('nothing is asked about what nobody waits for: a ping least of all', async () => {
		const { delivery, asked } = start();
		await delivery.start(wire().stream, null, null);
		delivery.send(stanza('1'));
		await settled();
		expect(asked()).toBe(0);
		delivery.check();
		delivery.send(stanza('2'), { id: '2' });
		await settled();
		expect(asked()).toBe(2);
	});

	test('no answer shows nothing', async () => {
		const { delivery, arrived, answerPings } = start();
		await delivery.start(wire().stream, null, null);
		answerPings(Promise.reject(new Error('not connected')));
		delivery.send(stanza('1'), { id: '1' });
		await settled();
		expect(arrived).toEqual([]);
	});
});

test('at the end all is acknowledged and nothing left to resume', async () => {
	const { delivery, saved } = start();
	const { stream, frames } = wire();
	await delivery.start(stream, NEW, null);
	delivery.handled();
	await delivery.finish();
	expect(saved.at(-1)).toBeNull();
	expect(frames).toEqual(['<a xmlns="urn:xmpp:sm:3" h="1"/>']);
	expect(delivery.send(stanza('1'))).toBe(false);
	await delivery.store();
	expect(saved.at(-1)).toBeNull();
});

test('what was sent before the end goes out before it', async () => {
	const disk = slowly();
	let isSlow = false;
	const { delivery } = start(() => (isSlow ? disk.wait() : Promise.resolve()));
	const { stream, frames } = wire();
	await delivery.start(stream, NEW, null);
	isSlow = true;
	delivery.send(stanza('1'));
	delivery.send(stanza('2'));
	await settled();
	isSlow = false;
	const finished = delivery.finish();
	await settled();
	expect(frames).toEqual([]);
	disk.store();
	await finished;
	expect(frames.filter((frame) => frame.startsWith('<message'))).toEqual([String(stanza('1')), String(stanza('2'))]);
	expect(frames.at(-1)).toBe('<a xmlns="urn:xmpp:sm:3" h="0"/>');
});

/** A server that counts what reaches it, and a disk; every save takes as long as the scheduler likes. */
class World {
	readonly handled: string[] = [];
	readonly told: string[] = [];
	disk: unknown = null;
	delivery: Delivery;
	/** Frames that are on the way. */
	#frames: string[] = [];
	readonly #scheduler: fc.Scheduler;

	constructor(scheduler: fc.Scheduler) {
		this.#scheduler = scheduler;
		this.delivery = this.#document();
	}

	stream(): Stream {
		const frames: string[] = [];
		this.#frames = frames;
		const send = (...elements: unknown[]) => void frames.push(...elements.map(String));
		return { send } as unknown as Stream;
	}

	/** That many of the frames arrive. */
	arrive(count: number): void {
		for (const frame of this.#frames.splice(0, count)) {
			if (frame === REQUEST) this.delivery.take(parsed(`<a xmlns="urn:xmpp:sm:3" h="${this.handled.length}"/>`));
			else this.handled.push(parsed(frame).attrs.id);
		}
	}

	/** @param meanwhile is called before the stream is used */
	async reconnect(meanwhile = () => {}): Promise<void> {
		this.delivery.pause();
		await this.#scheduler.waitFor(this.delivery.store());
		const resuming = this.delivery.resume(this.stream(), this.handled.length);
		await Promise.resolve();
		meanwhile();
		await this.#scheduler.waitFor(resuming);
	}

	/** The document ends now: only what is on the disk is left. */
	async restart(): Promise<void> {
		const state = readManaged(this.disk);
		if (!state) throw new Error('nothing to resume');
		this.delivery = this.#document();
		this.delivery.restore(state);
		await this.reconnect();
	}

	#document(): Delivery {
		const save = this.#scheduler.scheduleFunction(async (state: StreamState | null) => state);
		const document: Delivery = new Delivery({
			save: async (state) => {
				const stored = await save(structuredClone(state));
				if (this.delivery === document) this.disk = stored?.managed;
			},
			extra: () => ({}),
			arrived: (ids) => this.told.push(...ids),
			expectAnswer: () => {},
			ask: () => new Promise(() => {}),
			fail: (cause) => {
				throw cause;
			},
		});
		return document;
	}
}

const step = fc.oneof(
	{ weight: 4, arbitrary: fc.constant('send' as const) },
	{ weight: 3, arbitrary: fc.nat(4) },
	{ weight: 2, arbitrary: fc.constant('save' as const) },
	{ weight: 1, arbitrary: fc.constant('cut' as const) },
);

test('whatever is cut when, everything sent arrives once and in order', async () => {
	await fc.assert(
		fc.asyncProperty(fc.scheduler(), fc.array(step, { maxLength: 30 }), async (scheduler, steps) => {
			const world = new World(scheduler);
			await scheduler.waitFor(world.delivery.start(world.stream(), NEW, null));
			const ids: string[] = [];
			for (const one of steps) {
				if (one === 'send') {
					ids.push(`${ids.length}`);
					world.delivery.send(stanza(`${ids.length - 1}`), { id: `${ids.length - 1}` });
				} else if (one === 'save') {
					if (scheduler.count() > 0) await scheduler.waitOne();
				} else if (one === 'cut') await world.reconnect();
				else world.arrive(one);
			}
			await world.reconnect();
			await scheduler.waitIdle();
			world.arrive(Number.POSITIVE_INFINITY);
			expect(world.handled).toEqual(ids);
			expect(world.told).toEqual(ids);
		}),
		{ numRuns: 300 },
	);
});

test('whenever the document ends, the next one goes on without sending anything twice', async () => {
	await fc.assert(
		fc.asyncProperty(fc.scheduler(), fc.array(step, { maxLength: 30 }), async (scheduler, steps) => {
			const world = new World(scheduler);
			await scheduler.waitFor(world.delivery.start(world.stream(), NEW, null));
			let count = 0;
			for (const one of steps) {
				if (one === 'send') world.delivery.send(stanza(`${count}`), { id: `${count++}` });
				else if (one === 'save') {
					if (scheduler.count() > 0) await scheduler.waitOne();
				} else if (one === 'cut') await world.restart();
				else world.arrive(one);
			}
			await world.restart();
			await scheduler.waitIdle();
			world.arrive(Number.POSITIVE_INFINITY);
			expect(world.handled).toEqual([...new Set(world.handled)].sort((a, b) => Number(a) - Number(b)));
			expect([...new Set(world.told)]).toEqual(world.handled);
		}),
		{ numRuns: 300 },
	);
});
