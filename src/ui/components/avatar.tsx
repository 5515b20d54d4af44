import { type Signal, signal } from '@preact/signals';
import type { Show } from '../../shared/state.ts';
import { cssColour, hueOf } from '../colour.ts';
import './avatar.css';

/**
 * Initials on the colour of the bare JID or URI `of` (XEP-0392), with the presence as a shape where one is known. Seen
 * only: the name and the presence's word stand beside it.
 */
export function Avatar({ of, name, show, large }: { of: string; name: string; show?: Show; large?: boolean }) {
	return (
		<span class={large ? 'avatar large' : 'avatar'} style={{ background: colourOf(of).value }} aria-hidden="true">
			{initials(name)}
			{show && <span class={`presence ${show}`} />}
		</span>
	);
}

/** "RM" for Romeo Montague, "N" for Nurse and nurse@capulet.example, "#" for a number. */
export function initials(name: string): string {
	const words = name.replace(/@.*$/, '').match(/\p{L}[\p{L}\p{M}\p{N}'’-]*/gu) ?? [];
	const [first, last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
	if (!first) return '#';
	return `${[...first][0]}${last ? [...last][0] : ''}`.toLocaleUpperCase();
}

/** The specification's lightness of 50 leaves white letters at 4.48:1; 48 gives the 4.5:1 of WCAG 1.4.3. */
const LIGHTNESS = 48;
const colours = new Map<string, Signal<string>>();

function colourOf(of: string): Signal<string> {
	const known = colours.get(of);
	if (known) return known;
	const colour = signal('#6b7480');
	colours.set(of, colour);
	void hueOf(of).then((hue) => {
		colour.value = cssColour(hue, LIGHTNESS);
	});
	return colour;
}
