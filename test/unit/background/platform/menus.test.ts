import { expect, test, vi } from 'vitest';

vi.mock('webextension-polyfill', () => ({ default: {} }));
const { menuClicked } = await import('../../../../src/background/platform/menus.ts');

async function asked(item: string, info: { selectionText?: string; linkUrl?: string }): Promise<unknown> {
	const tell = vi.fn(async () => {});
	const page = { editable: false, modifiers: [], pageUrl: 'https://www.shop.example/contact' };
	await menuClicked({ menuItemId: item, ...page, ...info }, tell);
	return tell.mock.calls;
}

test('a selection is called as it is written, and by what is set for its site', async () => {
	const input = { target: '045 805 0500', site: 'www.shop.example' };
	expect(await asked('call-selection', { selectionText: '045 805 0500' })).toEqual([['call.place', input]]);
});

test.each([
	['tel:045-8050500', 'tel:045-8050500'],
	['sip:bob@example.test', 'sip:bob@example.test'],
	['callto:+390458050500', '+390458050500'],
	['CALLTO://+390458050500', '+390458050500'],
])('the link %s is called as %s', async (linkUrl, target) => {
	expect(await asked('call-link', { linkUrl })).toEqual([['call.place', { target, site: 'www.shop.example' }]]);
});

test('a link to a chat address opens the chat', async () => {
	expect(await asked('chat-link', { linkUrl: 'xmpp:romeo@montague.example' })).toEqual([
		['chat.open', { target: 'xmpp:romeo@montague.example' }],
	]);
});

test('another extension’s item is not ours', async () => {
	expect(await asked('other', { selectionText: '045' })).toEqual([]);
});
