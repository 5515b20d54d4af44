import { effect } from '@preact/signals';
import { render } from 'preact';
import { startView } from '../ui/start-view.ts';
import { openWindow } from '../ui/window.ts';
import { Popup } from './popup-page.tsx';
import { createPopupState, firstLook } from './popup-state.ts';
import './more.css';

startView('popup_title');
const state = createPopupState(openWindow(firstLook));
render(<Popup state={state} />, document.body);
// Not before there is something to see: what comes later must not hold that up.
const stop = effect(() => {
	if (!state.view.starting.value) requestIdleCallback(() => void loadMore());
});

async function loadMore(): Promise<void> {
	stop();
	// By its name as it is built: the build must not take it for a part of this script.
	const { createMore } = await import('./popup-more.js');
	state.more.value = createMore(state);
}
