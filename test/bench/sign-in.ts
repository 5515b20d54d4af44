/** How often a sign-in waits for the server, and how long it takes: each protocol, with password, keys, and a stream to resume. */
import type { Input } from '../../src/shared/commands.ts';
import { type App, openApp } from '../support/app.ts';
import { BROWSERS, type BrowserKind, startPerson } from '../support/person.ts';
import { until } from '../support/until.ts';
import { type Context, NAMES } from './context.ts';
import { timeCommand, timeExchange } from './in-page.ts';
import { median, ms, type Row } from './row.ts';
import { isAnswerTo } from './sip-text.ts';
import { type Passed, roundTrips, type Wire } from './wire.ts';

const SAMPLES = 7;

/** One protocol's part. */
interface Side {
	readonly name: 'Chat' | 'Calls';
	readonly wire: Wire;
	readonly fields: Input<'account.add'>;
	/** The subprotocol, and something that the server answers to whoever asks. */
	readonly exchange: readonly [protocol: string, text: string];
	readonly isSignedIn: (message: Passed) => boolean;
	/** What the protocol itself needs one after the other. */
	readonly fewest: number;
	readonly steps: string;
}

export async function signIns(context: Context): Promise<Row[]> {
	const rows: Row[] = [];
	for (const kind of BROWSERS) {
		const person = await startPerson({ kind, name: 'bench-sign-in', servers: context.servers });
		try {
			const app = await openApp(person);
			for (const side of [chat(context), calls(context)]) rows.push(...(await signInsOf(app, side, kind)));
		} finally {
			await person.close();
		}
	}
	return rows;
}

async function signInsOf(app: App, side: Side, kind: BrowserKind): Promise<Row[]> {
	const { wire, fields, name, steps, fewest, isSignedIn } = side;
	const browser = NAMES[kind];
	const times: number[] = [];
	const floors: number[] = [];
	let account = '';
	await timeExchange(app.page, wire.url, ...side.exchange); // the first TLS of a browser is like no other
	for (let sample = 0; sample < SAMPLES; sample++) {
		if (account) await app.ask('account.remove', { account });
		floors.push(await timeExchange(app.page, wire.url, ...side.exchange));
		const { took, value } = await timeCommand(app.page, 'account.add', fields);
		times.push(took);
		account = value;
	}
	const first = roundTrips(newest(wire), isSignedIn);
	const counted = (what: string, count: number, target: number, note: string): Row => ({
		what: `${name}: round trips to signed in, ${what}`,
		browser,
		absolute: { value: count, unit: 'round trips' },
		target: { most: target, of: 'absolute' },
		note,
	});
	const took = median(times);
	const floor = median(floors);
	const rows = [
		counted('with password', first, fewest, steps),
		counted('with stored keys', await again(app, side, account), fewest, 'account switched off and on'),
		...(name === 'Chat'
			? [
					counted(
						'stream resumed',
						await resumed(app, side, account),
						fewest - 1,
						'connection cut; as above, bind left out',
					),
				]
			: []),
		{
			what: `${name}: time to signed in`,
			browser,
			ratio: { value: took / floor, of: 'bare WebSocket, one exchange' },
			absolute: { value: took, unit: 'ms' as const },
			note: `floor ${ms(floor)}; medians of ${SAMPLES}, in turn; account kept on disk`,
		},
	];
	await app.ask('account.remove', { account });
	return rows;
}

async function again(app: App, { wire, isSignedIn }: Side, account: string): Promise<number> {
	await app.ask('account.switch', { account, on: false });
	const before = wire.lines.length;
	await app.ask('account.switch', { account, on: true });
	await until('signed in again', () => wire.lines.length > before && newest(wire).passed.some(isSignedIn));
	return roundTrips(newest(wire), isSignedIn);
}

async function resumed(app: App, { wire }: Side, account: string): Promise<number> {
	const isResumed = ({ by, text }: Passed) => by === 'server' && text.startsWith('<resumed');
	const before = wire.lines.length;
	newest(wire).cut();
	await until('the connection is missed', async () => {
		await app.ask('account.retry', { account });
		return wire.lines.length > before;
	});
	await until('the stream is resumed', () => newest(wire).passed.some(isResumed));
	return roundTrips(newest(wire), isResumed);
}

function newest({ lines }: Wire) {
	const line = lines.at(-1);
	if (!line) throw new Error('no connection');
	return line;
}

function chat({ servers, chat: wire }: Context): Side {
	const { jid, password } = servers.account('alice');
	const open = `<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="${servers.xmpp.domain}" version="1.0"/>`;
	return {
		name: 'Chat',
		wire,
		fields: { protocol: 'xmpp', address: jid, password, endpoint: wire.url },
		exchange: ['xmpp', open],
		isSignedIn: ({ by, text }) => by === 'server' && text.startsWith('<enabled'),
		fewest: 6,
		steps: 'open, SCRAM (2), open, bind, stream management',
	};
}

function calls({ servers, calls: wire }: Context): Side {
	const { aor, password } = servers.account('alice');
	return {
		name: 'Calls',
		wire,
		fields: {
			protocol: 'sip',
			address: aor,
			password,
			endpoint: wire.url,
			authUser: '',
			displayName: '',
			iceServers: [],
		},
		exchange: ['sip', optionsTo(servers.sip.domain)],
		isSignedIn: ({ by, text }) => by === 'server' && isAnswerTo(text, 200, 'REGISTER'),
		fewest: 2,
		steps: 'REGISTER, challenged and answered',
	};
}

/** RFC 3261 §11. */
function optionsTo(domain: string): string {
	const lines = [
		`OPTIONS sip:${domain} SIP/2.0`,
		'Via: SIP/2.0/WSS floor.invalid;branch=z9hG4bKfloor',
		`From: <sip:floor@${domain}>;tag=floor`,
		`To: <sip:${domain}>`,
		'Call-ID: floor',
		'CSeq: 1 OPTIONS',
		'Max-Forwards: 5',
		'Content-Length: 0',
	];
	return `${lines.join('\r\n')}\r\n\r\n`;
}
