import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** The rules of the repository over a folder of examples. */
let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'twinline-layers-'));
	const rules = JSON.parse(readFileSync('biome.json', 'utf8'));
	writeFileSync(
		join(folder, 'biome.json'),
		JSON.stringify({ ...rules, $schema: undefined, vcs: undefined, files: undefined }),
	);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Each is an import that the architecture forbids: lint must say so, or the layers exist on paper only. */
test.each([
	['src/background/sip/example.ts', '../xmpp/session.ts'],
	['src/background/xmpp/example.ts', '../sip/session.ts'],
	['src/background/xmpp/example.ts', '../store.ts'],
	['src/background/xmpp/xeps/xep-9999-example.ts', './xep-0199-ping.ts'],
	['src/background/chat/example.ts', '../calls/recents.ts'],
	['src/background/calls/example.ts', '../chat/unread.ts'],
	['src/background/xmpp/example.ts', '../cusax/phonebook.ts'],
	['src/background/sip/example.ts', '../cusax/phonebook.ts'],
	['src/background/chat/example.ts', '../cusax/phonebook.ts'],
	['src/background/calls/example.ts', '../cusax/phonebook.ts'],
	['src/background/cusax/example.ts', '../chat/unread.ts'],
	['src/background/cusax/example.ts', '../calls/recents.ts'],
	['src/background/cusax/example.ts', '../commands/service.ts'],
	['src/background/cusax/example.ts', '../accounts.ts'],
	['src/background/cusax/example.ts', 'webextension-polyfill'],
	['src/background/commands/example.ts', 'webextension-polyfill'],
	['src/shared/example.ts', '../background/store.ts'],
	['src/content/example.ts', 'valibot'],
	['src/content/example.ts', '../background/store.ts'],
	['src/popup/example.tsx', '../background/store.ts'],
	['src/ui/example.ts', 'webextension-polyfill'],
])('%s must not import %s', (file, module) => {
	expect(lint(file, `import * as it from '${module}';\n\nexport const use = it;\n`)).toContain('noRestrictedImports');
});

test.each([
	['src/background/chat/example.ts', '../store.ts'],
	['src/background/cusax/example.ts', '../xmpp/session.ts'],
	['src/background/cusax/example.ts', '../sip/session.ts'],
	['src/background/cusax/example.ts', '../storage/accounts.ts'],
])('%s may import %s', (file, module) => {
	const source = `import * as it from '${module}';\n\nexport const use = it;\n`;
	expect(lint(file, source)).not.toContain('noRestrictedImports');
});

test('a browser API outside platform, views and media is refused', () => {
	const source = 'export const id = chrome.runtime.id;\n';
	expect(lint('src/background/chat/example.ts', source)).toContain('noRestrictedGlobals');
});

test('an import cycle is refused', () => {
	const path = join(folder, 'src/background/chat/other.ts');
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, "import { a } from './example.ts';\n\nexport const b = a;\n");
	expect(lint('src/background/chat/example.ts', "import { b } from './other.ts';\n\nexport const a = b;\n")).toContain(
		'noImportCycles',
	);
});

function lint(file: string, source: string): string {
	const path = join(folder, file);
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, source);
	const { stdout, stderr } = spawnSync(resolve('node_modules/.bin/biome'), ['lint', file], {
		cwd: folder,
		encoding: 'utf8',
	});
	return stdout + stderr;
}
