import { element } from './element.ts';

/**
 * Puts the text on the clipboard, from a click. Where the page is not secure, or a frame may not, the older way does it,
 * from a field in `place`. False if the browser does not allow it.
 */
export async function copyText(text: string, place: Element): Promise<boolean> {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		return copyFromField(text, place);
	}
}

function copyFromField(text: string, place: Element): boolean {
	const before = (place.getRootNode() as ShadowRoot).activeElement;
	const field = element('textarea', { class: 'unseen', 'aria-hidden': 'true' });
	field.value = text;
	place.append(field);
	field.select();
	const isCopied = document.execCommand('copy');
	field.remove();
	if (before instanceof HTMLElement) before.focus();
	return isCopied;
}
