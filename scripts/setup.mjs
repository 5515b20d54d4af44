/**
 * Makes this machine ready: `node scripts/setup.mjs [--for build|test|demo]` (build when not said). Uses nothing but Node
 * itself. Installs the packages of package-lock.json when they are missing or older than it, and the Debian packages that
 * the purpose needs: as root, or by `sudo`, which may ask for the password if there is a terminal; otherwise it says what to
 * install.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const BROWSERS = ['chromium', 'firefox-esr', 'libnss3-tools', 'openssl', 'fonts-dejavu-core'];
const SERVERS = [
	'prosody',
	...['kamailio', 'kamailio-outbound-modules', 'kamailio-tls-modules', 'kamailio-websocket-modules'],
];
/** Debian packages for each purpose. */
const PURPOSES = {
	build: [],
	test: [...BROWSERS, ...SERVERS, 'coturn', 'sip-tester'],
	demo: [...BROWSERS, ...SERVERS],
};
/** Services that these packages would start at once and at each boot; our programs run the servers themselves. */
const SERVICES = ['prosody', 'kamailio', 'coturn'];
const POLICY = '/usr/sbin/policy-rc.d';

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const at = process.argv.indexOf('--for');
	const purpose = at < 0 ? 'build' : process.argv[at + 1];
	if (!(purpose in PURPOSES)) {
		console.error(`usage: node scripts/setup.mjs [--for ${Object.keys(PURPOSES).join('|')}]`);
		process.exit(2);
	}
	process.exit(setUp(purpose) ? 0 : 1);
}

/** Gives whether everything is there afterwards; says what it does, and what is missing. */
export function setUp(purpose) {
	return nodeIsNewEnough() && installNodePackages() && installDebianPackages(PURPOSES[purpose]);
}

function nodeIsNewEnough() {
	const [major] = process.versions.node.split('.').map(Number);
	if (major >= 20) return true;
	console.error(`Node ${process.version} is too old: Twinline needs Node 20 or newer.`);
	return false;
}

function installNodePackages() {
	// Written by npm at the end of every installation.
	const installed = join(ROOT, 'node_modules', '.package-lock.json');
	const lock = join(ROOT, 'package-lock.json');
	if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return true;
	console.log('Installing the packages of package-lock.json (npm ci) …');
	return run('npm', ['ci', '--no-audit', '--no-fund', '--include=dev']);
}

function installDebianPackages(packages) {
	const missing = packages.filter((name) => !isInstalled(name));
	if (missing.length === 0) return true;
	const become = wayToRoot();
	if (!existsSync('/usr/bin/apt-get') || !become) {
		console.error(`These Debian packages are missing: ${missing.join(' ')}`);
		console.error(
			`Install them (as root: apt-get install --no-install-recommends ${missing.join(' ')}) and try again.`,
		);
		return false;
	}
	console.log(`Installing Debian packages${become.length ? ' with sudo' : ''}: ${missing.join(' ')} …`);
	return withoutStartingServices(become, missing, () => aptGet(become, missing));
}

/** What goes before a command that only root may run; undefined when there is no way. */
function wayToRoot() {
	if (process.getuid?.() === 0) return [];
	if (succeeds('sudo', ['-n', 'true'])) return ['sudo', '-n'];
	// It asks on the terminal itself, whatever our standard input is.
	return process.stdout.isTTY && succeeds('sudo', ['--version']) ? ['sudo'] : undefined;
}

/** Kept from starting while they are installed, and, where there is an init that would, from starting at boot. */
function withoutStartingServices(become, missing, install) {
	const isOurs = !existsSync(POLICY);
	if (isOurs) writeAs(become, POLICY, '#!/bin/sh\nexit 101\n');
	try {
		if (!install()) return false;
	} finally {
		if (isOurs) removeAs(become, POLICY);
	}
	const services = SERVICES.filter((name) => missing.includes(name));
	if (services.length === 0 || !existsSync('/run/systemd/system')) return true;
	console.log(`Not to be started at boot: ${services.join(' ')} (systemctl disable)`);
	return runAs(become, ['systemctl', 'disable', ...services]);
}

function aptGet(become, packages) {
	const quiet = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', '-o', 'Dpkg::Use-Pty=0'];
	if (!runAs(become, [...quiet, 'update'])) return false;
	return runAs(become, [...quiet, 'install', '-y', '--no-install-recommends', ...packages]);
}

function isInstalled(name) {
	return /^Status: .* installed$/m.test(outputOf('dpkg-query', ['--status', name]));
}

function writeAs(become, path, text) {
	if (become.length === 0) writeFileSync(path, text, { mode: 0o755 });
	else {
		spawnSync(become[0], [...become.slice(1), 'tee', path], { input: text, stdio: ['pipe', 'ignore', 'inherit'] });
		runAs(become, ['chmod', '755', path]);
	}
}

function removeAs(become, path) {
	if (become.length === 0) rmSync(path, { force: true });
	else runAs(become, ['rm', '-f', path]);
}

function runAs(become, command) {
	const [program, ...args] = [...become, ...command];
	return run(program, args);
}

function run(program, args) {
	const { status, error } = spawnSync(program, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
	if (error) console.error(`${program}: ${error.message}`);
	else if (status !== 0) console.error(`${program} ${args.join(' ')} ended with ${status}`);
	return status === 0;
}

function outputOf(program, args) {
	return spawnSync(program, args, { encoding: 'utf8' }).stdout ?? '';
}

function succeeds(program, args) {
	return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}
