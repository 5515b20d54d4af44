import { MicrophoneChoice } from '../ui/components/microphone-choice.tsx';
import { Problem } from '../ui/components/problem.tsx';
import { Section } from '../ui/components/section.tsx';
import { text } from '../ui/text.ts';
import type { StateWindow } from '../ui/window.ts';
import { Accounts } from './accounts.tsx';
import { CallSettings } from './call-settings.tsx';
import { Dialling } from './dial-rules.tsx';
import { WebPages } from './web-pages.tsx';
import './options-page.css';

/** Everything that can be set: accounts of both kinds, microphone, web pages, calls. */
export function Options({ view }: { view: StateWindow }) {
	const overview = view.slices.overview.value;
	if (!overview) {
		return (
			<main class="options" aria-busy="true">
				<p class="quiet">{text('state_starting')}</p>
			</main>
		);
	}
	const { accounts, settings } = overview;
	const phones = accounts.filter(({ protocol }) => protocol === 'sip');
	return (
		<main class="options">
			<h1>{text('options_title')}</h1>
			<Section title={text('chat')} about={text('chat_about')}>
				<Accounts protocol="xmpp" accounts={accounts} />
			</Section>
			<Section title={text('calls')} about={text('calls_about')}>
				<Accounts protocol="sip" accounts={accounts} />
			</Section>
			<Section title={text('microphone')} about={text('microphone_about')}>
				<MicrophoneChoice known={settings.microphone} />
			</Section>
			<Section title={text('pages')} about={text('pages_about')}>
				<WebPages pages={settings.pages} sites={view.slices.sites.value ?? []} />
			</Section>
			<Section title={text('calling')}>
				<CallSettings settings={settings} accounts={accounts} />
			</Section>
			{phones.length > 0 && (
				<Section title={text('dialling')} about={text('dialling_about')}>
					<Dialling accounts={phones} rules={settings.dialling} />
				</Section>
			)}
			<Problem />
		</main>
	);
}
