import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Input } from '../../shared/commands.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { AccountId, AccountView, Protocol } from '../../shared/state.ts';
import { accountFields } from '../account-fields.ts';
import { ask } from '../ask.ts';
import { errorSentence } from '../sentences.ts';
import { text } from '../text.ts';
import { Field } from './field.tsx';
import { MoreSip } from './more-sip.tsx';
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
	const failure = useSignal<(Failure & { readonly field: FieldName | undefined }) | undefined>(undefined);
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
			const failed = failureOf(error);
			failure.value = { ...failed, field: fieldOf(failed.code, fields) };
		}
		busy.value = false;
	};
	return (
		<form class="account-form" onSubmit={submit} aria-busy={busy.value}>
			<Fields protocol={protocol} account={account} at={failure.value?.field} />
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

/** `at` is the field that an error is about. */
function Fields(props: { protocol: Protocol; account: AccountView | undefined; at: FieldName | undefined }) {
	const { protocol, account, at } = props;
	const isSip = protocol === 'sip';
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
			<More isWrong={at === 'iceServers' || (!isSip && at === 'endpoint')}>
				{isSip ? (
					<MoreSip account={account} invalid={at === 'iceServers'} />
				) : (
					<Endpoint account={account} invalid={at === 'endpoint'} />
				)}
			</More>
		</>
	);
}

/** Unfolds when something in it is wrong; what the person unfolded stays so. */
function More({ isWrong, children }: { isWrong: boolean; children: ComponentChildren }) {
	const details = useRef<HTMLDetailsElement>(null);
	useLayoutEffect(() => {
		if (isWrong && details.current) details.current.open = true;
	}, [isWrong]);
	return (
		<details class="account-form-more" ref={details}>
			<summary>{text('advanced')}</summary>
			<div class="account-form-fields">{children}</div>
		</details>
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

type FieldName = 'address' | 'password' | 'endpoint' | 'iceServers';

/** The field that an error is about, if it is one. */
function fieldOf(code: ErrorCode, { endpoint }: Input<'account.add'>): FieldName | undefined {
	switch (code) {
		case 'wrong-password':
		case 'password-needed':
			return 'password';
		case 'bad-address':
		case 'address-taken':
			return 'address';
		case 'bad-ice-server':
			return 'iceServers';
		case 'unknown-host':
			return endpoint === '' ? 'address' : 'endpoint';
		case 'no-websocket':
		case 'insecure-address':
			return 'endpoint';
		default:
			return undefined;
	}
}
