import { expect, test } from 'vitest';
import { nameOf, peerOf } from '../../../src/ui/call-words.ts';

const contact = { account: 'a', jid: 'romeo@x', name: 'Romeo' };
const peer = { peer: 'tel:+390458000000', peerShown: '045 800 0000' };

test.each([
	['a contact', { ...peer, contact, peerName: 'Tybalt' }, 'Romeo'],
	['a contact without a name', { ...peer, contact: { ...contact, name: '' }, peerName: 'Tybalt' }, 'Tybalt'],
	['a stranger who says a name', { ...peer, peerName: 'Tybalt' }, 'Tybalt'],
	['a stranger', { ...peer, peerName: '' }, '045 800 0000'],
])('C28: %s', (_, call, name) => expect(nameOf(call)).toBe(name));

test('C28: the number is there whoever it is', () => expect(peerOf(peer)).toBe('045 800 0000'));
