import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../ui/components/icon.tsx';
import { keypad } from '../ui/components/icons.ts';
import { text } from '../ui/text.ts';
import type { PopupState } from './popup-state.ts';
import './find.css';

interface Props {
	readonly state: PopupState;
	/** Enter, and Enter with Ctrl or ⌘. */
	readonly onEnter: (call: boolean) => void;
}

/** The one field: searches, dials, opens chats. Typing anywhere in the popup lands in it. */
export function Find({ state, onEnter }: Props) {
	const field = useRef<HTMLInputElement>(null);
	const unfolded = useSignal(false);
	const Keypad = state.more.value?.Keypad;
	useEffect(() => {
		const focus = () => field.current?.focus();
		const focusIfLost = () => document.activeElement === document.body && focus();
		focus();
		// Firefox may take the focus of a popup's field away again before it shows the popup.
		addEventListener('focus', focusIfLost);
		addEventListener('keydown', (event) => (isTyping(event) ? focus() : focusIfLost()));
	}, []);

	const write = (query: string) => {
		state.query.value = query;
		state.tab.value = 'contacts';
	};
	const press = (event: KeyboardEvent) => {
		if (event.isComposing) return;
		if (event.key === 'Enter') onEnter(event.ctrlKey || event.metaKey);
		else if (event.key === 'ArrowDown') state.cursor.wanted.value = true;
		else return;
		event.preventDefault();
	};
	return (
		<search class="find">
			<div class="find-field">
				<input
					id="find"
					ref={field}
					type="search"
					dir={state.query.value ? 'auto' : undefined}
					placeholder={text('find')}
					aria-label={text('find')}
					autocomplete="off"
					spellcheck={false}
					value={state.query.value}
					onInput={(event) => write(event.currentTarget.value)}
					onKeyDown={press}
				/>
				<button
					type="button"
					class="icon-button"
					aria-label={text('keypad')}
					title={text('keypad')}
					aria-expanded={unfolded.value}
					onClick={() => {
						unfolded.value = !unfolded.value;
					}}
				>
					<Icon of={keypad} />
				</button>
			</div>
			{unfolded.value && Keypad && <Keypad plus onKey={(key) => write(state.query.value + key)} />}
		</search>
	);
}

/** A character typed while a button has the focus; Space belongs to the button. */
function isTyping(event: KeyboardEvent): boolean {
	const typed = event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey;
	return typed && !(event.target as Element).closest('input, textarea, select, dialog');
}
