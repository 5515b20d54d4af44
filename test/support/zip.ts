/** A zip archive without compression: what Firefox wants to install an extension for good. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { crc32 } from 'node:zlib';

/** Writes all files under `folder` into `archive` (APPNOTE 6.3, method 0). */
export function zipFolder(folder: string, archive: string): void {
	const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
	const names = files.map((file) => relative(folder, join(file.parentPath, file.name))).sort();
	const local: Buffer[] = [];
	const central: Buffer[] = [];
	let offset = 0;
	for (const name of names) {
		const content = readFileSync(join(folder, name));
		const common = commonHeader(name, content);
		const entry = Buffer.concat([signature(0x04034b50), common, Buffer.from(name), content]);
		central.push(signature(0x02014b50), uint16(20), common, Buffer.alloc(10), uint32(offset), Buffer.from(name));
		local.push(entry);
		offset += entry.length;
	}
	const directory = Buffer.concat(central);
	const count = uint16(names.length);
	const end = [
		signature(0x06054b50),
		Buffer.alloc(4),
		count,
		count,
		uint32(directory.length),
		uint32(offset),
		uint16(0),
	];
	writeFileSync(archive, Buffer.concat([...local, directory, ...end]));
}

/** From "version needed" to "extra field length", the same in both headers. */
function commonHeader(name: string, content: Buffer): Buffer {
	const date = uint16((1 << 5) | 1); // 1980-01-01
	const sizes = [uint32(crc32(content)), uint32(content.length), uint32(content.length)];
	const utf8Names = uint16(0x0800);
	return Buffer.concat([
		uint16(20),
		utf8Names,
		uint16(0),
		uint16(0),
		date,
		...sizes,
		uint16(Buffer.byteLength(name)),
		uint16(0),
	]);
}

function signature(value: number): Buffer {
	return uint32(value);
}

function uint16(value: number): Buffer {
	const bytes = Buffer.alloc(2);
	bytes.writeUInt16LE(value);
	return bytes;
}

function uint32(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(value);
	return bytes;
}
