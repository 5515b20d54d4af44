import { useEffect, useRef } from 'preact/hooks';
import { ask } from '../ui/ask.ts';
import { Icon } from '../ui/components/icon.tsx';
import { send } from '../ui/components/icons.ts';
import { failureOf, problem } from '../ui/components/problem.tsx';
import { text } from '../ui/text.ts';
import type { Who } from './look.ts';
import './compose.css';

/** The field: Enter sends, Shift+Enter is a new line. A draft from a link stands in it until the person sends or deletes it. */
export function Compose({ who, draft }: { who: Who; draft: string }) {
	const field = useRef<HTMLTextAreaElement>(null);
	useEffect(() => field.current?.focus(), []);
	useEffect(() => {
		if (field.current && draft && !field.current.value) write(field.current, draft);
	}, [draft]);

	const submit = async () => {
		const area = field.current;
		const body = area?.value.trim();
		if (!area || !body) return;
		write(area, '');
		try {
			await ask('chat.send', { account: who.account, to: who.peer, body });
			problem.value = undefined;
		} catch (error) {
			// What was written comes back, before what may have been written meanwhile.
			write(area, area.value ? `${body}\n${area.value}` : body);
			problem.value = failureOf(error);
		}
	};
	return (
		<form
			class="compose"
			onSubmit={(event) => {
				event.preventDefault();
				void submit();
			}}
		>
			<textarea
				ref={field}
				rows={1}
				dir="auto"
				aria-label={text('message')}
				placeholder={text('message')}
				maxLength={65_536}
				onInput={(event) => grow(event.currentTarget)}
				onKeyDown={(event) => {
					if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
					event.preventDefault();
					void submit();
				}}
			/>
			<button type="submit" class="icon-button compose-send" aria-label={text('send')} title={text('send')}>
				<Icon of={send} />
			</button>
		</form>
	);
}

function write(area: HTMLTextAreaElement, words: string): void {
	area.value = words;
	grow(area);
}

/** As high as its text, up to what the style sheet allows. */
function grow(area: HTMLTextAreaElement): void {
	area.style.blockSize = 'auto';
	area.style.blockSize = `${area.scrollHeight + 2}px`;
}
