/** Something in the page that can be called or written to: a number or address in its text, or a link to one. */
export interface Spot {
	/** `tel:+49…`, perhaps with `;ext=12`; `sip:…`, `sips:…`, `xmpp:…`. Of a link what it leads to, as it is written there. */
	readonly target: string;
	/** Its text as it stands in the page. */
	readonly raw: string;
	readonly is: 'mark' | 'link';
	/** Does it still stand there, unchanged? What has changed must not be called. */
	isThere(): boolean;
	/** In CSS pixels of the window; one for each line it is in. */
	boxes(): DOMRect[];
	/** From where to where it stands in the page. */
	range(): Range;
	/** The link, or the element that the text begins in. */
	readonly element: Element;
	/** One more click is needed before it is called: it may cost, or be another than it seems. */
	readonly cue: boolean;
}

/** A spot as the list of the page's numbers shows it. */
export interface Listed extends Pick<Spot, 'target' | 'raw'> {
	/** Words before and after it, so that one sees whose it is. */
	readonly around: string;
}

/** Why a chip is shown. `cue`: it was clicked, and one more click is needed. */
export type How = 'hover' | 'focus' | 'walk' | 'cue';

/** The small card at a spot: what it is, and what can be done. One at a time. */
export interface Chip {
	show(spot: Spot, how: How): void;
	hide(): void;
	/** Did it happen in the chip? */
	contains(event: Event): boolean;
}
