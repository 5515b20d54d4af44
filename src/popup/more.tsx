/** What the popup shows only when it is asked for: loaded once it is on the screen, so that it is there sooner. */
import { Keypad } from '../ui/components/keypad.tsx';
import { type PopupRows, rowsFrom } from './lists.tsx';
import { numberRow } from './number-row.tsx';
import { createPageState } from './page-state.ts';
import type { PopupState } from './popup-state.ts';
import { requestRow } from './request-row.tsx';
import { SideDetails } from './side-details.tsx';
import { NoNumbers, PageSwitches } from './this-page.tsx';

export type More = ReturnType<typeof createMore>;

export function createMore(state: PopupState) {
	const page = createPageState(state.view);
	const { overview, sites } = state.view.slices;
	const numbers = () => page.look.value?.numbers ?? [];
	return {
		Keypad,
		SideDetails,
		requestRows: () => (overview.value?.requests ?? []).map(requestRow),
		/** How many numbers the page has; undefined until it is known. */
		count: (): number | undefined =>
			page.look.value?.isAllowed || numbers().length > 0 ? numbers().length : undefined,
		pageRows: (): PopupRows => rowsFrom(numbers(), (number) => numberRow(number, page)),
		pageSwitches: () =>
			overview.value && <PageSwitches page={page} settings={overview.value.settings} sites={sites.value ?? []} />,
		noNumbers: () => <NoNumbers page={page} />,
	};
}
