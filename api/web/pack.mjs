#!/usr/bin/env node
/**
 * pack.mjs DIST OUT.cpp: the files that vite built, as data of the program (api/web/files.hpp), each with its packed form where
 * that is smaller, and a tag over its bytes. The same files give the same program.
 */
import {createHash} from 'node:crypto';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {extname, join, resolve} from 'node:path';
import {gzipSync} from 'node:zlib';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

const [dist, out] = process.argv.slice(2).map((path) => resolve(path));
const paths = readdirSync(dist, {recursive: true, withFileTypes: true})
  .filter((entry) => entry.isFile() && extname(entry.name) !== '.gz')
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(dist.length + 1))
  .sort();
const files = paths.map((path, at) => {
  const type = types[extname(path)];
  if (type === undefined) throw new Error(`${path}: what is its media type? Add it to pack.mjs.`);
  const bytes = readFileSync(join(dist, path));
  const packed = gzipSync(bytes, {level: 9});
  const smaller = packed.length < bytes.length * 0.95;
  if (smaller) writeFileSync(join(dist, `${path}.gz`), packed);
  return {at, path, type, size: bytes.length, smaller, tag: createHash('sha256').update(bytes).digest('hex').slice(0, 16)};
});

const part = (name, path) => `    ".globl ${name}\\n${name}:\\n.incbin \\"${join(dist, path)}\\"\\n.globl ${name}_end\\n${name}_end:\\n.byte 0\\n"`;
const name = (file, packed) => `wissel_web_${file.at}${packed ? '_gzip' : ''}`;
const names = files.flatMap((file) => [name(file, false), ...(file.smaller ? [name(file, true)] : [])]);
const view = (one) => `text(${one}, ${one}_end)`;
writeFileSync(out, `// Made by api/web/pack.mjs.
#include "api/web/files.hpp"

__asm__(
    ".section .rodata\\n"
${files.flatMap((file) => [part(name(file, false), file.path), ...(file.smaller ? [part(name(file, true), `${file.path}.gz`)] : [])]).join('\n')}
    ".previous\\n");

extern "C" {
${names.map((one) => `extern const char ${one}[];\nextern const char ${one}_end[];`).join('\n')}
}

namespace wissel::web {
namespace {
std::string_view text(const char* begin, const char* end) {
    return {begin, static_cast<std::size_t>(end - begin)};
}
}  // namespace

const std::vector<File>& files() {
    static const std::vector<File> all = {
${files.map((file) => `        {"${file.path}", "${file.type}", ${view(name(file, false))}, ${file.smaller ? view(name(file, true)) : '{}'}, "${file.tag}"},`).join('\n')}
    };
    return all;
}
}  // namespace wissel::web
`);
