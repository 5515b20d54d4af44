import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Conversation } from '../shared/state.ts';
import { text } from '../ui/text.ts';
import { dayName } from '../ui/when.ts';
import { MessageLine } from './message-line.tsx';
import { timeline } from './timeline.ts';
import './history.css';

/** This close to an end counts as being there, px. */
const NEAR = 48;

/** The messages, newest at the bottom; older ones are asked for when their beginning comes into sight. */
export function History({ conversation, onOlder }: { conversation: Conversation | undefined; onOlder: () => void }) {
	const box = useRef<HTMLElement>(null);
	const scroll = useAnchor(box, conversation, onOlder);
	const lines = timeline(conversation?.messages ?? []);
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
		<section class="history" ref={box} onScroll={scroll} tabIndex={0} aria-label={text('history')}>
			{conversation && lines.length === 0 && <p class="history-none quiet">{text('history_none')}</p>}
			<Spoken conversation={conversation} />
			<ol aria-label={text('messages')}>
				{lines.map((line) =>
					line.is === 'day' ? (
						<li key={line.key} class="day">
							<span>{dayName(line.at, Date.now())}</span>
						</li>
					) : (
						<MessageLine key={line.key} message={line.message} follows={line.follows} />
					),
				)}
			</ol>
		</section>
	);
}

/** Tells a screen reader what has just arrived, and not what was there before or is loaded from further up. */
function Spoken({ conversation }: { conversation: Conversation | undefined }) {
	const opened = useRef(Date.now());
	const last = conversation?.messages.at(-1);
	return (
		<p class="unseen" role="status">
			{last?.direction === 'in' && last.at > opened.current && last.body}
		</p>
	);
}

/**
 * Keeps what the person looks at in its place: at the end, new messages push the old ones up; elsewhere nothing moves,
 * whatever comes or goes above and below. Returns what to do on scrolling.
 */
function useAnchor(
	box: { readonly current: HTMLElement | null },
	conversation: Conversation | undefined,
	onOlder: () => void,
): () => void {
	const atEnd = useRef(true);
	const anchor = useRef<Anchor | undefined>(undefined);
	const asked = useRef(0);
	const count = conversation?.messages.length ?? 0;

	const place = () => {
		const list = box.current;
		if (!list) return;
		atEnd.current = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;
		anchor.current = firstInSight(list);
	};
	const look = () => {
		const list = box.current;
		if (!list) return;
		place();
		if (!conversation?.hasOlder || list.scrollTop > NEAR || asked.current === count) return;
		asked.current = count;
		onOlder();
	};
	// While this renders the page is still as the person sees it, and the event of their last scroll may not be here yet.
	place();
	useLayoutEffect(() => {
		const list = box.current;
		if (!list) return;
		if (atEnd.current) list.scrollTop = list.scrollHeight;
		else if (anchor.current) putBack(list, anchor.current);
		look();
	}, [conversation]);
	useLayoutEffect(() => {
		const list = box.current;
		if (!list) return;
		const watcher = new ResizeObserver(() => {
			if (atEnd.current) list.scrollTop = list.scrollHeight;
		});
		watcher.observe(list);
		return () => watcher.disconnect();
	}, []);
	return look;
}

/** A message and how far its top is below that of the list, px. */
interface Anchor {
	readonly message: string;
	readonly top: number;
}

function firstInSight(list: HTMLElement): Anchor | undefined {
	const edge = list.getBoundingClientRect().top;
	for (const line of list.querySelectorAll<HTMLElement>('[data-message]')) {
		const { top, bottom } = line.getBoundingClientRect();
		if (bottom > edge) return { message: line.dataset.message ?? '', top: top - edge };
	}
	return undefined;
}

function putBack(list: HTMLElement, { message, top }: Anchor): void {
	const lines = [...list.querySelectorAll<HTMLElement>('[data-message]')];
	const line = lines.find(({ dataset }) => dataset.message === message);
	if (line) list.scrollTop += line.getBoundingClientRect().top - list.getBoundingClientRect().top - top;
}
