import './theme.css';
import { type TextKey, text } from './text.ts';

/** What every page does first: its language, the direction of writing and its title. */
export function startView(title: TextKey): void {
	document.documentElement.lang = text('language');
	document.documentElement.dir = text('direction');
	document.title = text(title);
}
