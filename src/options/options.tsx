import { render } from 'preact';
import { startView } from '../ui/start-view.ts';
import { openWindow } from '../ui/window.ts';
import { Options } from './options-page.tsx';

startView('options_title');
render(<Options view={openWindow({ overview: true, sites: true })} />, document.body);
