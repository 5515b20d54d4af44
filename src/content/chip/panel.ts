/** The chip as it is seen: who or what it is, what can be done, and in words why one more click is needed. */
import type { Description } from '../../shared/description.ts';
import { button } from './button.ts';
import { element } from './element.ts';
import { siteCountry } from './site-country.ts';
import { countryName, text } from './words.ts';

/** What the person asks for in the chip. */
export type Act = 'call' | 'chat' | 'copy' | 'not-number' | 'not-here' | { readonly country: string };

/** Hears of an act and of the event that it comes from, whoever made that. */
export type OnAct = (act: Act, event: Event) => void;

/** A dialog that is not modal: what is described, and a button for each thing that can be done with it. */
export function panelFor(description: Description, act: OnAct): HTMLElement {
	const { cue, contact, shown } = description;
	const name = { role: 'dialog', 'aria-labelledby': 'title', 'aria-describedby': 'about', tabindex: '-1' };
	const about = element('div', { id: 'about' }, ...aboutOf(description));
	if (cue) about.append(element('p', { class: 'cue' }, cueWords(description)));
	return element(
		'div',
		{ ...name, class: 'chip', lang: text('language'), dir: text('direction') },
		element('div', {}, element('h2', { id: 'title' }, contact ? contact.name : ltr(shown)), about),
		...actsOf(description, act),
		...siteCountry(description.siteCountry, (country, event) => act({ country }, event)),
		element('div', { class: 'small' }, ...smallActsOf(description, act)),
	);
}

function aboutOf({ contact, shown, country, kind }: Description): Node[] {
	const words = [country && countryName(country), kind && text(`kind_${kindKey(kind)}`)].filter(Boolean);
	const line = element('p', { class: 'quiet' }, ...(contact ? [ltr(shown)] : []));
	if (contact && words.length > 0) line.append(' · ');
	line.append(words.join(' · '));
	const presence = contact && element('p', { class: `presence ${contact.show}` }, text(`show_${contact.show}`));
	return [...(presence ? [presence] : []), ...(line.textContent ? [line] : [])];
}

function cueWords({ cue, country, shown }: Description): string {
	switch (cue) {
		case 'premium':
			return text('cue_premium');
		case 'foreign':
			return country ? text('cue_foreign', countryName(country)) : text('cue_foreign_unknown');
		default:
			return text('cue_differs', shown);
	}
}

function actsOf({ canCall, canChat, shown, contact }: Description, act: OnAct): Node[] {
	const who = contact?.name ?? shown;
	const acts = element('div', { class: 'acts' });
	if (canCall) acts.append(button(text('call'), text('call_who', who), (event) => act('call', event)));
	if (canChat) acts.append(button(text('chat'), text('chat_with', who), (event) => act('chat', event)));
	acts.firstElementChild?.classList.add('primary');
	if (!acts.hasChildNodes()) return [element('p', {}, text('error_no_account'))];
	return [acts];
}

function smallActsOf({ target }: Description, act: OnAct): Node[] {
	const isNumber = /^tel:\+/.test(target);
	const make = (word: string, what: Act) => button(word, word, (event) => act(what, event));
	const copy = make(text('copy'), 'copy');
	copy.classList.add('copy');
	return [copy, ...(isNumber ? [make(text('not_number'), 'not-number')] : []), make(text('not_here'), 'not-here')];
}

/** Numbers and addresses read from left to right, whatever is around them. */
function ltr(words: string): Node {
	return element('bdi', { dir: 'ltr' }, words);
}

/** `toll-free` as it stands in a key. */
function kindKey<Kind extends string>(
	kind: Kind,
): Kind extends `${infer Head}-${infer Tail}` ? `${Head}_${Tail}` : Kind {
	return kind.replace('-', '_') as ReturnType<typeof kindKey<Kind>>;
}
