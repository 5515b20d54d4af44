import './icon.css';

/** An icon beside or in place of words. It says nothing to a screen reader: the button or row around it has the name. `turned`: a phone laid down. */
export function Icon({ of, turned }: { of: string; turned?: boolean }) {
	return (
		<svg class={turned ? 'icon turned' : 'icon'} viewBox="0 0 24 24" aria-hidden="true">
			<path d={of} />
		</svg>
	);
}
