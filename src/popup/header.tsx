import type { AccountView, Overview, OwnPresence, Show } from '../shared/state.ts';
import { Avatar } from '../ui/components/avatar.tsx';
import { Icon } from '../ui/components/icon.tsx';
import { chevronDown, gear } from '../ui/components/icons.ts';
import { run } from '../ui/components/problem.tsx';
import { openOptions } from '../ui/pages.ts';
import { showPeer } from '../ui/peer.ts';
import { showWord } from '../ui/sentences.ts';
import { text } from '../ui/text.ts';
import './header.css';

const SHOWS: readonly Show[] = ['available', 'away', 'dnd', 'offline'];

/** Who I am and how I am seen, and the way to the options. `overview` is undefined until the sessions have answered. */
export function Header({ overview }: { overview: Overview | undefined }) {
	const { accounts = [], presence } = overview ?? {};
	const own = accounts.find((account) => account.enabled) ?? accounts[0];
	const name = own ? ownName(own, accounts) : 'Twinline';
	return (
		<header class="header">
			<Avatar of={own ? showPeer(own.address) : ''} name={name} {...(presence && own ? { show: presence.show } : {})} />
			<div class="header-me">
				<h1 class="clip">
					<bdi>{name}</bdi>
				</h1>
				{presence && own && <PresenceMenu presence={presence} />}
			</div>
			<button
				type="button"
				class="icon-button"
				aria-label={text('options')}
				title={text('options')}
				onClick={openOptions}
			>
				<Icon of={gear} />
			</button>
		</header>
	);
}

function PresenceMenu({ presence }: { presence: OwnPresence }) {
	const change = (event: Event) => {
		const show = (event.currentTarget as HTMLSelectElement).value as Show;
		void run('presence.set', { show, status: presence.status });
	};
	return (
		<span class="presence-menu quiet">
			<select aria-label={text('own_presence')} value={presence.show} onChange={change}>
				{SHOWS.map((show) => (
					<option key={show} value={show}>
						{showWord(show)}
					</option>
				))}
			</select>
			<Icon of={chevronDown} />
		</span>
	);
}

/** A display name, whichever account has it: it is one person; else the user part of their own address. */
function ownName(own: AccountView, accounts: readonly AccountView[]): string {
	const address = showPeer(own.address);
	const called = accounts.find((account) => account.enabled && account.displayName)?.displayName;
	return own.displayName || called || address.slice(0, address.lastIndexOf('@')) || address;
}
