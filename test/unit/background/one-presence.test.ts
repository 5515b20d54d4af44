import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newCall } from '../../../src/background/calls/call-row.ts';
import { keepOnePresence, presenceToTell } from '../../../src/background/one-presence.ts';
import { SETTINGS } from '../../../src/background/storage/singletons.ts';
import { createStore } from '../../../src/background/store.ts';
import type { Call, CallPhase, OwnPresence, Show } from '../../../src/shared/state.ts';

const HERE: OwnPresence = { show: 'available', status: 'At my desk' };
const TALKING: OwnPresence = { show: 'away', status: 'On the phone' };
const call = (phase: CallPhase): Call =>
	newCall({ account: 'a', direction: 'out', peer: 'sip:b@x', peerName: '', phase });

function setUp() {
	const store = createStore({ settings: SETTINGS, presence: HERE });
	const sent: OwnPresence[] = [];
	const now = keepOnePresence(store, () => [{ setPresence: (presence) => void sent.push(presence) }]);
	return { store, sent, now };
}

describe('on the phone', () => {
	test('is told once for all calls that are talked on or held, and what was before is told after the last', () => {
		const { store, sent, now } = setUp();
		const [first, second] = [call({ is: 'live' }), call({ is: 'held' })];
		store.calls.set(first.id, first);
		store.calls.set(second.id, second);
		store.calls.patch(first.id, { muted: true });
		expect(sent).toEqual([TALKING]);
		expect(now()).toEqual(TALKING);
		store.calls.patch(first.id, { phase: { is: 'ended', reason: 'hung-up' } });
		expect(sent).toEqual([TALKING]);
		store.calls.delete(second.id);
		expect(sent).toEqual([TALKING, HERE]);
	});

	test('a choice made meanwhile is told at once, and stays', () => {
		const { store, sent } = setUp();
		const live = call({ is: 'live' });
		store.calls.set(live.id, live);
		store.presence.set({ show: 'dnd', status: '' });
		store.calls.delete(live.id);
		expect(sent).toEqual([TALKING, { show: 'dnd', status: '' }]);
	});

	test('nobody is told who does not want it; the switch works during a call too', () => {
		const { store, sent } = setUp();
		store.settings.set({ ...SETTINGS, onThePhone: '' });
		const live = call({ is: 'live' });
		store.calls.set(live.id, live);
		expect(sent).toEqual([]);
		store.settings.set({ ...SETTINGS, onThePhone: 'Talking' });
		expect(sent).toEqual([{ show: 'away', status: 'Talking' }]);
	});

	test.each<CallPhase['is']>(['preparing', 'calling', 'ringing', 'ended'])('%s is not talking', (is) => {
		const phase: CallPhase = is === 'ended' ? { is, reason: 'busy' } : ({ is } as CallPhase);
		expect(presenceToTell(HERE, [call(phase)], SETTINGS)).toBe(HERE);
	});
});

test('a call makes nobody look more present than they chose', () => {
	const show = fc.constantFrom<Show>('away', 'dnd', 'offline');
	fc.assert(
		fc.property(show, fc.string(), fc.string(), (show, status, onThePhone) => {
			const own = { show, status };
			expect(presenceToTell(own, [call({ is: 'live' })], { ...SETTINGS, onThePhone })).toBe(own);
		}),
	);
});
