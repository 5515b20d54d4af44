/** States as the session document would send them, for pictures and checks of the views. */
import type {
	AccountView,
	Call,
	Contact,
	Conversation,
	Message,
	Overview,
	Page,
	Recent,
	Show,
	Slices,
} from '../../../src/shared/state.ts';

export const NOON = Date.UTC(2026, 2, 12, 11, 0, 0);
const MINUTE = 60_000;
const DAY = 86_400_000;

export const chatAccount: AccountView = {
	id: 'a1',
	protocol: 'xmpp',
	address: 'juliet@capulet.example',
	displayName: '',
	endpoint: '',
	authUser: '',
	iceServers: [],
	enabled: true,
	connection: {
		is: 'online',
		since: NOON - 190 * MINUTE,
		security: { tls: true, mechanism: 'SCRAM-SHA-256', host: 'chat.capulet.example:443' },
	},
};

export const callAccount: AccountView = {
	...chatAccount,
	id: 'a2',
	protocol: 'sip',
	address: 'sip:juliet@capulet.example',
	displayName: 'Juliet Capulet',
	endpoint: 'wss://sip.capulet.example/ws',
	connection: {
		is: 'online',
		since: NOON - 190 * MINUTE,
		security: { tls: true, mechanism: 'Digest MD5', host: 'sip.capulet.example:443' },
	},
};

export const overview: Overview = {
	accounts: [callAccount, chatAccount],
	presence: { show: 'available', status: '' },
	calls: [],
	requests: [],
	unread: 2,
	missed: 1,
	settings: {
		country: 'IT',
		ringing: true,
		microphone: 'granted',
		callWith: '',
		onThePhone: 'On the phone',
		pages: { marks: true, evenIfOptedOut: false },
		dialling: {},
	},
};

export const nobody: Overview = {
	...overview,
	accounts: [],
	missed: 0,
	unread: 0,
	settings: { ...overview.settings, country: '', microphone: 'unknown' },
};

export const troubled: Overview = {
	...overview,
	accounts: [
		{
			...callAccount,
			connection: {
				is: 'waiting',
				since: NOON - 3 * MINUTE,
				retryAt: NOON + 12_000,
				reason: 'unreachable',
				detail: 'WebSocket closed, 1006',
			},
		},
		{
			...chatAccount,
			connection: { is: 'refused', since: NOON - MINUTE, reason: 'wrong-password', detail: 'not-authorized' },
		},
	],
};

export const plain: Overview = {
	...overview,
	accounts: [
		callAccount,
		{
			...chatAccount,
			connection: {
				is: 'online',
				since: NOON - MINUTE,
				security: { tls: true, mechanism: 'PLAIN', host: 'chat.capulet.example:443' },
			},
		},
	],
};

function contact(jid: string, name: string, show: Show, status = '', unread = 0): Contact {
	return {
		account: 'a1',
		jid,
		name,
		groups: [],
		subscription: 'both',
		asked: false,
		show,
		status,
		unread,
		numbers: [],
	};
}

const people: readonly Contact[] = [
	contact('nurse@capulet.example', 'Nurse', 'available', 'In the orchard until noon'),
	contact('romeo@montague.example', 'Romeo Montague', 'dnd', 'On the phone', 2),
	contact('laurence@cell.example', 'Friar Laurence', 'away'),
	{ ...contact('paris@verona.example', 'Count Paris', 'offline'), subscription: 'none', asked: true },
	contact('mercutio@verona.example', 'Mercutio B. Escalus', 'offline'),
	contact('tybalt@capulet.example', 'Tybalt', 'offline'),
	contact('benvolio@montague.example', 'Benvolio', 'offline'),
	contact('donaudampfschifffahrt@wien.example', 'Donaudampfschifffahrtsgesellschaftskapitänin Rosalinde', 'offline'),
];

export const contacts: Page<Contact> = { from: 0, total: people.length, rows: people };

