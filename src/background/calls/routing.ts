import { AppError } from '../../shared/errors.ts';
import type { AccountId, AccountView } from '../../shared/state.ts';

/**
 * The account that places a call: the one that was named; else the person's choice; else the first that is ready.
 * With one account there is nothing to choose (C22). Throws `no-account` when there is none.
 */
export function accountToCallWith(
	accounts: readonly AccountView[],
	named: AccountId | undefined,
	preferred: AccountId,
): AccountId {
	const able = accounts.filter((account) => account.protocol === 'sip' && account.enabled);
	const wanted = able.find((account) => account.id === named);
	if (named !== undefined && !wanted) throw new AppError('no-account');
	const ready = able.filter((account) => account.connection.is === 'online');
	const chosen = wanted ?? ready.find((account) => account.id === preferred) ?? ready[0] ?? able[0];
	if (!chosen) throw new AppError('no-account');
	return chosen.id;
}
