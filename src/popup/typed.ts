import { bareJid, parseAddress } from '../shared/address.ts';
import type { AccountView } from '../shared/state.ts';
import { showPeer } from '../ui/peer.ts';

/** What can be done with what stands in the field. `target` goes into the command; `shown` is for the person. */
export interface Action {
	readonly does: 'call' | 'chat' | 'add';
	readonly target: string;
	readonly shown: string;
	/** `add` only: to whose roster. */
	readonly account?: AccountView;
}

export interface Circumstances {
	/** The E.164 number that the background read in the text, if any. */
	readonly number: string | null;
	/** Those that are switched on. */
	readonly accounts: readonly AccountView[];
	/** Is this bare JID among the contacts? */
	readonly isContact: (jid: string) => boolean;
}

/** The actions for a typed text, the one that Enter does first. None if it is neither number nor address. */
export function typedActions(query: string, { number, accounts, isContact }: Circumstances): Action[] {
	const chatAccounts = accounts.filter((account) => account.protocol === 'xmpp');
	const canCall = accounts.length > chatAccounts.length;
	const chats = (jid: string) => [
		chat(jid),
		...(isContact(jid) ? [] : chatAccounts.map((account) => add(jid, account))),
	];
	const address = parseAddress(query);
	switch (address?.scheme) {
		case undefined:
			return [];
		case 'tel': {
			const uri = number && !address.isGlobal ? `tel:${number}` : address.uri;
			return [{ does: 'call', target: uri, shown: showPeer(uri) }];
		}
		case 'sip':
		case 'sips':
			return [{ does: 'call', target: address.uri, shown: showPeer(address.uri) }];
		case 'xmpp':
			return chats(address.jid);
		case 'bare': {
			const call: Action = { does: 'call', target: `sip:${address.address}`, shown: address.address };
			const jid = bareJid(address.address) ?? address.address;
			if (chatAccounts.length === 0) return canCall ? [call] : [chat(jid), call];
			const calls = canCall ? [call] : [];
			return chats(jid).flatMap((action) => (action.does === 'chat' ? [action, ...calls] : action));
		}
	}
}

/** Is the number perhaps a national one, to be read by the rules of a country? */
export function mayBeNational(query: string): boolean {
	const address = parseAddress(query);
	return address?.scheme === 'tel' && !address.isGlobal && address.number.length > 3;
}

function chat(jid: string): Action {
	return { does: 'chat', target: jid, shown: jid };
}

function add(jid: string, account: AccountView): Action {
	return { does: 'add', target: jid, shown: jid, account };
}
