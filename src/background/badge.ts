import type { AccountView, Connection } from '../shared/state.ts';
import { sideState } from '../shared/state.ts';
import type { Badge, Platform } from './platform/platform.ts';
import type { Store, Topic } from './store.ts';

const TOPICS: readonly Topic[] = ['accounts', 'calls', 'unread', 'missed'];

/** Keeps the toolbar icon true to the store. */
export function keepBadge(store: Store, platform: Pick<Platform, 'badge'>): void {
	let last = '';
	const show = () => {
		const badge = badgeFrom(store);
		const text = JSON.stringify(badge);
		if (text !== last) platform.badge(badge);
		last = text;
	};
	store.onChange((topic) => {
		if (TOPICS.includes(topic)) show();
	});
	show();
}

function badgeFrom(store: Store): Badge {
	const accounts = store.accounts.values();
	const unread = store.unread.values().reduce((sum, row) => sum + row.count, 0);
	const live = store.calls.values().some((call) => call.phase.is !== 'ended');
	return {
		count: unread + store.missed.get(),
		chat: `state_${sideState(accounts, 'xmpp').is}`,
		calls: `state_${sideState(accounts, 'sip').is}`,
		icon: live ? 'call' : isReady(accounts) ? 'ready' : 'off',
	};
}

function isReady(accounts: readonly AccountView[]): boolean {
	const enabled: Connection[] = accounts.filter((account) => account.enabled).map((account) => account.connection);
	return enabled.length > 0 && enabled.every((connection) => connection.is === 'online');
}
