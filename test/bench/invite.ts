/** From a click on a page to the INVITE on the wire: with no STUN server and with a dead one, beside plain JsSIP. */
import type { Input } from '../../src/shared/commands.ts';
import { type App, openApp } from '../support/app.ts';
import { type Person, startPerson } from '../support/person.ts';
import { until } from '../support/until.ts';
import { type Context, NAMES } from './context.ts';
import { clickLink } from './link.ts';
import { type PlainJsSip, plainJsSip } from './plain-jssip.ts';
import { median, ms, type Row } from './row.ts';
import { isRequestOf } from './sip-text.ts';

const SAMPLES = 7;
/** How long plain JsSIP is waited for, ms. It gives up on a dead server later than a person does. */
const PATIENCE = 25_000;
/** What a dead server may cost until the INVITE is sent, ms. */
const WITHIN = 200;

export async function invites(context: Context): Promise<Row[]> {
	const { servers, calls } = context;
	const person = await startPerson({ kind: 'chromium', name: 'bench-invite', servers });
	try {
		const app = await openApp(person);
		const fields = fieldsOf(context);
		const account = await app.ask('account.add', fields);
		await app.ask('settings.change', { country: 'DE' }); // as the number is: one click calls it
		await app.allowAllSites();
		const plain = await plainJsSip(await person.openView('options.html'), calls.url, servers.account('carol'));
		const ours = await sampled(() => ourCall(context, person, app));
		const theirs = await sampled(() => plainCall(context, plain, []));
		await app.ask('account.edit', {
			account,
			fields: { ...fields, password: '', iceServers: [{ url: servers.deadStun, username: '', credential: '' }] },
		});
		const oursDead = await sampled(() => ourCall(context, person, app));
		const theirsDead = await plainCall(context, plain, [{ urls: servers.deadStun }]);
		return [alive(ours, theirs), dead(oursDead, theirsDead)];
	} finally {
		await person.close();
	}
}

function alive(ours: readonly number[], theirs: readonly number[]): Row {
	const [own, other] = [median(ours), median(theirs)];
	return {
		what: 'click → INVITE sent, no STUN server',
		browser: NAMES.chromium,
		ratio: { value: own / other, of: 'plain JsSIP' },
		absolute: { value: own, unit: 'ms' },
		note: `JsSIP ${ms(other)}; medians of ${SAMPLES}; ours from a link on a page, JsSIP from a button beside it`,
	};
}

function dead(ours: readonly number[], theirs: number | null): Row {
	const own = median(ours);
	return {
		what: 'click → INVITE sent, dead STUN server',
		browser: NAMES.chromium,
		ratio: { value: own / (theirs ?? PATIENCE), of: 'plain JsSIP' },
		absolute: { value: own, unit: 'ms' },
		target: { most: WITHIN, of: 'absolute' },
		note: `JsSIP ${theirs === null ? `none within ${PATIENCE / 1000} s` : ms(theirs)}; median of ${SAMPLES}, longest ${ms(Math.max(...ours))}`,
	};
}

async function sampled(sample: () => Promise<number | null>): Promise<number[]> {
	const samples: number[] = [];
	for (let index = 0; index < SAMPLES; index++) {
		const took = await sample();
		if (took === null) throw new Error('no INVITE was sent');
		samples.push(took);
	}
	return samples;
}

async function ourCall({ servers, calls }: Context, person: Person, app: App): Promise<number> {
	const { aor } = servers.account('alice');
	const clickedAt = await clickLink(person, servers, `tel:${servers.account('bob').number}`);
	const invite = await until('our INVITE', () => calls.find(clickedAt, ({ text }) => isRequestOf(text, 'INVITE', aor)));
	await app.until('nobody is there', ({ overview }) => overview?.calls.every((call) => call.phase.is === 'ended'));
	return invite.at - clickedAt;
}

/** Null when none is sent within `PATIENCE`. */
async function plainCall(
	{ servers, calls }: Context,
	plain: PlainJsSip,
	iceServers: readonly RTCIceServer[],
): Promise<number | null> {
	await plain.prepare(servers.account('bob').aor, iceServers);
	const clickedAt = await plain.click();
	const { aor } = servers.account('carol');
	const find = () => calls.find(clickedAt, ({ text }) => isRequestOf(text, 'INVITE', aor));
	const deadline = performance.now() + PATIENCE;
	await until('an INVITE of JsSIP, or no patience', () => find() || performance.now() > deadline, PATIENCE * 2);
	const at = find()?.at;
	await plain.hangUp();
	await until('JsSIP is idle', () => plain.isIdle());
	return at === undefined ? null : at - clickedAt;
}

function fieldsOf({ servers, calls }: Context): Input<'account.add'> & { protocol: 'sip' } {
	const { aor, password } = servers.account('alice');
	return {
		protocol: 'sip',
		address: aor,
		password,
		endpoint: calls.url,
		authUser: '',
		displayName: '',
		iceServers: [],
	};
}
