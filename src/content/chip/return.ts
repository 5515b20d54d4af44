/** Where the focus and the selection were, so that they can be given back. */

/** Remembers both, and gives a function that puts them back as far as they are still in the page. */
export function rememberPlace(): () => void {
	const focused = focusedElement();
	const selection = getSelection();
	const { anchorNode, anchorOffset = 0, focusNode, focusOffset = 0 } = selection ?? {};
	return () => {
		if (focused?.isConnected && focused !== document.body) focused.focus({ preventScroll: true });
		if (!selection) return;
		if (anchorNode?.isConnected && focusNode?.isConnected) {
			selection.setBaseAndExtent(
				anchorNode,
				within(anchorNode, anchorOffset),
				focusNode,
				within(focusNode, focusOffset),
			);
		} else selection.removeAllRanges();
	};
}

/** Does a frame in this one have the focus? */
export function isInFrame(): boolean {
	return document.activeElement?.matches('iframe, frame') === true;
}

/** The keys are for this frame from now on, not for one in it or around it. */
export function takeKeys(): void {
	if (isInFrame()) focusedElement()?.blur();
	if (!document.hasFocus()) window.focus();
}

/** In open shadow roots too. */
function focusedElement(): HTMLElement | null {
	let at = document.activeElement;
	while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
	return at instanceof HTMLElement ? at : null;
}

/** The page may have less in the node by now. */
function within(node: Node, offset: number): number {
	return Math.min(offset, node.nodeValue?.length ?? node.childNodes.length);
}
