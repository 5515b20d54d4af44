import type { AccountView, Protocol } from '../shared/state.ts';
import { AccountState } from '../ui/components/account-state.tsx';
import { openOptions } from '../ui/pages.ts';
import { text } from '../ui/text.ts';

/** The accounts of one side in detail, and the way to the options where something is to be done there. */
export function SideDetails({ side, accounts }: { side: Protocol; accounts: readonly AccountView[] }) {
	const own = accounts.filter((account) => account.protocol === side);
	return (
		<div class="side-details" id="side-details">
			{own.map((account) => (
				<AccountState key={account.id} account={account} />
			))}
			{own.some(wantsPassword) && (
				<button type="button" class="button" onClick={openOptions}>
					{text('options')}
				</button>
			)}
			{own.length === 0 && (
				<>
					<p class="quiet">{text(side === 'xmpp' ? 'chat_none' : 'calls_none')}</p>
					<button type="button" class="button" onClick={openOptions}>
						{text('sign_in')}
					</button>
				</>
			)}
		</div>
	);
}

/** It is typed in the options. */
function wantsPassword({ enabled, connection }: AccountView): boolean {
	return (
		enabled &&
		connection.is === 'refused' &&
		(connection.reason === 'password-needed' || connection.reason === 'wrong-password')
	);
}
