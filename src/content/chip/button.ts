import { element } from './element.ts';

/** A button that names what it does, in full where its word alone would not. */
export function button(word: string, name: string, press: (event: Event) => void): HTMLButtonElement {
	const made = element('button', { type: 'button', ...(name === word ? {} : { 'aria-label': name }) }, word);
	made.addEventListener('click', press);
	return made;
}
