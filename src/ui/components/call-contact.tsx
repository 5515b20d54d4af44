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

/** Calls a contact at their number, at once; where there are several, at the one that is chosen. Nothing where there is none. */
export function CallContact({ contact, tabIndex, onCall }: Props) {
	const { account, jid, name, numbers } = contact;
	const label = text('call_who', name);
	const id = `call-${account}-${jid}`;
	const [first, second] = numbers;
	if (!first) return null;
	const action = second ? { popovertarget: id } : { onClick: () => onCall(first.uri) };
	return (
		<>
			<button type="button" class="icon-button" tabIndex={tabIndex} aria-label={label} {...action}>
				<Icon of={phone} />
			</button>
			{second && (
				<div popover="auto" id={id} class="call-choice" role="dialog" aria-label={label}>
					{numbers.map(({ uri, type, shown }) => (
						<button key={uri} type="button" popovertarget={id} popovertargetaction="hide" onClick={() => onCall(uri)}>
							<bdi>{shown}</bdi> <span class="quiet">{text(`number_${type}`)}</span>
						</button>
					))}
				</div>
			)}
		</>
	);
}
