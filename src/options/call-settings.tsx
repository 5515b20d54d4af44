import type { Input } from '../shared/commands.ts';
import type { AccountView, Settings } from '../shared/state.ts';
import { run } from '../ui/components/problem.tsx';
import { Select } from '../ui/components/select.tsx';
import { Switch } from '../ui/components/switch.tsx';
import { countries } from '../ui/countries.ts';
import { showPeer } from '../ui/peer.ts';
import { text } from '../ui/text.ts';

/** Ringing, what contacts see of a call, the country whose numbers are read without their code, and the account to call with. */
export function CallSettings({ settings, accounts }: { settings: Settings; accounts: readonly AccountView[] }) {
	const change = (changes: Input<'settings.change'>) => void run('settings.change', changes);
	const phones = accounts.filter((account) => account.protocol === 'sip' && account.enabled);
	return (
		<>
			<Switch labelled label={text('ringing')} on={settings.ringing} onChange={(ringing) => change({ ringing })} />
			<Switch
				labelled
				label={text('on_the_phone')}
				on={settings.onThePhone !== ''}
				onChange={(on) => change({ onThePhone: on ? text('on_the_phone_status') : '' })}
			/>
			<Select
				label={text('country')}
				hint={text('country_hint')}
				value={settings.country}
				options={[{ value: '', label: text('country_auto') }, ...countries(text('language'))]}
				onChange={(country) => change({ country })}
			/>
			{phones.length > 1 && (
				<Select
					label={text('call_with')}
					value={settings.callWith}
					options={[
						{ value: '', label: text('call_with_auto') },
						...phones.map(({ id, address }) => ({ value: id, label: showPeer(address) })),
					]}
					onChange={(callWith) => change({ callWith })}
				/>
			)}
		</>
	);
}
