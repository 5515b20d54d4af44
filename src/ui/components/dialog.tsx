import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import './dialog.css';

/** A modal dialog for as long as it is rendered. Escape and a click beside it close it. */
export function Dialog(props: { title: string; onClose: () => void; children: ComponentChildren }) {
	const { title, onClose, children } = props;
	const dialog = useRef<HTMLDialogElement>(null);
	useLayoutEffect(() => dialog.current?.showModal(), []);
	return (
		// biome-ignore lint/a11y/useKeyWithClickEvents: Escape does it by itself
		<dialog
			ref={dialog}
			class="dialog"
			aria-labelledby="dialog-title"
			onClose={onClose}
			onClick={(event) => event.target === event.currentTarget && onClose()}
		>
			<div class="dialog-body">
				<h2 id="dialog-title">{title}</h2>
				{children}
			</div>
		</dialog>
	);
}
