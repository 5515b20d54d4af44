import { type Signal, signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import './windowed-list.css';

/** Where the keyboard is in a list. */
export interface Cursor {
	/** The row that Tab comes to. */
	readonly at: Signal<number>;
	/** That row shall have the focus as soon as it is there. */
	readonly wanted: Signal<boolean>;
}

export function createCursor(): Cursor {
	return { at: signal(0), wanted: signal(false) };
}

/** A row: its identity while others come and go, and what stands in it; `data-row` marks its main button. */
interface Row {
	readonly key: string;
	readonly content: ComponentChildren;
}

interface Props {
	readonly label: string;
	readonly count: number;
	/** The row at an index; undefined while it is not loaded. `tabIndex` is for all of its buttons. */
	readonly row: (index: number, tabIndex: number) => Row | undefined;
	readonly cursor: Cursor;
	/** These rows can be seen, or will be soon. */
	readonly onWindow: (from: number, count: number) => void;
	/** Arrow up from the first row. */
	readonly onLeave: () => void;
	/** Another value: another list, shown from its beginning. */
	readonly of: string;
}

/** Height of every row in px, as in the style sheet. */
const ROW = 48;
/** Rows rendered beyond what can be seen, and the step in which the window moves. */
const SPARE = 6;
/** Rows rendered before the list knows its height. */
const FEWEST = 8;

/** A list of any length that renders only what can be seen, and goes by arrow keys, Home, End, Page Up and Page Down. */
export function WindowedList({ label, count, row, cursor, onWindow, onLeave, of }: Props) {
	const box = useRef<HTMLDivElement>(null);
	const [seen, see] = useState({ first: 0, rows: FEWEST });
	const from = Math.max(0, Math.floor(seen.first / SPARE) * SPARE - SPARE);
	const to = Math.min(count, from + seen.rows + 3 * SPARE);
	useFocus(box, cursor);

	useLayoutEffect(() => {
		const list = box.current;
		if (!list) return;
		const watcher = new ResizeObserver(() => see(rowsSeen(list)));
		watcher.observe(list);
		return () => watcher.disconnect();
	}, []);
	useLayoutEffect(() => {
		cursor.at.value = 0;
		box.current?.scrollTo(0, 0);
	}, [of, cursor]);
	useEffect(() => onWindow(from, seen.rows + 3 * SPARE), [from, seen.rows, of]);

	const move = (event: KeyboardEvent) => {
		const list = box.current;
		if (!list) return;
		const next = target(event, cursor.at.value, Math.max(1, Math.floor(list.clientHeight / ROW) - 1));
		if (next === undefined) return;
		event.preventDefault();
		if (next < 0 && event.key === 'ArrowUp') return onLeave();
		goTo(list, cursor, Math.min(Math.max(next, 0), count - 1));
	};

	const indices = Array.from({ length: Math.max(0, to - from) }, (_, step) => from + step);
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the buttons in it
		<div class="windowed-list" ref={box} onScroll={() => box.current && see(rowsSeen(box.current))} onKeyDown={move}>
			<ul aria-label={label} style={{ blockSize: `${count * ROW}px` }}>
				{indices.map((index) => {
					const found = row(index, index === cursor.at.value ? 0 : -1);
					return (
						<li
							key={found?.key ?? index}
							data-index={index}
							data-key={found?.key}
							style={{ insetBlockStart: `${index * ROW}px` }}
							aria-setsize={count}
							aria-posinset={index + 1}
						>
							{found?.content}
						</li>
					);
				})}
			</ul>
		</div>
	);
}

/** Where a key leads from a row; -1 is above the first; undefined: not a key of lists. */
function target(event: KeyboardEvent, at: number, page: number): number | undefined {
	if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
	const steps: Readonly<Record<string, number>> = {
		ArrowDown: 1,
		ArrowUp: -1,
		PageDown: page,
		PageUp: -page,
		Home: -Number.MAX_SAFE_INTEGER,
		End: Number.MAX_SAFE_INTEGER,
	};
	const step = steps[event.key];
	return step === undefined ? undefined : at + step;
}

function goTo(list: HTMLElement, cursor: Cursor, index: number): void {
	const top = index * ROW;
	if (top < list.scrollTop) list.scrollTop = top;
	else if (top + ROW > list.scrollTop + list.clientHeight) list.scrollTop = top + ROW - list.clientHeight;
	cursor.at.value = index;
	cursor.wanted.value = true;
}

function rowsSeen(list: HTMLElement): { first: number; rows: number } {
	return { first: Math.floor(list.scrollTop / ROW), rows: Math.max(FEWEST, Math.ceil(list.clientHeight / ROW)) };
}

/**
 * Gives the wanted row the focus once it is there, and gives it back to a row that moved when the order changed; that of a
 * row that is gone to the one in its place.
 */
function useFocus(box: { readonly current: HTMLDivElement | null }, cursor: Cursor): void {
	const focused = useRef<string | undefined>(undefined);
	useEffect(() => {
		const list = box.current;
		const enter = (event: FocusEvent) => {
			const row = (event.target as Element).closest<HTMLElement>('[data-index]');
			if (row) cursor.at.value = Number(row.dataset.index);
			focused.current = row?.dataset.key;
		};
		const leave = (event: FocusEvent) => {
			if (event.relatedTarget && !list?.contains(event.relatedTarget as Node)) focused.current = undefined;
		};
		list?.addEventListener('focusin', enter);
		list?.addEventListener('focusout', leave);
		return () => {
			list?.removeEventListener('focusin', enter);
			list?.removeEventListener('focusout', leave);
		};
	}, [box, cursor]);
	const wanted = cursor.wanted.value;
	useLayoutEffect(() => {
		const list = box.current;
		if (!list || !(wanted || focused.current !== undefined)) return;
		const rows = [...list.querySelectorAll<HTMLElement>('[data-index]')];
		const moved = rows.find(({ dataset }) => !wanted && dataset.key === focused.current);
		const row = moved ?? rows.find(({ dataset }) => dataset.index === String(cursor.at.value));
		const button = row?.querySelector<HTMLElement>('[data-row]');
		if (!row || !button) return;
		cursor.wanted.value = false;
		cursor.at.value = Number(row.dataset.index);
		if (wanted || document.activeElement === document.body) button.focus({ preventScroll: true });
	});
}
