import { render } from 'preact';
import { startView } from '../ui/start-view.ts';
import { openWindow } from '../ui/window.ts';
import { ConversationPage } from './conversation-page.tsx';
import { lookAt } from './look.ts';

startView('conversation_title');
const query = new URLSearchParams(location.search);
const who = { account: query.get('account') ?? '', peer: query.get('jid') ?? '' };
render(<ConversationPage view={openWindow(lookAt(who))} who={who} />, document.body);
