/** A test CA, a certificate for the test names, one that nobody signed, and an NSS database that trusts the CA. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface KeyPair {
	readonly certificate: string;
	readonly key: string;
}

/** Paths of PEM files, except where said. */
export interface Certificates extends KeyPair {
	/** PEM text, for Node's `ca` option. */
	readonly ca: string;
	readonly caFile: string;
	/** For the same names, signed by itself. */
	readonly untrusted: KeyPair;
	/** Folder with `cert9.db key4.db pkcs11.txt` that trust the CA. */
	readonly nss: string;
}

const NAMES = 'subjectAltName=DNS:example.test,DNS:*.example.test,DNS:localhost,IP:127.0.0.1';

/** Makes everything in `folder`; about 150 ms. */
export function makeCertificates(folder: string): Certificates {
	mkdirSync(folder, { recursive: true });
	const file = (name: string) => join(folder, name);
	const caFile = file('ca.crt');
	selfSigned(file('ca.key'), caFile, 'Twinline test CA', [
		'basicConstraints=critical,CA:TRUE,pathlen:0',
		'keyUsage=critical,keyCertSign,cRLSign',
	]);
	const untrusted = { certificate: file('untrusted.crt'), key: file('untrusted.key') };
	selfSigned(untrusted.key, untrusted.certificate, 'example.test', ['basicConstraints=critical,CA:FALSE', NAMES]);
	const key = file('server.key');
	const certificate = signed(folder, key);
	const nss = file('nss');
	mkdirSync(nss);
	run('certutil', ['-N', '-d', `sql:${nss}`, '--empty-password']);
	run('certutil', ['-A', '-d', `sql:${nss}`, '-n', 'twinline-test-ca', '-t', 'C,,', '-i', caFile]);
	return { certificate, key, ca: readFileSync(caFile, 'utf8'), caFile, untrusted, nss };
}

function selfSigned(key: string, certificate: string, name: string, extensions: readonly string[]): void {
	makeKey(key);
	const added = extensions.flatMap((extension) => ['-addext', extension]);
	run('openssl', [
		'req',
		'-x509',
		'-new',
		'-key',
		key,
		'-sha256',
		'-days',
		'365',
		'-subj',
		`/CN=${name}`,
		...added,
		'-out',
		certificate,
	]);
}

/** Chain file, leaf first. */
function signed(folder: string, key: string): string {
	const file = (name: string) => join(folder, name);
	makeKey(key);
	run('openssl', ['req', '-new', '-key', key, '-subj', '/CN=example.test', '-out', file('server.csr')]);
	const extensions = [
		'basicConstraints=critical,CA:FALSE',
		'keyUsage=critical,digitalSignature',
		'extendedKeyUsage=serverAuth',
		NAMES,
	];
	writeFileSync(
		file('server.ext'),
		[...extensions, 'subjectKeyIdentifier=hash', 'authorityKeyIdentifier=keyid', ''].join('\n'),
	);
	const ca = ['-CA', file('ca.crt'), '-CAkey', file('ca.key'), '-CAcreateserial'];
	const leaf = ['-sha256', '-days', '365', '-extfile', file('server.ext'), '-out', file('leaf.crt')];
	run('openssl', ['x509', '-req', '-in', file('server.csr'), ...ca, ...leaf]);
	writeFileSync(file('server.crt'), readFileSync(file('leaf.crt'), 'utf8') + readFileSync(file('ca.crt'), 'utf8'));
	return file('server.crt');
}

function makeKey(path: string): void {
	run('openssl', ['ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', path]);
}

function run(program: string, args: readonly string[]): void {
	execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
