import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Contact, Looks, Page } from '../shared/state.ts';
import { ask } from '../ui/ask.ts';
import { type Cursor, createCursor } from '../ui/components/windowed-list.tsx';
import type { StateWindow } from '../ui/window.ts';
import type { More } from './more.tsx';
import { type Action, mayBeNational, typedActions } from './typed.ts';

export type Tab = 'contacts' | 'recents' | 'page';
interface Range {
	readonly from: number;
	readonly count: number;
}

export interface PopupState {
	readonly view: StateWindow;
	readonly query: Signal<string>;
	readonly tab: Signal<Tab>;
	readonly ranges: { readonly [Name in Tab]: Signal<Range> };
	readonly cursor: Cursor;
	/** What is loaded after the popup is on the screen; undefined until then. */
	readonly more: Signal<More | undefined>;
	/** What a key press came to, where nothing else shows it. */
	readonly hint: Signal<string>;
	/** What can be done with the typed text. */
	readonly actions: ReadonlySignal<readonly Action[]>;
	/** Is the page of contacts that we have one for what is typed now? */
	readonly isCurrent: ReadonlySignal<boolean>;
}

const FIRST: Range = { from: 0, count: 24 };
/** What the popup looks at when it opens. */
export const firstLook: Looks = { overview: true, contacts: { query: '', ...FIRST } };

/** The popup's own state, for as long as it is open; what it looks at follows the field, the tab and the scrolling. */
export function createPopupState(view: StateWindow): PopupState {
	const query = signal('');
	const tab = signal<Tab>('contacts');
	const hint = signal('');
	const ranges = { contacts: signal(FIRST), recents: signal(FIRST), page: signal(FIRST) };
	const more = signal<More | undefined>(undefined);
	const number = judgedNumber(query);
	const { contacts, overview } = view.slices;
	const trimmed = computed(() => query.value.trim());

	for (const change of [query, tab])
		change.subscribe(() => {
			hint.value = '';
		});
	effect(() => {
		view.look({
			overview: true,
			contacts: { query: trimmed.value, ...ranges.contacts.value },
			...(tab.value === 'recents' && { recents: ranges.recents.value }),
			...(more.value && { sites: true }),
		});
	});

	return {
		view,
		query,
		tab,
		ranges,
		cursor: createCursor(),
		more,
		hint,
		actions: computed(() =>
			typedActions(trimmed.value, {
				number: number.value,
				accounts: overview.value?.accounts.filter((account) => account.enabled) ?? [],
				isContact: (jid) => contacts.value?.rows.some((row) => row.jid === jid) ?? false,
			}),
		),
		isCurrent: computed(() => isFor(contacts.value, trimmed.value)),
	};
}

/** A page for an older text shows somebody else first, whom Enter must not open. */
function isFor(page: Page<Contact> | undefined, query: string): boolean {
	const words = query.toLocaleLowerCase().split(/\s+/);
	return (
		page?.rows.every((row) => words.every((word) => `${row.name}\n${row.jid}`.toLocaleLowerCase().includes(word))) ??
		false
	);
}

/** The number that the background reads in a national spelling; null until it answered, and when it reads none. */
function judgedNumber(query: ReadonlySignal<string>): ReadonlySignal<string | null> {
	const judged = signal<{ readonly text: string; readonly number: string | null }>({ text: '', number: null });
	effect(() => {
		const text = query.value.trim();
		if (!mayBeNational(text)) return;
		// Without an answer the number is called as it was typed, which is what null means.
		ask('numbers.judge', { candidates: [{ written: text, before: '', after: '' }], language: '' }).then(
			(judgement) => {
				const [target] = judgement.off ? [] : (judgement.judged[0] ?? []).map((found) => found.target);
				judged.value = { text, number: target?.slice(4) ?? null };
			},
			() => {},
		);
	});
	return computed(() => (judged.value.text === query.value.trim() ? judged.value.number : null));
}
