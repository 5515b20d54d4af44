import { useEffect } from 'preact/hooks';
import { run } from '../ui/components/problem.tsx';
import { WindowedList } from '../ui/components/windowed-list.tsx';
import { openOptions } from '../ui/pages.ts';
import { text } from '../ui/text.ts';
import { actionRow } from './action-row.tsx';
import { contactRow } from './contact-row.tsx';
import type { PopupState } from './popup-state.ts';
import { recentRow } from './recent-row.tsx';
import type { PopupRow } from './rows.ts';
import './lists.css';

/** The rows of the open tab: what can be done with the typed text, requests, then contacts; or past calls. */
export interface PopupRows {
	readonly count: number;
	readonly at: (index: number) => PopupRow | undefined;
}

export function rowsOf(state: PopupState): PopupRows {
	const { contacts, recents } = state.view.slices;
	if (state.tab.value === 'recents') return paged([], recents.value, recentRow);
	if (state.tab.value === 'page') return state.more.value?.pageRows() ?? rowsFrom([], recentRow);
	const clear = () => {
		state.query.value = '';
	};
	const requests = state.query.value.trim() ? [] : (state.more.value?.requestRows() ?? []);
	const first = [...state.actions.value.map((action) => actionRow(action, clear)), ...requests];
	return paged(first, contacts.value, contactRow);
}

/** The keys of the tabs' names. */
export const TITLES = { contacts: 'contacts', recents: 'recents', page: 'page_this' } as const;

/** The open tab's list; `rows` are its rows, `onLeave` leads back to the field. */
export function List({ state, rows, onLeave }: { state: PopupState; rows: PopupRows; onLeave: () => void }) {
	const { tab, query, ranges, view } = state;
	const isSearch = query.value.trim() !== '';
	useEffect(() => {
		if (tab.value === 'recents') void run('recents.seen', {});
	}, [tab.value]);
	const press = (event: KeyboardEvent) => {
		if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
		const row = (event.target as Element).closest('[data-row]') && rows.at(state.cursor.at.value);
		if (!row) return;
		event.preventDefault();
		if (row.call) row.call();
		else state.hint.value = text('no_number');
	};
	const before = tab.value === 'contacts' ? rows.count - (view.slices.contacts.value?.total ?? 0) : 0;
	return (
		<div class="list" id="list" role="tabpanel" aria-labelledby={`tab-${tab.value}`} onKeyDown={press}>
			{tab.value === 'page' && state.more.value?.pageSwitches()}
			<p class="unseen" role="status">
				{isSearch && text('found_count', String(rows.count))}
			</p>
			{rows.count === 0 && <Empty state={state} />}
			<WindowedList
				label={text(TITLES[tab.value])}
				of={`${tab.value} ${query.value.trim()}`}
				count={rows.count}
				row={(index, tabIndex) => {
					const row = rows.at(index);
					return row && { key: row.key, content: row.content(tabIndex) };
				}}
				cursor={state.cursor}
				onWindow={(from, count) => {
					ranges[tab.value].value = { from: Math.max(0, from - before), count };
				}}
				onLeave={onLeave}
			/>
		</div>
	);
}

/** What stands where there is nothing to list. */
function Empty({ state }: { state: PopupState }) {
	const { view, tab, query, more } = state;
	if (tab.value === 'page') return more.value?.noNumbers() ?? null;
	const page = tab.value === 'contacts' ? view.slices.contacts.value : view.slices.recents.value;
	const accounts = view.slices.overview.value?.accounts ?? [];
	if (!page || view.starting.value) return <p class="empty quiet">{text('state_starting')}</p>;
	if (query.value.trim()) return <p class="empty quiet">{text('found_none')}</p>;
	if (tab.value === 'recents') return <p class="empty quiet">{text('recents_none')}</p>;
	if (accounts.length > 0) return <p class="empty quiet">{text('contacts_none')}</p>;
	return (
		<div class="empty">
			<p class="quiet">{text('accounts_none')}</p>
			<button type="button" class="button primary" onClick={openOptions}>
				{text('sign_in')}
			</button>
		</div>
	);
}

/** Rows that are all there. */
export function rowsFrom<Item>(items: readonly Item[], toRow: (item: Item) => PopupRow): PopupRows {
	return paged([], { from: 0, total: items.length, rows: items }, toRow);
}

function paged<Item>(
	first: readonly PopupRow[],
	page: { readonly from: number; readonly total: number; readonly rows: readonly Item[] } | undefined,
	toRow: (item: Item) => PopupRow,
): PopupRows {
	return {
		count: first.length + (page?.total ?? 0),
		at(index) {
			const item = page?.rows[index - first.length - page.from];
			return first[index] ?? (item && toRow(item));
		},
	};
}
