import { render } from 'preact';
import { startView } from '../ui/start-view.ts';
import { openWindow } from '../ui/window.ts';
import { CallWindow } from './call-window.tsx';
import { serveMicrophone } from './microphone.ts';

const life = new AbortController();
addEventListener('pagehide', () => life.abort());
startView('call_title');
serveMicrophone(life.signal);
const asked = new URLSearchParams(location.search).get('call') ?? undefined;
render(<CallWindow view={openWindow({ overview: true })} asked={asked} />, document.body);
