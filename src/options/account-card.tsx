import { useSignal } from '@preact/signals';
import type { AccountView } from '../shared/state.ts';
import { AccountForm } from '../ui/components/account-form.tsx';
import { AccountState } from '../ui/components/account-state.tsx';
import { Dialog } from '../ui/components/dialog.tsx';
import { run } from '../ui/components/problem.tsx';
import { Switch } from '../ui/components/switch.tsx';
import { showPeer } from '../ui/peer.ts';
import { text } from '../ui/text.ts';
import './account-card.css';

/** One account: how it is connected; on and off, edit, remove. */
export function AccountCard({ account }: { account: AccountView }) {
	const doing = useSignal<'editing' | 'removing' | undefined>(undefined);
	const name = showPeer(account.address);
	const stop = () => {
		doing.value = undefined;
	};
	return (
		<div class="account-card">
			<div class="account-card-top">
				<AccountState account={account} />
				<Switch
					label={text('account_on', name)}
					on={account.enabled}
					onChange={(on) => run('account.switch', { account: account.id, on })}
				/>
			</div>
			{doing.value === 'editing' ? (
				<AccountForm protocol={account.protocol} account={account} onDone={stop} onCancel={stop} />
			) : (
				<div class="account-card-buttons">
					<button
						type="button"
						class="button"
						aria-label={text('edit_who', name)}
						onClick={() => {
							doing.value = 'editing';
						}}
					>
						{text('edit')}
					</button>
					<button
						type="button"
						class="button account-card-remove"
						aria-label={text('remove_who', name)}
						onClick={() => {
							doing.value = 'removing';
						}}
					>
						{text('remove')}
					</button>
				</div>
			)}
			{doing.value === 'removing' && <Removal account={account} name={name} onClose={stop} />}
		</div>
	);
}

/** Says what will be deleted before it is. */
function Removal({ account, name, onClose }: { account: AccountView; name: string; onClose: () => void }) {
	const remove = () => {
		onClose();
		void run('account.remove', { account: account.id });
	};
	return (
		<Dialog title={text('remove_title', name)} onClose={onClose}>
			<p>{text(account.protocol === 'xmpp' ? 'remove_chat_what' : 'remove_calls_what')}</p>
			<p>{text('remove_not')}</p>
			<div class="dialog-buttons">
				<button type="button" class="button" onClick={onClose}>
					{text('cancel')}
				</button>
				<button type="button" class="button end" onClick={remove}>
					{text('remove')}
				</button>
			</div>
		</Dialog>
	);
}
