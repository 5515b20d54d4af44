import { Icon } from '../ui/components/icon.tsx';
import { addPerson } from '../ui/components/icons.ts';
import { text } from '../ui/text.ts';
import type { PopupState, Tab } from './popup-state.ts';
import './tabs.css';

const TABS: readonly Tab[] = ['contacts', 'recents'];

/** Contacts and Recents, and the way to add a contact. */
export function Tabs({ state, missed, onAdd }: { state: PopupState; missed: number; onAdd: () => void }) {
	const choose = (tab: Tab) => {
		state.tab.value = tab;
		state.query.value = '';
	};
	const press = (event: KeyboardEvent) => {
		if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
		const other = state.tab.value === 'contacts' ? 'recents' : 'contacts';
		choose(other);
		document.getElementById(`tab-${other}`)?.focus();
	};
	return (
		<div class="tabs">
			<div role="tablist" aria-label={text('lists')}>
				{TABS.map((tab) => (
					<button
						key={tab}
						type="button"
						role="tab"
						id={`tab-${tab}`}
						aria-selected={state.tab.value === tab}
						aria-controls="list"
						tabIndex={state.tab.value === tab ? 0 : -1}
						onClick={() => choose(tab)}
						onKeyDown={press}
					>
						{text(tab)}
						{tab === 'recents' && missed > 0 && (
							<>
								{' '}
								<span class="count" aria-hidden="true">
									{missed}
								</span>
								<span class="unseen">{text('missed_count', String(missed))}</span>
							</>
						)}
					</button>
				))}
			</div>
			<button
				type="button"
				class="icon-button"
				aria-label={text('add_contact')}
				title={text('add_contact')}
				onClick={onAdd}
			>
				<Icon of={addPerson} />
			</button>
		</div>
	);
}
