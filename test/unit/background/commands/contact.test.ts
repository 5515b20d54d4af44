import { describe, expect, test, vi } from 'vitest';
import { contactCommands } from '../../../../src/background/commands/contact.ts';
import type { Service } from '../../../../src/background/commands/service.ts';
import { createDispatch } from '../../../../src/background/dispatch.ts';
import { NO_PAGE } from '../../../../src/background/sender.ts';
import { SETTINGS } from '../../../../src/background/storage/singletons.ts';
import { createStore, peerKey } from '../../../../src/background/store.ts';
import type { Caller, Handlers } from '../../../../src/shared/commands.ts';
import type { Contact } from '../../../../src/shared/state.ts';

const OWN = { numbers: [{ written: ' 045 800 0000 ', type: 'cell' }], usesPublished: false };

function setUp() {
	const store = createStore({ settings: SETTINGS, presence: { show: 'available', status: '' } });
	store.contacts.set(peerKey('a', 'romeo@x'), { account: 'a', jid: 'romeo@x' } as Contact);
	const setOwnNumbers = vi.fn(async () => {});
	const service = { store, phonebook: { setOwnNumbers } } as Partial<Record<keyof Service, unknown>> as Service;
	const dispatch = createDispatch(contactCommands(service) as Handlers, () => {});
	const ask = (input: unknown, caller: Caller = 'pages') =>
		dispatch({ command: 'contact.numbers', input }, caller, NO_PAGE);
	return { ask, setOwnNumbers };
}

describe('C20: own numbers', () => {
	test('are kept for a contact', async () => {
		const { ask, setOwnNumbers } = setUp();
		expect(await ask({ account: 'a', jid: 'romeo@x', own: OWN })).toEqual({ ok: true, value: null });
		const own = { numbers: [{ written: '045 800 0000', type: 'cell' }], usesPublished: false };
		expect(setOwnNumbers).toHaveBeenCalledWith('a', 'romeo@x', own);
	});

	test('are not kept for who is none', async () => {
		const { ask, setOwnNumbers } = setUp();
		expect(await ask({ account: 'a', jid: 'tybalt@x', own: OWN })).toMatchObject({ code: 'not-found' });
		expect(setOwnNumbers).not.toHaveBeenCalled();
	});

	test.each([
		['an empty one', [{ written: '  ', type: 'cell' }]],
		['an unknown kind', [{ written: '1', type: 'telex' }]],
		['more than anybody has', Array.from({ length: 9 }, () => ({ written: '1', type: 'cell' }))],
	])('%s is refused', async (_, numbers) => {
		const { ask, setOwnNumbers } = setUp();
		const own = { numbers, usesPublished: true };
		expect(await ask({ account: 'a', jid: 'romeo@x', own })).toMatchObject({ code: 'bad-request' });
		expect(setOwnNumbers).not.toHaveBeenCalled();
	});

	test('no page may write them', async () => {
		const { ask } = setUp();
		expect(await ask({ account: 'a', jid: 'romeo@x', own: OWN }, 'anyone')).toMatchObject({ code: 'forbidden' });
	});
});
