import { expect, test } from 'vitest';
import { timeline } from '../../../src/conversation/timeline.ts';
import type { Message } from '../../../src/shared/state.ts';
import { conversation } from '../../support/views/fixtures.ts';

const noon = new Date(2026, 2, 12, 12, 0).getTime();
const message = (id: string, direction: Message['direction'], at: number): Message => ({
	...(conversation.messages[0] as Message),
	id,
	direction,
	at,
});

test('a day stands before its first message, and what one side writes in a row follows', () => {
	const lines = timeline([
		message('a', 'in', noon - 86_400_000),
		message('b', 'in', noon),
		message('c', 'in', noon + 60_000),
		message('d', 'out', noon + 61_000),
		message('e', 'out', noon + 400_000),
	]);
	expect(
		lines.map((line) => (line.is === 'day' ? `day ${line.at}` : `${line.key}${line.follows ? ' follows' : ''}`)),
	).toEqual([`day ${noon - 86_400_000}`, 'a', `day ${noon}`, 'b', 'c follows', 'd', 'e']);
});

test('nothing comes of nothing, and keys are unique', () => {
	expect(timeline([])).toEqual([]);
	const keys = timeline(conversation.messages).map(({ key }) => key);
	expect(new Set(keys).size).toBe(keys.length);
});