export function manyContacts(total: number): Page<Contact> {
	const rows = Array.from({ length: total }, (_, index) =>
		contact(`person${index}@verona.example`, `Person ${index}`, index % 3 ? 'offline' : 'available'),
	);
	return { from: 0, total, rows };
}

const recents: Page<Recent> = {
	from: 0,
	total: 4,
	rows: [
		recent({
			id: 'r1',
			peer: 'tel:+390458000000',
			peerName: 'Romeo Montague',
			startedAt: NOON - 8 * MINUTE,
			reason: 'cancelled',
			missed: true,
		}),
		recent({
			id: 'r2',
			peer: 'sip:nurse@capulet.example',
			direction: 'out',
			startedAt: NOON - 90 * MINUTE,
			seconds: 203,
		}),
		recent({ id: 'r3', peer: 'tel:+493012345678', direction: 'out', startedAt: NOON - DAY, reason: 'busy' }),
		recent({
			id: 'r4',
			peer: 'sip:101@capulet.example',
			peerName: 'Kitchen',
			startedAt: NOON - 3 * DAY,
			seconds: 3723,
		}),
	],
};

function recent(changes: Partial<Recent>): Recent {
	return {
		id: 'r',
		account: 'a2',
		direction: 'in',
		peer: 'sip:nobody@example.test',
		peerName: '',
		startedAt: NOON,
		seconds: 0,
		reason: 'hung-up',
		missed: false,
		...changes,
	};
}

export function call(changes: Partial<Call>): Call {
	return {
		id: 'c1',
		account: 'a2',
		direction: 'out',
		peer: 'tel:+390458000000',
		peerName: 'Romeo Montague',
		phase: { is: 'live' },
		muted: false,
		heard: true,
		heldByPeer: false,
		cutOff: false,
		startedAt: NOON - 50_000,
		answeredAt: NOON - 42_000,
		endedAt: 0,
		...changes,
	};
}

export const secondCall = call({
	id: 'c2',
	direction: 'in',
	peer: 'sip:nurse@capulet.example',
	peerName: 'Nurse',
	phase: { is: 'ringing' },
	answeredAt: 0,
});

function message(
	id: number,
	direction: Message['direction'],
	body: string,
	at: number,
	changes: Partial<Message> = {},
): Message {
	return {
		id: `m${id}`,
		account: 'a1',
		peer: 'romeo@montague.example',
		direction,
		body,
		at,
		delivery: 'delivered',
		failure: '',
		...changes,
	};
}

export const conversation: Conversation = {
	account: 'a1',
	peer: 'romeo@montague.example',
	contact: contact('romeo@montague.example', 'Romeo Montague', 'dnd', 'On the phone', 2),
	hasOlder: true,
	draft: '',
	ownNumbers: { numbers: [], usesPublished: true },
	messages: [
		message(1, 'in', 'But, soft! what light through yonder window breaks?', NOON - DAY - 200 * MINUTE),
		message(2, 'out', 'Who is it that speaks in the night?\nIt is late.', NOON - DAY - 190 * MINUTE),
		message(
			3,
			'in',
			'It is the east, and Juliet is the sun. Arise, fair sun, and kill the envious moon, who is already sick and pale with grief.',
			NOON - DAY - 189 * MINUTE,
		),
		message(
			4,
			'out',
			'https://verona.example/garden/walls/how-to-climb?stony-limits=cannot-hold-love-out&night=dark',
			NOON - 44 * MINUTE,
		),
		message(5, 'out', 'Three words, dear Romeo, and good night indeed.', NOON - 43 * MINUTE, { delivery: 'sent' }),
		message(6, 'out', 'At what o’clock to-morrow shall I send to thee?', NOON - 42 * MINUTE, {
			delivery: 'failed',
			failure: 'The recipient’s server does not answer',
		}),
		message(7, 'in', 'At the hour of nine.', NOON - 2 * MINUTE),
		message(8, 'out', 'I will not fail: ’tis twenty years till then.', NOON - MINUTE, { delivery: 'waiting' }),
	],
};

export const slices: Slices = { overview, contacts, recents, conversation, sites: [] };
