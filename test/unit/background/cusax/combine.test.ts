import { expect, test } from 'vitest';
import { combine } from '../../../../src/background/cusax/combine.ts';
import type { KnownNumber } from '../../../../src/background/store.ts';

const number = (uri: string, type: KnownNumber['type'] = 'other'): KnownNumber => ({ uri, type, video: false });
const [WORK, HOME, ROOM] = [number('tel:+1', 'work'), number('tel:+2', 'home'), number('sip:room@x')];

test('C20: the person’s own numbers come first, and stand for the same ones that are published', () => {
	const own = [number('tel:+9', 'cell'), number('tel:+2', 'cell')];
	expect(combine({ own, published: [WORK, HOME], reach: [] })).toEqual([...own, WORK]);
});

test('C19: where they say to be reached now comes first among what their vCard lists', () => {
	expect(combine({ own: [], published: [WORK, HOME], reach: [number('tel:+2')] })).toEqual([HOME, WORK]);
});

test('C19: what the vCard does not list is a claim, and comes last', () => {
	expect(combine({ own: [], published: [WORK], reach: [ROOM, number('tel:+1')] })).toEqual([
		WORK,
		{ ...ROOM, claimed: true },
	]);
	expect(combine({ own: [ROOM], published: [], reach: [ROOM] })).toEqual([ROOM]);
});
