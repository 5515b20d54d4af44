import type { DialRules } from '../shared/state.ts';
import type { TextKey } from './text.ts';

/** What is wrong with a form: the field, and the sentence that says it. */
export interface Wrong {
	readonly field: string;
	readonly sentence: TextKey;
}

/** A filled-in form of dial rules; or what is wrong with it. People set spaces and dashes between digits. */
export function dialRules(form: FormData): DialRules | Wrong {
	const typed = (name: string) => String(form.get(name) ?? '').replace(/[\s./()-]/g, '');
	const [outside, strip, least] = [typed('outside'), typed('strip'), typed('outsideFrom')];
	if (!/^[\d*#]{0,8}$/.test(outside)) return { field: 'outside', sentence: 'dial_outside_bad' };
	if (!/^(?:\+?\d{1,14})?$/.test(strip)) return { field: 'strip', sentence: 'dial_strip_bad' };
	const outsideFrom = Number(least);
	if (!/^\d+$/.test(least) || outsideFrom < 1 || outsideFrom > 20)
		return { field: 'outsideFrom', sentence: 'dial_outside_from_bad' };
	return { outside, strip, outsideFrom, extension: typed('extension') === 'inaddress' ? 'in-address' : 'after-answer' };
}
