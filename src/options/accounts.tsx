import { useSignal } from '@preact/signals';
import type { AccountView, Protocol } from '../shared/state.ts';
import { AccountForm } from '../ui/components/account-form.tsx';
import { text } from '../ui/text.ts';
import { AccountCard } from './account-card.tsx';
import './accounts.css';

/** The accounts of one kind, and the way to add another. */
export function Accounts({ protocol, accounts }: { protocol: Protocol; accounts: readonly AccountView[] }) {
	const adding = useSignal(false);
	const own = accounts.filter((account) => account.protocol === protocol);
	const close = () => {
		adding.value = false;
	};
	return (
		<>
			<ul class="accounts" aria-label={text('accounts')}>
				{own.map((account) => (
					<li key={account.id}>
						<AccountCard account={account} />
					</li>
				))}
			</ul>
			{adding.value ? (
				<AccountForm protocol={protocol} onDone={close} onCancel={close} />
			) : (
				<button
					type="button"
					class={own.length > 0 ? 'button accounts-add' : 'button primary accounts-add'}
					onClick={() => {
						adding.value = true;
					}}
				>
					{text(own.length > 0 ? 'account_another' : protocol === 'xmpp' ? 'account_add_chat' : 'account_add_calls')}
				</button>
			)}
		</>
	);
}
