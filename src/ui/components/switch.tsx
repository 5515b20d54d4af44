import './switch.css';

interface Props {
	readonly label: string;
	readonly on: boolean;
	readonly onChange: (on: boolean) => void;
	/** Shows the label beside the switch; otherwise only a screen reader says it. */
	readonly labelled?: boolean;
}

/** On or off, at once. */
export function Switch({ label, on, onChange, labelled }: Props) {
	return (
		<label class="switch">
			<span class={labelled ? undefined : 'unseen'}>{label}</span>
			<input type="checkbox" checked={on} onChange={(event) => onChange(event.currentTarget.checked)} />
		</label>
	);
}
