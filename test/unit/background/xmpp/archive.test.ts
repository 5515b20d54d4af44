import { describe, expect, test } from 'vitest';
import { Archive } from '../../../../src/background/xmpp/archive.ts';
import type { Element } from '../../../../src/background/xmpp/xml.ts';
import { AppError } from '../../../../src/shared/errors.ts';
import { attached, parsed, ROMEO } from './attached.ts';

/** @param answers to each request in turn; text is a result that comes after `results` came as messages */
function start(
	...answers: (AppError | { readonly results?: readonly string[]; readonly from?: string; readonly end: string })[]
) {
	const asked: Element[] = [];
	const box: { archive?: Archive } = {};
	const { receive } = attached((router) => {
		box.archive = new Archive(async (type, child, to) => {
			asked.push(parsed(`<iq type="${type}" to="${to ?? ''}">${child}</iq>`));
			const answer = answers.shift();
			if (!answer) throw new Error('not expected');
			if (answer instanceof AppError) throw answer;
			for (const id of answer.results ?? []) await receive(result(id, child.attrs.queryid, answer.from));
			return parsed(`<iq type="result" id="1">${answer.end}</iq>`);
		}, ROMEO);
		box.archive.attach(router);
	});
	if (!box.archive) throw new Error('not attached');
	return { archive: box.archive, asked, receive };
}

function result(id: string, queryId: string, from = ''): string {
	return `<message${from && ` from="${from}"`}><result xmlns="urn:xmpp:mam:2" queryid="${queryId}" id="${id}"><forwarded xmlns="urn:xmpp:forward:0"><message xmlns="jabber:client" id="m${id}"/></forwarded></result></message>`;
}

function end(last: string, complete = ''): string {
	return `<fin xmlns="urn:xmpp:mam:2"${complete && ' complete="true"'}><set xmlns="http://jabber.org/protocol/rsm"><last>${last}</last></set></fin>`;
}

async function all(archive: Archive): Promise<string[]> {
	const ids: string[] = [];
	for await (const page of archive.read({ with: 'juliet@capulet.lit' })) ids.push(...page.map(({ id }) => id));
	return ids;
}

describe('whether there is one', () => {
	const info = (inside: string) => ({ end: `<query xmlns="http://jabber.org/protocol/disco#info">${inside}</query>` });

	test.each([
		['<feature var="urn:xmpp:mam:2"/>', true],
		['<feature var="urn:xmpp:mam:1"/>', false],
		['', false],
	])('%s', async (features, isThere) => {
		const { archive, asked } = start(info(features));
		expect(await archive.isThere()).toBe(isThere);
		expect(asked[0]?.attrs.to).toBe(ROMEO);
	});

	test('a refusal is none, a broken connection no answer', async () => {
		const { archive } = start(new AppError('refused'), new AppError('not-connected'));
		expect(await archive.isThere()).toBe(false);
		await expect(archive.isThere()).rejects.toMatchObject({ code: 'not-connected' });
	});
});

test('is read page by page', async () => {
	const { archive, asked } = start(
		{ results: ['1', '2'], end: end('2') },
		{ results: ['3'], from: ROMEO, end: end('3', 'yes') },
	);
	expect(await all(archive)).toEqual(['1', '2', '3']);
	const queries = asked.map((iq) => iq.getChild('query'));
	expect(String(queries[0])).not.toContain('<after>');
	expect(String(queries[1])).toContain('<after>2</after>');
	expect(String(queries[1])).toContain('juliet@capulet.lit');
	expect(queries[0]?.attrs.queryid).not.toBe(queries[1]?.attrs.queryid);
});

test('an empty page is the last', async () => {
	expect(await all(start({ end: end('') }).archive)).toEqual([]);
});

test('does not go on for ever', async () => {
	const endless = Array.from({ length: 60 }, (_, index) => ({ results: [`${index}`], end: end(`${index}`) }));
	expect(await all(start(...endless).archive)).toHaveLength(50);
});

test.each(['juliet@capulet.lit', 'montague.lit', `${ROMEO}/other`])('results from %s are forged', async (from) => {
	expect(await all(start({ results: ['1'], from, end: end('1', 'yes') }).archive)).toEqual([]);
});

test('results that nobody asked for are dropped', async () => {
	const { archive, receive } = start({ results: ['1'], end: end('1', 'yes') });
	await receive(result('0', 'unknown'));
	expect(await all(archive)).toEqual(['1']);
});

test('a refusal is the reader’s', async () => {
	await expect(all(start(new AppError('refused')).archive)).rejects.toMatchObject({ code: 'refused' });
});
