import { useSignal } from '@preact/signals';
import type { Input } from '../../shared/commands.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { AccountId, AccountView, Protocol } from '../../shared/state.ts';
import { accountFields } from '../account-fields.ts';
import { ask } from '../ask.ts';
import { errorSentence } from '../sentences.ts';
import { text } from '../text.ts';
import { Field } from './field.tsx';
import { Notice } from './notice.tsx';
import { type Failure, failureOf } from './problem.tsx';
import './account-form.css';

interface Props {
	readonly protocol: Protocol;
	/** The account to be changed; without one, a new one is added. */
	readonly account?: AccountView;
	/** It is signed in with what was typed. */
	readonly onDone: (id: AccountId) => void;
	readonly onCancel?: () => void;
	/** The word on the button that `onCancel` belongs to. */
	readonly cancelWord?: string;
}

/** Signs in to Chat or to Calls. What was typed stays typed until that worked. */
export function AccountForm({ protocol, account, onDone, onCancel, cancelWord = text('cancel') }: Props) {
	const failure = useSignal<Failure | undefined>(undefined);
	const busy = useSignal(false);
	const submit = async (event: SubmitEvent) => {
		event.preventDefault();
		if (busy.value) return;
		const fields = accountFields(protocol, new FormData(event.currentTarget as HTMLFormElement));
		busy.value = true;
		failure.value = undefined;
		try {
			onDone(await save(account?.id, fields));
		} catch (error) {
			failure.value = failureOf(error);
		}
		busy.value = false;
	};
	return (
		<form class="account-form" onSubmit={submit} aria-busy={busy.value}>
			<Fields protocol={protocol} account={account} code={failure.value?.code} />
			{failure.value && (
				<Notice tone="bad" {...(failure.value.detail ? { detail: failure.value.detail } : {})}>
					{errorSentence(failure.value.code)}
				</Notice>
			)}
			<div class="account-form-buttons">
				<button type="submit" class="button primary" aria-disabled={busy.value}>
					{text(busy.value ? 'signing_in' : account ? 'save' : 'sign_in')}
				</button>
				{onCancel && (
					<button type="button" class="button" onClick={onCancel}>
						{cancelWord}
					</button>
				)}
			</div>
		</form>
	);
}

async function save(id: AccountId | undefined, fields: Input<'account.add'>): Promise<AccountId> {
	if (id === undefined) return ask('account.add', fields);
	await ask('account.edit', { account: id, fields });
	return id;
}

function Fields(props: { protocol: Protocol; account: AccountView | undefined; code: ErrorCode | undefined }) {
	const { protocol, account, code } = props;
	const isSip = protocol === 'sip';
	const at = code && WHERE[code];
	return (
		<>
			<Field
				name="address"
				label={text(isSip ? 'sip_address' : 'chat_address')}
				hint={text('address_hint')}
				value={account?.address.replace(/^sip:/, '') ?? ''}
				autocomplete="username"
				required
				invalid={at === 'address'}
			/>
			<Field
				name="password"
				label={text('password')}
				type="password"
				autocomplete="current-password"
				required={!account}
				invalid={at === 'password'}
				{...(account ? { hint: text('password_kept') } : { hint: text('password_not_kept') })}
			/>
			{isSip && <Endpoint account={account} required invalid={at === 'endpoint'} />}
			<details class="account-form-more" open={at === 'endpoint'}>
				<summary>{text('advanced')}</summary>
				<div class="account-form-fields">
					{isSip ? <MoreSip account={account} /> : <Endpoint account={account} invalid={at === 'endpoint'} />}
				</div>
			</details>
		</>
	);
}

function Endpoint({
	account,
	required,
	invalid,
}: {
	account: AccountView | undefined;
	required?: boolean;
	invalid: boolean;
}) {
	return (
		<Field
			name="endpoint"
			label={text('endpoint')}
			hint={text(required ? 'endpoint_sip_hint' : 'endpoint_chat_hint')}
			placeholder="wss://"
			value={account?.endpoint ?? ''}
			required={required ?? false}
			invalid={invalid}
		/>
	);
}

function MoreSip({ account }: { account: AccountView | undefined }) {
	return (
		<>
			<Field
				name="displayName"
				label={text('display_name')}
				hint={text('display_name_hint')}
				value={account?.displayName ?? ''}
			/>
			<Field name="authUser" label={text('auth_user')} hint={text('auth_user_hint')} value={account?.authUser ?? ''} />
			<Field
				name="iceServers"
				label={text('ice_servers')}
				hint={text('ice_servers_hint')}
				value={account?.iceServers.join(' ') ?? ''}
			/>
		</>
	);
}

/** The field that an error is about. */
const WHERE: { readonly [Code in ErrorCode]?: 'address' | 'password' | 'endpoint' } = {
	'wrong-password': 'password',
	'password-needed': 'password',
	'bad-address': 'address',
	'address-taken': 'address',
	'unknown-host': 'address',
	'no-websocket': 'endpoint',
	'insecure-address': 'endpoint',
};
