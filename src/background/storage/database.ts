import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import { AppError } from '../../shared/errors.ts';
import type { IceServer, Message, OwnNumbers, OwnPresence, Recent, Settings, SiteRule } from '../../shared/state.ts';
import type { SipCredential } from '../sip/session.ts';
import type { KnownNumber } from '../store.ts';
import type { OutgoingMessage, PublishedAddress, RosterItem, StreamState, XmppCredential } from '../xmpp/session.ts';

interface AccountFields {
	readonly id: string;
	readonly address: string;
	readonly displayName: string;
	readonly endpoint: string;
	readonly enabled: boolean;
	/** Order in lists: when it was added, ms since 1970. */
	readonly addedAt: number;
}
export interface StoredXmppAccount extends AccountFields {
	readonly protocol: 'xmpp';
	readonly credential: Exclude<XmppCredential, { kind: 'password' }>;
	readonly strongest: string;
}
/** With the TURN password as it is: the browser's WebRTC takes nothing else. */
export interface StoredIceServer extends IceServer {
	readonly credential: string;
}
export interface StoredSipAccount extends AccountFields {
	readonly protocol: 'sip';
	readonly authUser: string;
	readonly iceServers: readonly StoredIceServer[];
	readonly instanceId: string;
	readonly credential: Exclude<SipCredential, { kind: 'password' }>;
	/** Not there in accounts that were signed in before it was kept. */
	readonly strongest?: string;
}
/** An account as it is on disk. The password for signing in never is: the type has no place for one. */
export type StoredAccount = StoredXmppAccount | StoredSipAccount;

type StoredRosterItem = RosterItem & { readonly account: string };
/** `order` tells apart what was written in the same millisecond. */
export type StoredMessage = Message & { readonly order: number };
type OutboxEntry = OutgoingMessage & { readonly account: string };
export interface StoredUnread {
	readonly account: string;
	readonly peer: string;
	readonly count: number;
}
/** What was last fetched of a contact's vCard. */
export interface StoredVcard {
	readonly account: string;
	readonly jid: string;
	/** When, ms since 1970. */
	readonly fetchedAt: number;
	/** Hash of the picture (XEP-0153) that went with it; null: not known. */
	readonly photo: string | null;
	/** Whether we saw the contact's presence then: a server may give more to who does. */
	readonly sawPresence: boolean;
	readonly published: readonly PublishedAddress[];
	/** The numbers in it by the rules of `country`. */
	readonly numbers: readonly KnownNumber[];
	readonly country: string;
}
export interface StoredOwnNumbers extends OwnNumbers {
	readonly account: string;
	readonly jid: string;
}
interface Singletons {
	readonly settings: Settings;
	readonly presence: OwnPresence;
}

interface Schema extends DBSchema {
	accounts: { key: string; value: StoredAccount };
	roster: { key: [account: string, jid: string]; value: StoredRosterItem; indexes: { account: string } };
	rosterVersions: { key: string; value: string };
	streams: { key: string; value: StreamState };
	messages: {
		key: [account: string, peer: string, direction: string, id: string];
		value: StoredMessage;
		indexes: { time: [account: string, peer: string, at: number, order: number]; id: string };
	};
	outbox: { key: string; value: OutboxEntry; indexes: { account: string } };
	unread: { key: [account: string, peer: string]; value: StoredUnread };
	calls: { key: string; value: Recent; indexes: { time: number } };
	sites: { key: string; value: SiteRule };
	vcards: { key: [account: string, jid: string]; value: StoredVcard };
	ownNumbers: { key: [account: string, jid: string]; value: StoredOwnNumbers };
	singletons: { key: keyof Singletons; value: Singletons[keyof Singletons] };
}
export type Database = IDBPDatabase<Schema>;
type Upgrade = IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>;

const VERSION = 5;

/** Opens the one database of the session document. Throws AppError `storage-failed` when the browser has none to give. */
export async function openDatabase(name = 'twinline'): Promise<Database> {
	try {
		return await openDB<Schema>(name, VERSION, { upgrade });
	} catch (cause) {
		throw new AppError('storage-failed', { cause });
	}
}

/** Each version has its own step, which starts from the one before. */
async function upgrade(db: Database, from: number, _: number | null, tx: Upgrade): Promise<void> {
	if (from < 1) create(db);
	if (from < 2) db.createObjectStore('sites', { keyPath: 'site' });
	if (from < 3) db.createObjectStore('vcards', { keyPath: ['account', 'jid'] });
	if (from < 5) db.createObjectStore('ownNumbers', { keyPath: ['account', 'jid'] });
	if (from < 4) await nameIceServers(tx);
}

/** Version 4: until then a STUN or TURN server was its address alone. */
async function nameIceServers(tx: Upgrade): Promise<void> {
	for (let at = await tx.objectStore('accounts').openCursor(); at; at = await at.continue()) {
		if (at.value.protocol !== 'sip') continue;
		const urls = at.value.iceServers as readonly unknown[] as readonly string[];
		await at.update({ ...at.value, iceServers: urls.map((url) => ({ url, username: '', credential: '' })) });
	}
}

/** Version 1. */
function create(db: Database): void {
	db.createObjectStore('accounts', { keyPath: 'id' });
	db.createObjectStore('roster', { keyPath: ['account', 'jid'] }).createIndex('account', 'account');
	db.createObjectStore('rosterVersions');
	db.createObjectStore('streams');
	const messages = db.createObjectStore('messages', { keyPath: ['account', 'peer', 'direction', 'id'] });
	messages.createIndex('time', ['account', 'peer', 'at', 'order']);
	messages.createIndex('id', 'id');
	db.createObjectStore('outbox', { keyPath: 'id' }).createIndex('account', 'account');
	db.createObjectStore('unread', { keyPath: ['account', 'peer'] });
	db.createObjectStore('calls', { keyPath: 'id' }).createIndex('time', 'startedAt');
	db.createObjectStore('singletons');
}
