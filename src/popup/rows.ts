import type { ComponentChildren } from 'preact';

/** A row of the popup's lists, whatever it is about. */
export interface PopupRow {
	readonly key: string;
	/** What its main button does. */
	readonly enter: () => unknown;
	/** Ctrl or ⌘ with Enter; absent where no number or SIP address is known. */
	readonly call?: () => unknown;
	readonly content: (tabIndex: number) => ComponentChildren;
}
