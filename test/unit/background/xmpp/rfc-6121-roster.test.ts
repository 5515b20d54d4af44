import { describe, expect, test } from 'vitest';
import { Roster } from '../../../../src/background/xmpp/rfc-6121-roster.ts';
import type { RosterItem } from '../../../../src/background/xmpp/session.ts';
import { type Element, el } from '../../../../src/background/xmpp/xml.ts';
import { attached, parsed } from './attached.ts';

const VERSIONED = el('features', {}, el('ver', { xmlns: 'urn:xmpp:features:rosterver' }));
const JULIET: RosterItem = {
	jid: 'juliet@example.com',
	name: 'Juliet',
	groups: ['Friends'],
	subscription: 'both',
	asked: false,
};
const JULIET_XML =
	'<item jid="Juliet@example.com" name="Juliet" subscription="both"><group>Friends</group><group/><group>Friends</group></item>';

async function start(stored: { version: string; items: RosterItem[] } = { version: '', items: [] }, answer = '') {
	const saved: unknown[] = [];
	const asked: string[] = [];
	let roster: Roster | undefined;
	const { receive, sent, told } = attached((router, events) => {
		roster = new Roster({
			memory: {
				loadRoster: async () => stored,
				saveRoster: async (change) => {
					saved.push(change);
				},
			},
			events,
			ask: async (type: string, child: Element) => {
				asked.push(`${type} ${child}`);
				return parsed(`<iq type="result" id="1">${answer}</iq>`);
			},
		});
		roster.attach(router);
	});
	if (!roster) throw new Error('not attached');
	await roster.load();
	return { roster, receive, sent, told, saved, asked };
}

describe('fetching', () => {
	test('§2.1.4: the whole roster, at first', async () => {
		const answer = `<query xmlns="jabber:iq:roster" ver="ver7">${JULIET_XML}<item jid="benvolio@example.net" ask="subscribe"/><item jid="@"/><item/></query>`;
		const { roster, asked, saved, told } = await start(undefined, answer);
		await roster.fetch(VERSIONED);
		const items = [JULIET, { jid: 'benvolio@example.net', name: '', groups: [], subscription: 'none', asked: true }];
		expect(asked).toEqual(['get <query xmlns="jabber:iq:roster" ver=""/>']);
		expect(saved).toEqual([{ version: 'ver7', items, set: [], removed: [] }]);
		expect(told).toEqual([['roster', { items, set: [], removed: [] }]]);
		expect(roster.items()).toEqual(items);
	});

	test('§2.6: nothing when the server has nothing new', async () => {
		const { roster, asked, saved, told } = await start({ version: 'ver7', items: [JULIET] });
		await roster.fetch(VERSIONED);
		expect(asked).toEqual(['get <query xmlns="jabber:iq:roster" ver="ver7"/>']);
		expect(saved).toEqual([]);
		expect(told).toEqual([]);
		expect(roster.get('juliet@example.com')).toEqual(JULIET);
	});

	test('without versions where the server has none', async () => {
		const { roster, asked, saved } = await start(
			{ version: 'ver7', items: [JULIET] },
			'<query xmlns="jabber:iq:roster"/>',
		);
		await roster.fetch(el('features'));
		expect(asked).toEqual(['get <query xmlns="jabber:iq:roster"/>']);
		expect(saved).toEqual([{ version: '', items: [], set: [], removed: [] }]);
		expect(roster.items()).toEqual([]);
	});
});

describe('pushes', () => {
	const push = (inside: string, from = '') =>
		`<iq type="set" id="p1"${from}><query xmlns="jabber:iq:roster" ver="ver8">${inside}</query></iq>`;

	test.each(['', ' from="romeo@montague.lit"'])('are stored, told and answered%s', async (from) => {
		const { roster, receive, sent, told, saved } = await start();
		await receive(push(JULIET_XML, from));
		expect(saved).toEqual([{ version: 'ver8', items: null, set: [JULIET], removed: [] }]);
		expect(told).toEqual([['roster', { items: null, set: [JULIET], removed: [] }]]);
		expect(sent[0]).toContain('type="result" id="p1"');
		expect(roster.items()).toEqual([JULIET]);
	});

	test('§2.5: removals too', async () => {
		const { roster, receive, told, saved } = await start({ version: 'ver7', items: [JULIET] });
		await receive(push('<item jid="juliet@example.com" subscription="remove"/>'));
		const change = { items: null, set: [], removed: ['juliet@example.com'] };
		expect(saved).toEqual([{ version: 'ver8', ...change }]);
		expect(told).toEqual([['roster', change]]);
		expect(roster.items()).toEqual([]);
	});

	test.each(['juliet@capulet.lit', 'montague.lit', 'romeo@montague.lit/balcony', 'romeo@montague.lit.evil.lit'])(
		'§2.1.6: one from %s is none',
		async (from) => {
			const { receive, sent, told, saved } = await start();
			await receive(push(JULIET_XML, ` from="${from}"`));
			expect(saved).toEqual([]);
			expect(told).toEqual([]);
			expect(sent[0]).toContain('<service-unavailable');
		},
	);

	test.each(['', `${JULIET_XML}<item jid="a@b"/>`, '<item jid="a@b/c"/>', '<item/>'])('%j is none', async (inside) => {
		const { receive, sent, told, saved } = await start();
		await receive(push(inside));
		expect(saved).toEqual([]);
		expect(told).toEqual([]);
		expect(sent[0]).toContain('<bad-request');
	});

	test('asking for our roster is none', async () => {
		const { receive, sent } = await start();
		await receive(push(JULIET_XML).replace('set', 'get'));
		expect(sent[0]).toContain('<service-unavailable');
	});

	test('nothing is answered that was not stored', async () => {
		const told: unknown[] = [];
		const { receive, sent } = attached((router) => {
			new Roster({
				memory: {
					loadRoster: async () => ({ version: '', items: [] }),
					saveRoster: () => Promise.reject(new Error('full')),
				},
				events: { roster: (change) => told.push(change) },
				ask: () => Promise.reject(new Error('not asked')),
			}).attach(router);
		});
		await expect(receive(push(JULIET_XML))).rejects.toThrow('full');
		expect(sent).toEqual([]);
		expect(told).toEqual([]);
	});
});

describe('changing', () => {
	test('§2.3: adds', async () => {
		const { roster, asked } = await start();
		await roster.set('nurse@example.com', 'Nurse');
		await roster.set('nobody@example.com', '');
		expect(asked).toEqual([
			'set <query xmlns="jabber:iq:roster"><item jid="nurse@example.com" name="Nurse"/></query>',
			'set <query xmlns="jabber:iq:roster"><item jid="nobody@example.com"/></query>',
		]);
	});

	test('§2.4: renames, in the same groups', async () => {
		const { roster, asked } = await start({ version: 'ver7', items: [JULIET] });
		await roster.set('juliet@example.com', 'J');
		expect(asked).toEqual([
			'set <query xmlns="jabber:iq:roster"><item jid="juliet@example.com" name="J"><group>Friends</group></item></query>',
		]);
	});

	test('§2.5: removes', async () => {
		const { roster, asked } = await start();
		await roster.remove('nurse@example.com');
		expect(asked).toEqual([
			'set <query xmlns="jabber:iq:roster"><item jid="nurse@example.com" subscription="remove"/></query>',
		]);
	});
});
