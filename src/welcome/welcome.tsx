import { render } from 'preact';
import { startView } from '../ui/start-view.ts';
import { openWindow } from '../ui/window.ts';
import { Welcome } from './welcome-page.tsx';

startView('welcome_title');
render(<Welcome view={openWindow({ overview: true })} />, document.body);
