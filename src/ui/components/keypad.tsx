import { text } from '../text.ts';
import './keypad.css';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];
const LETTERS: Readonly<Record<string, string>> = {
	2: 'ABC',
	3: 'DEF',
	4: 'GHI',
	5: 'JKL',
	6: 'MNO',
	7: 'PQRS',
	8: 'TUV',
	9: 'WXYZ',
};

/** Twelve keys of a telephone; with `plus`, a thirteenth for numbers in international form. Left to right in every language. */
export function Keypad({ plus, onKey }: { plus?: boolean; onKey: (key: string) => void }) {
	return (
		// biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields
		<div class="keypad" role="group" aria-label={text('keypad')} dir="ltr">
			{KEYS.map((key) => (
				<button key={key} type="button" aria-label={NAMES[key] && text(NAMES[key])} onClick={() => onKey(key)}>
					<b>{key}</b>
					<span data-letters={LETTERS[key]} />
				</button>
			))}
			{plus && (
				<button type="button" class="keypad-plus" aria-label={text('key_plus')} onClick={() => onKey('+')}>
					<b>+</b>
				</button>
			)}
		</div>
	);
}

const NAMES: Readonly<Record<string, 'key_star' | 'key_hash'>> = { '*': 'key_star', '#': 'key_hash' };
