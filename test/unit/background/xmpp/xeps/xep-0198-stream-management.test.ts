import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	acknowledgement,
	acknowledgementRequest,
	enable,
	type Managed,
	readCount,
	readManaged,
	resume,
	startManaged,
	withAcknowledged,
	withHandled,
	withSent,
} from '../../../../../src/background/xmpp/xeps/xep-0198-stream-management.ts';
import { parsed } from '../attached.ts';

const NEW = startManaged('some-long-sm-id', 'romeo@montague.lit/orchard');
const sent = (id: string) => ({ xml: `<message id="${id}"/>`, id, again: false });

test('its elements', () => {
	expect([enable(), acknowledgementRequest(), acknowledgement(7), resume({ ...NEW, handled: 3 })].map(String)).toEqual([
		'<enable xmlns="urn:xmpp:sm:3" resume="true"/>',
		'<r xmlns="urn:xmpp:sm:3"/>',
		'<a xmlns="urn:xmpp:sm:3" h="7"/>',
		'<resume xmlns="urn:xmpp:sm:3" h="3" previd="some-long-sm-id"/>',
	]);
});

test.each([
	['0', 0],
	['4294967295', 4_294_967_295],
	['4294967296', null],
	['99999999999', null],
	['-1', null],
	['1.5', null],
	['', null],
])('h="%s" is %s', (h, count) => {
	expect(readCount(parsed(`<a xmlns="urn:xmpp:sm:3" h="${h}"/>`))).toBe(count);
});

test('without h there is no count', () => {
	expect(readCount(parsed('<failed xmlns="urn:xmpp:sm:3"/>'))).toBeNull();
});

describe('counting', () => {
	test('what is acknowledged leaves the queue, oldest first', () => {
		const state = withSent(withSent(NEW, sent('1'), sent('2')), sent('3'));
		const result = withAcknowledged(state, 2);
		expect(result?.stanzas.map(({ id }) => id)).toEqual(['1', '2']);
		expect(result?.state.queue.map(({ id }) => id)).toEqual(['3']);
		expect(result && withAcknowledged(result.state, 2)?.stanzas).toEqual([]);
	});

	test('more than was sent cannot be acknowledged, nor less than before', () => {
		const state = withSent(NEW, sent('1'), sent('2'));
		expect(withAcknowledged(state, 3)).toBeNull();
		const { state: later } = withAcknowledged(state, 2) ?? { state };
		expect(withAcknowledged(later, 1)).toBeNull();
	});

	test('goes on from zero after 2³² - 1', () => {
		expect(withHandled({ ...NEW, handled: 4_294_967_295 }).handled).toBe(0);
		const state = withSent({ ...NEW, acknowledged: 4_294_967_295 }, sent('1'), sent('2'));
		expect(withAcknowledged(state, 0)?.stanzas.map(({ id }) => id)).toEqual(['1']);
	});

	test('whatever is sent and acknowledged, nothing is acknowledged twice, left out or out of order', () => {
		const step = fc.oneof(fc.constant('send' as const), fc.nat(20));
		fc.assert(
			fc.property(fc.array(step), fc.nat({ max: 4_294_967_295 }), (steps, first) => {
				let state: Managed = { ...NEW, acknowledged: first };
				let total = 0;
				const acknowledged: string[] = [];
				for (const one of steps) {
					if (one === 'send') state = withSent(state, sent(`${total++}`));
					const h = one === 'send' ? null : (state.acknowledged + one) % 2 ** 32;
					const result = h === null ? null : withAcknowledged(state, h);
					if (h !== null) expect(result === null).toBe((one as number) > state.queue.length);
					acknowledged.push(...(result?.stanzas.map(({ id }) => id) ?? []));
					state = result?.state ?? state;
				}
				const all = [...acknowledged, ...state.queue.map(({ id }) => id)];
				expect(all).toEqual(Array.from({ length: total }, (_, index) => `${index}`));
				expect(state.acknowledged).toBe((first + acknowledged.length) % 2 ** 32);
			}),
		);
	});
});

describe('storing', () => {
	test('what is stored is what it was', () => {
		const state = withHandled(withSent(NEW, sent('1')));
		expect(readManaged(JSON.parse(JSON.stringify(state)))).toEqual(state);
	});

	test.each([
		null,
		undefined,
		{},
		{ ...NEW, handled: -1 },
		{ ...NEW, handled: 0.5 },
		{ ...NEW, acknowledged: 2 ** 32 },
		{ ...NEW, queue: [{}] },
		{ ...NEW, id: 1 },
	])('%j is none', (stored) => {
		expect(readManaged(stored)).toBeNull();
	});
});
