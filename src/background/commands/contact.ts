import { bareJid } from '../../shared/address.ts';
import type { Handlers } from '../../shared/commands.ts';
import { AppError } from '../../shared/errors.ts';
import { peerKey } from '../store.ts';
import type { XmppSession } from '../xmpp/session.ts';
import type { Service } from './service.ts';

type Names = Extract<keyof Handlers, `contact.${string}`>;

export function contactCommands({ store, accounts, platform, phonebook }: Service): Pick<Handlers, Names> {
	const settled = (account: string, jid: string) => {
		store.requests.delete(peerKey(account, jid));
		platform.clearNotice(`subscription:${account}:${jid}`);
		return null;
	};
	const session = (account: string): XmppSession => {
		const found = accounts.chatSession(account);
		if (!found) throw new AppError('not-connected');
		return found;
	};
	return {
		async 'contact.add'({ account, jid, name }) {
			await session(account).addContact(jidFrom(jid), name);
			return null;
		},
		async 'contact.rename'({ account, jid, name }) {
			await session(account).renameContact(jidFrom(jid), name);
			return null;
		},
		async 'contact.numbers'({ account, jid, own }) {
			if (!store.contacts.has(peerKey(account, jid))) throw new AppError('not-found');
			await phonebook.setOwnNumbers(account, jid, own);
			return null;
		},
		async 'contact.remove'({ account, jid }) {
			await session(account).removeContact(jidFrom(jid));
			return null;
		},
		async 'contact.accept'({ account, jid }) {
			await session(account).acceptSubscription(jidFrom(jid));
			return settled(account, jid);
		},
		async 'contact.refuse'({ account, jid }) {
			await session(account).refuseSubscription(jidFrom(jid));
			return settled(account, jid);
		},
	};
}

function jidFrom(text: string): string {
	const jid = bareJid(text);
	if (!jid) throw new AppError('bad-address');
	return jid;
}
