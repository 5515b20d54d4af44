import type { AccountView, Connection, Security } from '../../shared/state.ts';
import { now } from '../clock.ts';
import { showPeer } from '../peer.ts';
import { connectionWords, errorSentence } from '../sentences.ts';
import { text } from '../text.ts';
import { shortTime } from '../when.ts';
import { Details, Notice } from './notice.tsx';
import { run } from './problem.tsx';
import { StateMark } from './state-mark.tsx';
import './account-state.css';

/** All there is to say about an account's connection: since when, to what, how safe, what went wrong, and Try again. */
export function AccountState({ account }: { account: AccountView }) {
	const { connection, enabled } = account;
	const shown: Connection = enabled ? connection : { is: 'off' };
	return (
		<div class="account-state">
			<p class="account-state-name">
				<bdi>{showPeer(account.address)}</bdi>
			</p>
			<p class="account-state-line">
				<StateMark is={shown.is} />
				<span>
					{connectionWords(shown, shown.is === 'waiting' ? now.value : 0)}
					{shown.is !== 'off' && <span class="quiet"> {text('since', shortTime(shown.since, Date.now()))}</span>}
				</span>
			</p>
			{shown.is === 'online' && <SecurityLine security={shown.security} />}
			{(shown.is === 'waiting' || shown.is === 'refused') && (
				<p>
					{errorSentence(shown.reason)}
					{shown.detail && <Details words={shown.detail} />}
				</p>
			)}
			{(shown.is === 'waiting' || shown.is === 'refused') && (
				<button type="button" class="button" onClick={() => run('account.retry', { account: account.id })}>
					{text('try_again')}
				</button>
			)}
		</div>
	);
}

/** How the connection is protected; what is weak about it is a warning. */
function SecurityLine({ security: { tls, mechanism, host } }: { security: Security }) {
	return (
		<>
			<p class="quiet">
				{text('server')} <bdi>{host}</bdi>
			</p>
			<p class="quiet">{text(tls ? 'security_tls' : 'security_open', mechanism)}</p>
			{mechanism === 'PLAIN' && <Notice tone="warn">{text('security_plain')}</Notice>}
		</>
	);
}
