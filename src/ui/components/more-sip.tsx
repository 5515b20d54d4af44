import { useSignal } from '@preact/signals';
import type { AccountView } from '../../shared/state.ts';
import { iceUrls, turnHosts, turnPassword, turnUser } from '../account-fields.ts';
import { text } from '../text.ts';
import { Field } from './field.tsx';

/** What few need to sign in to Calls. `invalid`: the STUN and TURN servers were refused. */
export function MoreSip({ account, invalid }: { account: AccountView | undefined; invalid: boolean }) {
	const known = account?.iceServers ?? [];
	const urls = useSignal(known.map(({ url }) => url));
	const userAt = (host: string) => known.find(({ url }) => turnHosts([url]).includes(host))?.username ?? '';
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
				value={known.map(({ url }) => url).join(' ')}
				onInput={(typed) => {
					urls.value = iceUrls(typed);
				}}
				invalid={invalid}
			/>
			{turnHosts(urls.value).map((host) => (
				<TurnUser key={host} host={host} known={userAt(host)} />
			))}
		</>
	);
}

/** Who one is at a TURN server. */
function TurnUser({ host, known }: { host: string; known: string }) {
	return (
		<>
			<Field name={turnUser(host)} label={text('turn_user', host)} value={known} />
			<Field
				name={turnPassword(host)}
				label={text('turn_password', host)}
				type="password"
				hint={text(known ? 'turn_password_kept' : 'turn_password_hint')}
			/>
		</>
	);
}
