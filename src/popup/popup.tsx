import { render } from 'preact';
import { startView } from '../ui/start-view.ts';
import { openWindow } from '../ui/window.ts';
import { Popup } from './popup-page.tsx';
import { createPopupState, firstLook } from './popup-state.ts';

startView('popup_title');
render(<Popup state={createPopupState(openWindow(firstLook))} />, document.body);
