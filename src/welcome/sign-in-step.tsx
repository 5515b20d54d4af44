import type { AccountView, Protocol } from '../shared/state.ts';
import { AccountForm } from '../ui/components/account-form.tsx';
import { AccountState } from '../ui/components/account-state.tsx';
import { text } from '../ui/text.ts';
import { StepCard } from './step-card.tsx';

interface Props {
	readonly protocol: Protocol;
	readonly accounts: readonly AccountView[];
	readonly onNext: () => void;
}

/** Signs in to one of the two; afterwards shows what that came to. */
export function SignInStep({ protocol, accounts, onNext }: Props) {
	const own = accounts.filter((account) => account.protocol === protocol);
	const isSip = protocol === 'sip';
	return (
		<StepCard
			title={text(isSip ? 'welcome_calls' : 'welcome_chat')}
			about={text(isSip ? 'calls_about' : 'chat_about')}
			{...(own.length > 0 ? { next: { isDone: true, go: onNext } } : {})}
		>
			{own.map((account) => (
				<AccountState key={account.id} account={account} />
			))}
			{own.length === 0 && (
				<AccountForm protocol={protocol} onDone={() => {}} onCancel={onNext} cancelWord={text('skip')} />
			)}
		</StepCard>
	);
}
