import type { Contact } from '../../shared/state.ts';
import { text } from '../text.ts';
import { Icon } from './icon.tsx';
import { phone } from './icons.ts';
import './call-contact.css';

interface Props {
	readonly contact: Contact;
	readonly tabIndex?: number;
	readonly onCall: (uri: string) => unknown;
}

/** Calls a contact at their number, at once; at the one that is chosen where there are several, or but a claim. Nothing where there is none. */
export function CallContact({ contact, tabIndex, onCall }: Props) {
	const { account, jid, name, numbers } = contact;
	const label = text('call_who', name);
	const id = `call-${account}-${jid}`;
	const [first, second] = numbers;
	const isChosen = second || first?.claimed;
	if (!first) return null;
	const action = isChosen ? { popovertarget: id } : { onClick: () => onCall(first.uri) };
	return (
		<>
			<button type="button" class="icon-button" tabIndex={tabIndex} aria-label={label} {...action}>
				<Icon of={phone} />
			</button>
			{isChosen && (
				<div popover="auto" id={id} class="call-choice" role="dialog" aria-label={label}>
					{numbers.map(({ uri, type, shown, claimed }) => (
						<button key={uri} type="button" popovertarget={id} popovertargetaction="hide" onClick={() => onCall(uri)}>
							<bdi>{shown}</bdi> <span class="quiet">{text(claimed ? 'number_claimed' : `number_${type}`)}</span>
						</button>
					))}
				</div>
			)}
		</>
	);
}
