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

/** By its name as it is built: the build must not take it for a part of this script. */
const MORE = './popup-more.js';

async function loadMore(): Promise<void> {
	stop();
	const { createMore }: typeof import('./popup-more.tsx') = await import(MORE);
	state.more.value = createMore(state);
}
