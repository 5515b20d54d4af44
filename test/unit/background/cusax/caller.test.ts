import { describe, expect, test } from 'vitest';
import { callerLine, onePerson } from '../../../../src/background/cusax/caller.ts';
import type { Contact } from '../../../../src/shared/state.ts';

const contact = (account: string, jid: string, name: string) =>
	({ account, jid, name, groups: [] }) as unknown as Contact;
const ROMEO = { account: 'a', jid: 'romeo@x', name: 'Romeo' };

describe('C28: whose number it is', () => {
	test('nobody’s', () => expect(onePerson([])).toBeUndefined());
	test('one person’s, of two accounts', () =>
		expect(onePerson([contact('a', 'romeo@x', 'Romeo'), contact('b', 'romeo@x', 'R.')])).toEqual(ROMEO));
	test('two people’s, so that nobody can tell', () =>
		expect(onePerson([contact('a', 'romeo@x', 'Romeo'), contact('a', 'juliet@x', 'Juliet')])).toBeUndefined());
});

test.each([
	['a contact beside the number', ROMEO, 'Somebody', 'Romeo · +39 045 800 0000'],
	['what a stranger claims', undefined, 'Somebody', 'Somebody'],
	['the number of who claims nothing', undefined, '', '+39 045 800 0000'],
])('C28: says %s', (_, known, claimed, line) => expect(callerLine(known, '+39 045 800 0000', claimed)).toBe(line));
