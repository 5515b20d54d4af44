/**
 * How far an open view is behind when 10,000 contacts have come in 2 s: presences that a component sends, and that go
 * through the server, the session document and its store to a view. Beside it, the same for a single one in calm.
 */
import { openApp } from '../support/app.ts';
import { startPerson } from '../support/person.ts';
import { until } from '../support/until.ts';
import { type Context, NAMES } from './context.ts';
import { type Crowd, crowd } from './crowd.ts';
import { median, ms, type Row } from './row.ts';
import { type TopRow, watchTopRow } from './top-row.ts';
import type { Wire } from './wire.ts';

const PRESENCES = 10_000;
/** ms. */
const DURATION = 2_000;
const STORMS = 5;
const CALMS = 9;
/** How far behind the view may be, ms. */
const WITHIN = 250;
const OWNER = 'storm';
/** How long the server may take for them, ms. */
const PATIENCE = 60_000;

/** After the last presence left the server, in ms. */
interface Lag {
	/** The view has it in its window of the store. */
	readonly view: number;
	/** It stands in the popup. */
	readonly popup: number;
}

export async function presenceStorm({ servers, chat }: Context): Promise<Row[]> {
	const contacts = await crowd(servers);
	await contacts.addOwner(OWNER, PRESENCES);
	const person = await startPerson({ kind: 'chromium', name: 'bench-storm', servers });
	try {
		const { jid, password } = servers.account(OWNER);
		const { page, ask } = await openApp(person);
		await ask('account.add', { protocol: 'xmpp', address: jid, password, endpoint: chat.url });
		await contacts.isAsked(OWNER);
		await contacts.isHeard(OWNER);
		await page.bringToFront();
		const top = await watchTopRow(page);
		const calm: Lag[] = [];
		for (let index = 0; index < CALMS; index++) calm.push(await single(contacts, chat, top, `calm ${index}`));
		const storms: Lag[] = [];
		for (let index = 0; index < STORMS; index++) storms.push(await storm(contacts, chat, top, `storm ${index}`));
		return [row(calm, storms)];
	} finally {
		await person.close();
		contacts.close();
	}
}

function row(calm: readonly Lag[], storms: readonly Lag[]): Row {
	const of = (lags: readonly Lag[], name: keyof Lag) => median(lags.map((one) => one[name]));
	const each = storms.map(({ view }) => ms(view)).join(', ');
	return {
		what: `view behind ${PRESENCES} presences in ${DURATION / 1000} s`,
		browser: NAMES.chromium,
		ratio: { value: of(storms, 'view') / of(calm, 'view'), of: 'a single presence' },
		absolute: { value: of(storms, 'view'), unit: 'ms' },
		target: { most: WITHIN, of: 'absolute' },
		note:
			`storms ${each}; a single one ${ms(of(calm, 'view'))}; in the open popup ${ms(of(storms, 'popup'))} and ` +
			`${ms(of(calm, 'popup'))}; medians of ${STORMS} and ${CALMS}`,
	};
}

/** A single presence, of the contact in the top row. */
async function single(contacts: Crowd, wire: Wire, top: TopRow, status: string): Promise<Lag> {
	contacts.come(OWNER, [{ index: 0, status }]);
	return await lag(contacts, wire, top, status);
}

/**
 * One of every contact, that of the top row last. The server takes its time for so many; they are kept back until it has
 * sent them all, and come at the rate that is asked for.
 */
async function storm(contacts: Crowd, wire: Wire, top: TopRow, status: string): Promise<Lag> {
	const held = wire.lines.at(-1)?.hold();
	const coming = Array.from({ length: PRESENCES }, (_, step) => PRESENCES - 1 - step);
	contacts.come(
		OWNER,
		coming.map((index) => ({ index, status: index === 0 ? status : `${status}, ${index}` })),
	);
	await until('the server has sent all', () => held && held.count >= PRESENCES, PATIENCE);
	await held?.release(DURATION);
	return await lag(contacts, wire, top, status);
}

async function lag(contacts: Crowd, wire: Wire, top: TopRow, status: string): Promise<Lag> {
	const { view, popup } = await top.shows(status);
	const sent = wire.find(0, ({ by, text }) => by === 'server' && text.includes(`<status>${status}</status>`));
	if (!sent) throw new Error('the view shows what the server has not sent');
	await contacts.isHeard(OWNER);
	return { view: view - sent.at, popup: popup - sent.at };
}
