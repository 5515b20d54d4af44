import { Keypad } from '../ui/components/keypad.tsx';
import { text } from '../ui/text.ts';
import './tone-pad.css';

/** The keypad during a call, and what was sent with it. */
export function TonePad({ typed, onKey }: { typed: string; onKey: (key: string) => void }) {
	return (
		<div class="tone-pad">
			<output class="tone-pad-typed" aria-label={text('tones_sent')} dir="ltr">
				{typed}
			</output>
			<Keypad onKey={onKey} />
		</div>
	);
}
