import { bareJid, parseAddress } from '../../shared/address.ts';
import type { Handlers } from '../../shared/commands.ts';
import { AppError } from '../../shared/errors.ts';
import type { AccountId } from '../../shared/state.ts';
import { outgoingMessage } from '../storage/messages.ts';
import { enqueue } from '../storage/outbox.ts';
import { peerKey } from '../store.ts';
import type { Service } from './service.ts';

type Names = Extract<keyof Handlers, `chat.${string}`>;

export function chatCommands(service: Service): Pick<Handlers, Names> {
	const { store, db, accounts, platform, unread } = service;
	return {
		'chat.open'({ target, account }) {
			const { jid, body } = chatTarget(target);
			const from = accountToChatWith(service, jid, account);
			if (body) store.drafts.set(peerKey(from, jid), body);
			platform.open('conversation', { account: from, jid });
			return null;
		},
		async 'chat.send'({ account, to, body }) {
			const peer = bareJid(to);
			if (!peer) throw new AppError('bad-address');
			if (store.accounts.get(account)?.protocol !== 'xmpp') throw new AppError('no-account');
			const id = crypto.randomUUID();
			await enqueue(db, {
				id,
				account,
				peer,
				direction: 'out',
				body,
				at: Date.now(),
				delivery: 'waiting',
				failure: '',
			});
			store.drafts.delete(peerKey(account, peer));
			store.historyChanged();
			accounts.chatSession(account)?.flush();
			return id;
		},
		async 'chat.resend'({ message: id }) {
			const message = await outgoingMessage(db, id);
			if (message?.delivery !== 'failed') throw new AppError('not-found');
			const { order: _, ...fields } = message;
			await enqueue(db, { ...fields, at: Date.now() });
			store.historyChanged();
			accounts.chatSession(message.account)?.flush();
			return null;
		},
		'chat.read'({ account, jid }) {
			unread.read(account, jid);
			return null;
		},
	};
}

function chatTarget(target: string): { jid: string; body: string } {
	const address = parseAddress(target);
	if (address?.scheme === 'xmpp') return { jid: address.jid, body: address.body };
	const jid = bareJid(target);
	if (!jid) throw new AppError('bad-address');
	return { jid, body: '' };
}

/** The named account; else one that knows the person; else the first that is ready. Throws `no-account`. */
function accountToChatWith({ store }: Service, jid: string, named: AccountId | undefined): AccountId {
	const able = store.accounts.values().filter((account) => account.protocol === 'xmpp' && account.enabled);
	const chosen =
		able.find((account) => account.id === named) ??
		able.find((account) => store.contacts.has(peerKey(account.id, jid))) ??
		able.find((account) => account.connection.is === 'online') ??
		able[0];
	if (!chosen) throw new AppError('no-account');
	return chosen.id;
}
