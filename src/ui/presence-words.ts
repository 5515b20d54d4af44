import type { Contact } from '../shared/state.ts';
import { showWord } from './sentences.ts';
import { text } from './text.ts';

/** "Away · In the orchard until noon"; for somebody whose presence we do not see, why. */
export function presenceWords({ show, status, subscription, asked }: Contact): string {
	const sees = subscription === 'to' || subscription === 'both';
	if (!sees) return text(asked ? 'contact_asked' : 'contact_unseen');
	return status ? `${showWord(show)} · ${status}` : showWord(show);
}
