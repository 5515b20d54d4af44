import { beforeEach, describe, expect, test } from 'vitest';
import type { Ask } from '../../../src/content/ask.ts';
import { press } from '../../../src/content/press.ts';
import type { How, Spot } from '../../../src/content/spot.ts';
import type { Cue } from '../../../src/shared/description.ts';
import { lifeOf, slotWith } from './in-slot.ts';

let commands: unknown[][];
let shown: How[];
/** What is answered to `numbers.describe`; undefined: nothing is. */
let cue: Cue | null | undefined;
let isThere: boolean;
let isAsPointedAt: boolean;

beforeEach(() => {
	[commands, shown, cue, isThere, isAsPointedAt] = [[], [], null, true, true];
});

async function pressed(spot: Partial<Spot>): Promise<void> {
	const ask = async (name: string, input: unknown) => {
		if (name !== 'numbers.describe') commands.push([name, input]);
		return name === 'numbers.describe' && cue !== undefined ? { cue, target: `${spot.target}!` } : undefined;
	};
	const marks = { isAsPointedAt: () => isAsPointedAt, show: (_: Spot, how: How) => shown.push(how) };
	const whole = { target: 'tel:+1', raw: 'x', is: 'link', cue: false, isThere: () => isThere, ...spot } as Spot;
	const event = {} as MouseEvent;
	// The page's language is looked up.
	Object.assign(globalThis, { document: { documentElement: { lang: 'en' } } });
	await press(whole, event, slotWith(lifeOf(new AbortController()), ask as Ask, marks as never));
}

describe('a link', () => {
	test('to a number or a SIP address is called, as it was read for this page', async () => {
		await pressed({ target: 'tel:+39045' });
		await pressed({ target: 'sip:bob@example.test' });
		expect(commands).toEqual([
			['call.place', { target: 'tel:+39045!' }],
			['call.place', { target: 'sip:bob@example.test!' }],
		]);
	});

	test('to a chat address opens the chat', async () => {
		await pressed({ target: 'XMPP:bob@example.test?message' });
		expect(commands).toEqual([['chat.open', { target: 'XMPP:bob@example.test?message' }]]);
	});

	test.each<Cue>(['premium', 'foreign', 'differs'])(
		'that may cost or deceive (%s) only shows the chip',
		async (why) => {
			cue = why;
			await pressed({});
			expect([shown, commands]).toEqual([['cue'], []]);
		},
	);

	test('of which nobody knows what it is: nothing', async () => {
		cue = undefined;
		await pressed({});
		expect([shown, commands]).toEqual([[], []]);
	});

	test('that the page changes before it is known: nothing', async () => {
		isThere = false;
		await pressed({});
		expect([shown, commands]).toEqual([[], []]);
	});
});

describe('a mark', () => {
	test('is called, with a cue shown', async () => {
		await pressed({ is: 'mark' });
		expect(commands).toEqual([['call.place', { target: 'tel:+1' }]]);
		await pressed({ is: 'mark', cue: true });
		expect([shown, commands.length]).toEqual([['cue'], 1]);
	});

	test('that came under the pointer just now is shown', async () => {
		isAsPointedAt = false;
		await pressed({ is: 'mark' });
		expect([shown, commands]).toEqual([['cue'], []]);
	});
});
