/** How long the popup takes to show contacts, with 10,000 of them and with 100. */
import { type App, openApp } from '../support/app.ts';
import { BROWSERS, type BrowserKind, type Person, startPerson } from '../support/person.ts';
import { type Context, NAMES } from './context.ts';
import { type Crowd, crowd } from './crowd.ts';
import { openPopupFrame, type PopupTimes } from './popup-frame.ts';
import { median, ms, type Row } from './row.ts';

const FEW = 100;
const MANY = 10_000;
const SAMPLES = 15;
/** How much longer it may take with many. */
const AT_MOST = 1.2;

/** Somebody with that many contacts, and how long the popup took each time: the first time, and later. */
interface Opener {
	readonly person: Person;
	readonly app: App;
	readonly owner: string;
	readonly first: PopupTimes;
	readonly later: PopupTimes[];
}

export async function popupPaint(context: Context): Promise<Row[]> {
	const contacts = await crowd(context.servers);
	const rows: Row[] = [];
	try {
		for (const kind of BROWSERS) rows.push(await popupPaintIn(kind, context, contacts));
	} finally {
		contacts.close();
	}
	return rows;
}

async function popupPaintIn(kind: BrowserKind, context: Context, contacts: Crowd): Promise<Row> {
	const open: Opener[] = [];
	try {
		for (const size of [FEW, MANY]) open.push(await opener(kind, size, context, contacts));
		for (let sample = 0; sample < SAMPLES; sample++) {
			// In turn: what slows the machine down slows both.
			for (const { app, owner, later } of open) {
				contacts.come(owner, [{ index: sample, status: `since ${sample}` }]);
				await contacts.isHeard(owner);
				await app.page.bringToFront();
				later.push(await openPopupFrame(app.page));
			}
		}
		const [few, many] = open as [Opener, Opener];
		return row(kind, few, many);
	} finally {
		for (const { person } of open) await person.close();
	}
}

function row(kind: BrowserKind, few: Opener, many: Opener): Row {
	const painted = ({ later }: Opener) => median(later.map((times) => times.painted));
	const rows = ({ later }: Opener) => median(later.map((times) => times.rows));
	return {
		what: `popup opened → contacts painted, ${MANY} contacts`,
		browser: NAMES[kind],
		ratio: { value: painted(many) / painted(few), of: `${FEW} contacts` },
		absolute: { value: painted(many), unit: 'ms' },
		target: { most: AT_MOST, of: 'ratio' },
		note:
			`with ${FEW} ${ms(painted(few))}; rows in the document ${ms(rows(many))} and ${ms(rows(few))}; medians of ${SAMPLES} ` +
			`in turn, each after a change of presence; first after sign-in ${ms(many.first.painted)} and ${ms(few.first.painted)}`,
	};
}

async function opener(kind: BrowserKind, size: number, { servers, chat }: Context, contacts: Crowd): Promise<Opener> {
	const owner = `${kind}-${size}`;
	await contacts.addOwner(owner, size);
	const { jid, password } = servers.account(owner);
	const person = await startPerson({ kind, name: `bench-popup-${size}`, servers });
	const app = await openApp(person);
	await app.ask('account.add', { protocol: 'xmpp', address: jid, password, endpoint: chat.url });
	await contacts.isAsked(owner);
	await contacts.isHeard(owner);
	await app.page.bringToFront();
	return { person, app, owner, first: await openPopupFrame(app.page), later: [] };
}
