import { useSignal } from '@preact/signals';
import type { Contact, OwnNumbers } from '../shared/state.ts';
import { Dialog } from '../ui/components/dialog.tsx';
import { Field } from '../ui/components/field.tsx';
import { run } from '../ui/components/problem.tsx';
import { text } from '../ui/text.ts';
import { OwnNumbersFields } from './own-numbers.tsx';
import './edit-contact.css';

interface Props {
	readonly contact: Contact;
	readonly ownNumbers: OwnNumbers;
	readonly onClose: () => void;
}

/** Renames or removes a contact, and keeps the person's own numbers for it. What could not be done is said behind the dialog, which closes. */
export function EditContact({ contact, ownNumbers, onClose }: Props) {
	const sure = useSignal(false);
	const own = useSignal(ownNumbers);
	const { account, jid, name } = contact;
	const save = (event: SubmitEvent) => {
		event.preventDefault();
		const typed = String(new FormData(event.currentTarget as HTMLFormElement).get('name')).trim();
		onClose();
		if (typed !== name) void run('contact.rename', { account, jid, name: typed });
		const changed = { ...own.value, numbers: own.value.numbers.filter(({ written }) => written.trim() !== '') };
		if (JSON.stringify(changed) !== JSON.stringify(ownNumbers))
			void run('contact.numbers', { account, jid, own: changed });
	};
	const remove = () => {
		onClose();
		void run('contact.remove', { account, jid });
	};
	if (sure.value) {
		return (
			<Dialog title={text('remove_contact_title', name)} onClose={onClose}>
				<p>{text('remove_contact_what')}</p>
				<div class="dialog-buttons">
					<button type="button" class="button" onClick={onClose}>
						{text('cancel')}
					</button>
					<button type="button" class="button end" onClick={remove}>
						{text('remove')}
					</button>
				</div>
			</Dialog>
		);
	}
	return (
		<Dialog title={text('edit_contact')} onClose={onClose}>
			<form class="dialog-form" onSubmit={save}>
				<p class="quiet edit-contact-jid">
					<bdi>{jid}</bdi>
				</p>
				<Field name="name" label={text('name')} value={name} />
				<OwnNumbersFields own={own} />
				<div class="dialog-buttons">
					<button
						type="button"
						class="button edit-contact-remove"
						onClick={() => {
							sure.value = true;
						}}
					>
						{text('remove_contact')}
					</button>
					<button type="button" class="button" onClick={onClose}>
						{text('cancel')}
					</button>
					<button type="submit" class="button primary">
						{text('save')}
					</button>
				</div>
			</form>
		</Dialog>
	);
}
