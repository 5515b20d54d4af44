/** The session document: everything that lives as long as it does, wired together. */
import { showAddress } from '../shared/address.ts';
import type { Handlers } from '../shared/commands.ts';
import type { Call, CallId } from '../shared/state.ts';
import { Accounts } from './accounts.ts';
import { keepBadge } from './badge.ts';
import { LiveCalls } from './calls/live-calls.ts';
import type { CallMedia } from './calls/media.ts';
import { createRecents } from './calls/recents.ts';
import { createUnread } from './chat/unread.ts';
import { accountCommands } from './commands/account.ts';
import { callCommands } from './commands/call.ts';
import { chatCommands } from './commands/chat.ts';
import { contactCommands } from './commands/contact.ts';
import { countryHere } from './commands/countries.ts';
import { describeCommands } from './commands/describe.ts';
import { diallingCommands } from './commands/dialling.ts';
import { pageCommands } from './commands/page.ts';
import { pagesPlan } from './commands/pages-plan.ts';
import type { Service } from './commands/service.ts';
import { siteCommands } from './commands/site.ts';
import { callerLine, onePerson } from './cusax/caller.ts';
import { createPhonebook } from './cusax/phonebook.ts';
import { createDispatch, type Dispatch } from './dispatch.ts';
import { log } from './log.ts';
import { numberOf } from './numbers/format.ts';
import { keepOnePresence } from './one-presence.ts';
import type { Platform } from './platform/platform.ts';
import { createPublish, type Publish } from './publish.ts';
import { startSipSession } from './sip/account.ts';
import { openDatabase } from './storage/database.ts';
import { loadPresence, loadSettings } from './storage/singletons.ts';
import { loadSites } from './storage/sites.ts';
import { createStore } from './store.ts';
import { createWindows } from './windows.ts';
import { startXmppSession } from './xmpp/client.ts';

export interface Sessions {
	readonly dispatch: Dispatch;
	readonly publish: Publish;
	/** What the browser measures of a call's media: packets, loss, round trip. Throws `not-found`. */
	stats(call: CallId): Promise<RTCStatsReport>;
}

/** Loads what is stored, and signs in to every account that is switched on. Throws AppError `storage-failed`. */
export async function startSessions(platform: Platform, media: CallMedia): Promise<Sessions> {
	const db = await openDatabase();
	const [settings, presence, sites] = await Promise.all([loadSettings(db), loadPresence(db), loadSites(db)]);
	const store = createStore({ settings, presence });
	for (const rule of sites) store.sites.set(rule.site, rule);
	const { language } = navigator;
	const country = () => countryHere({ store, language });
	const phonebook = createPhonebook({ store, db, country, sessionOf: (account) => accounts.chatSession(account) });
	const shown = (uri: string) => numberOf(uri, country());
	const who = ({ peer, peerName }: Pick<Call, 'peer' | 'peerName'>) =>
		callerLine(onePerson(phonebook.contactsByUri(peer)), shown(peer) ?? showAddress(peer), peerName);
	const recents = createRecents(store, db, platform, who);
	const unread = createUnread(store, db, platform);
	const calls = new LiveCalls({
		store,
		platform,
		media,
		sessionOf: (account) => accounts.callSession(account),
		ended: (call) => recents.ended(call),
		who,
	});
	const told = keepOnePresence(store, () => accounts.chatSessions());
	const accounts = new Accounts({
		store,
		db,
		chat: {
			store,
			db,
			platform,
			startSession: startXmppSession,
			presence: told,
			arrived: (message) => unread.arrived(message),
			hints: phonebook,
		},
		calls: { store, db, startSession: startSipSession, incoming: (account, call) => calls.incoming(account, call) },
		leaving: (account) => calls.endAll(account),
	});
	const handlers = handlersOf({
		store,
		db,
		platform,
		accounts,
		calls,
		recents,
		unread,
		phonebook,
		language,
	});
	const dispatch = createDispatch(handlers, (error) => platform.notify({ kind: 'problem', code: error.code }));
	const windows = createWindows(store, db, { ...phonebook, numberOf: shown });
	const publish = createPublish(store, windows, (cause) => log.error('window not served', cause));
	keepBadge(store, platform);
	platform.pages(pagesPlan(store), []);
	store.onChange(() => platform.keepAwake(store.accounts.values().some((account) => account.enabled)));
	await Promise.all([recents.load(), unread.load(), accounts.load()]);
	// Ten thousand contacts' numbers are not waited for: what shows them is told.
	phonebook.load().catch((cause) => log.error('numbers not read', cause));
	return { dispatch, publish, stats: (call) => calls.stats(call) };
}

function handlersOf(service: Service): Handlers {
	return {
		...accountCommands(service),
		...callCommands(service),
		...chatCommands(service),
		...contactCommands(service),
		...pageCommands(service),
		...describeCommands(service),
		...siteCommands(service),
		...diallingCommands(service),
	};
}
