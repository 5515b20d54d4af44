import { Icon } from '../ui/components/icon.tsx';
import { addPerson } from '../ui/components/icons.ts';
import { text } from '../ui/text.ts';
import { TITLES } from './lists.tsx';
import type { PopupState, Tab } from './popup-state.ts';
import './tabs.css';

const TABS: readonly Tab[] = ['contacts', 'recents', 'page'];

/** Contacts, Recents and the page in front, and the way to add a contact. */
export function Tabs({ state, missed, onAdd }: { state: PopupState; missed: number; onAdd: () => void }) {
	const numbers = state.more.value?.count();
	const choose = (tab: Tab) => {
		state.tab.value = tab;
		state.query.value = '';
	};
	const press = (event: KeyboardEvent) => {
		if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
		const forward = (event.key === 'ArrowRight') === (document.dir !== 'rtl');
		const other = TABS.at((TABS.indexOf(state.tab.value) + (forward ? 1 : -1)) % TABS.length) as Tab;
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
						{tab === 'page' && numbers !== undefined ? text('page_this_count', String(numbers)) : text(TITLES[tab])}
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
