import { useSignal, useSignalEffect } from '@preact/signals';
import { Problem, problem } from '../ui/components/problem.tsx';
import { shownCalls } from '../ui/shown-calls.ts';
import { text } from '../ui/text.ts';
import { Find } from './find.tsx';
import { Header } from './header.tsx';
import { List, type PopupRows, rowsOf } from './lists.tsx';
import { LiveCalls } from './live-calls.tsx';
import type { PopupState } from './popup-state.ts';
import { Sides } from './sides.tsx';
import { Tabs } from './tabs.tsx';
import './popup-page.css';

/** The toolbar popup: both states, live calls, the one field, contacts and past calls. */
export function Popup({ state }: { state: PopupState }) {
	const overview = state.view.slices.overview.value;
	const rows = rowsOf(state);
	const enter = useEnter(state, rows);
	const askAddress = () => {
		focusField();
		state.hint.value = text('add_contact_hint');
	};
	return (
		<main class="popup" aria-busy={state.view.starting.value}>
			<Header overview={overview} />
			<Sides state={state} />
			<LiveCalls calls={shownCalls(overview?.calls ?? [])} />
			<Find state={state} onEnter={enter} />
			<Problem />
			{state.hint.value && (
				<p class="hint quiet" role="status">
					{state.hint.value}
				</p>
			)}
			<Tabs state={state} missed={overview?.missed ?? 0} onAdd={askAddress} />
			<List state={state} rows={rows} onLeave={focusField} />
		</main>
	);
}

function focusField(): void {
	document.getElementById('find')?.focus();
}

/** Enter in the field does the first row; if the rows are still those of an older text, as soon as the right ones are there. */
function useEnter(state: PopupState, rows: PopupRows): (call: boolean) => void {
	const waiting = useSignal<{ readonly call: boolean; readonly query: string } | undefined>(undefined);
	const enter = (call: boolean) => {
		const query = state.query.value.trim();
		waiting.value = undefined;
		problem.value = undefined;
		if (!query) return;
		if (state.actions.value.length === 0 && !state.isCurrent.value) {
			waiting.value = { call, query };
			return;
		}
		if (!call) return void rows.at(0)?.enter();
		const callable = state.actions.value.findIndex((action) => action.does === 'call');
		const row = callable < 0 ? undefined : rows.at(callable);
		if (row) row.enter();
		else state.hint.value = text('no_number');
	};
	useSignalEffect(() => {
		const wanted = waiting.value;
		if (wanted && state.isCurrent.value && wanted.query === state.query.value.trim()) enter(wanted.call);
	});
	return enter;
}
