#!/usr/bin/env node
// Reader: opens sealed pages of format HR1. Written from docs/FORMAT.md, with nothing but what Node 18 brings along.
//
//     node reader.mjs open PAGE LINK [WORDS]    prints the article of an index.html, or says why not and exits 1
//     node reader.mjs vectors                   opens or refuses everything in this folder; exits 1 when one differs
//
// @ts-check

import { webcrypto } from "node:crypto";
import { readFileSync, realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createInflateRaw } from "node:zlib";

const { subtle } = webcrypto;
const ascii = (/** @type {string} */ text) => Buffer.from(text, "ascii");

const V = ascii("handrail/v1");
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const INFLATED_LIMIT_BYTES = 8_388_608;
const FRONT_BYTES = 88;
/** The element that a page holds the file in; the first pages had a script there. */
const SEALED =
  /<(?:template|script type="application\/octet-stream") id="sealed">(?<file>[A-Za-z0-9+/]*={0,2})<\/(?:template|script)>/;
/** @type {Record<number, number>} */
const ROUNDS = { 1: 0, 2: 600_000 };

/** @type {Record<string, string>} */
const SAYS = {
  link: "this link is incomplete",
  magic: "this is not a sealed page of a kind that is known here",
  mode: "this page opens in a way that is not known here",
  rounds: "this page asks for a setting that is not safe",
  length: "this page has not arrived whole",
  "commitment-1": "this link does not open this page",
  "commitment-2": "this link, or these words, do not open this page",
  cipher: "the page is damaged",
  "length-field": "the page is damaged: its length is wrong",
  padding: "the page is damaged: its padding is wrong",
  inflate: "the page is damaged: its text cannot be unpacked",
};

/** A file or link that a reader refuses; `step` is the check that does. */
export class Refused extends Error {
  /** @param {string} step @param {string} [says] */
  constructor(step, says = SAYS[step]) {
    super(says);
    this.step = step;
  }
}

/**
 * The article in a sealed file.
 * @param {Uint8Array} bytes @param {string} code @param {string | null} words @returns {Promise<string>}
 */
export async function unseal(bytes, code, words) {
  const link = await linkOf(code);
  const file = Buffer.from(bytes);
  if (!file.subarray(0, 3).equals(ascii("HR1"))) throw new Refused("magic");
  if (file.length < 24) throw new Refused("length");
  const mode = file.readUInt8(3);
  if (mode !== 1 && mode !== 2) throw new Refused("mode");
  if (file.readUInt32BE(4) !== ROUNDS[mode]) throw new Refused("rounds");
  const size = file.length - FRONT_BYTES;
  if (size < 16_384 || bucket(size) !== size) throw new Refused("length");

  const header = file.subarray(0, 24);
  const siv = file.subarray(24, 56);
  const items = [link];
  if (mode === 2) items.push(await stretched(words ?? "", file.subarray(8, 24), ROUNDS[mode]));
  const salt = Buffer.concat([V, ascii("/content")]);
  const keys = await hkdf(lp(...items), salt, lp(V, ascii("message"), header, siv), 76);
  if (!equal(keys.subarray(44), file.subarray(56, FRONT_BYTES))) {
    throw new Refused("commitment", SAYS[`commitment-${mode}`]);
  }
  const body = await decrypted(keys.subarray(0, 32), keys.subarray(32, 44), header, file.subarray(FRONT_BYTES));

  const length = body.readUInt32BE(0);
  if (length > body.length - 4) throw new Refused("length-field");
  if (body.subarray(4 + length).some((byte) => byte !== 0)) throw new Refused("padding");
  return inflated(body.subarray(4, 4 + length));
}

/**
 * The link secret in what stands after the # of a link.
 * @param {string} typed
 */
export async function linkOf(typed) {
  let text = typed;
  for (let layer = 0; layer < 3; layer++) text = text.replace(/(?:%[0-9A-Fa-f]{2})+/g, unescaped);
  const pieces = text.replace(/&#?[0-9A-Za-z]{1,8};/g, " ").normalize("NFKC").match(/[0-9A-Za-z]+/g) ?? [];
  const signs = pieces.join("").toUpperCase().replace(/[IL]/g, "1").replace(/O/g, "0");
  const bounds = [0];
  for (const piece of pieces) bounds.push(bounds[bounds.length - 1] + piece.length);
  /** @type {Map<string, Buffer>[]} */
  const fitting = [new Map(), new Map(), new Map()];
  for (let from = 0; from + 28 <= signs.length; from++) {
    const code = signs.slice(from, from + 28);
    const link = await secretIn(code);
    if (link) fitting[[from, from + 28].filter((at) => bounds.includes(at)).length].set(code, link);
  }
  const best = fitting.reverse().find((links) => links.size > 0);
  if (best?.size !== 1) throw new Refused("link");
  return [...best.values()][0];
}

/** @param {string} escapes */
function unescaped(escapes) {
  const bytes = Buffer.from(escapes.replaceAll("%", ""), "hex");
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return " ";
  }
}

/** @param {string} code 28 characters */
async function secretIn(code) {
  const values = [...code].map((sign) => ALPHABET.indexOf(sign));
  if (values.includes(-1)) return null;
  const number = values.reduce((sum, value) => (sum << 5n) | BigInt(value), 0n);
  const link = Buffer.from((number >> 12n).toString(16).padStart(32, "0"), "hex");
  const digest = await subtle.digest("SHA-256", lp(V, ascii("link-check"), link));
  return Number(number & 0xfffn) === Buffer.from(digest).readUInt16BE(0) >> 4 ? link : null;
}

/**
 * Words as typed, in the form that opens a page.
 * @param {string} words
 */
export function normalised(words) {
  const whole = words.replace(/\p{Surrogate}/gu, "\ufffd").normalize("NFKC");
  const folded = Array.from(whole, foldedSign).join("");
  return Buffer.from(folded.replace(/\p{White_Space}+/gu, " ").replace(/^ | $/g, ""), "utf8");
}

/**
 * Typed words without all that is no letter, for a second try.
 * @param {string} words
 */
export function lettersOf(words) {
  return words.normalize("NFKC").replace(/\p{Default_Ignorable_Code_Point}/gu, "").replace(/\P{Letter}+/gu, " ").trim();
}

/** @param {string} sign */
function foldedSign(sign) {
  if (sign === "ı") return sign;
  if (/\p{Script=Cherokee}/u.test(sign)) return sign.toUpperCase();
  return sign.toLowerCase().toUpperCase().toLowerCase();
}

/**
 * The size that a length is rounded up to.
 * @param {number} length
 */
export function bucket(length) {
  for (let size = 16_384; size <= 262_144; size *= 2) if (length <= size) return size;
  // Not with the operators of 32 bits: a file may be longer than they count.
  const exponent = Math.floor(Math.log2(length));
  const step = 2 ** (exponent - (Math.floor(Math.log2(exponent)) + 1));
  return Math.ceil(length / step) * step;
}

/** @param {Uint8Array[]} items */
function lp(...items) {
  const lengths = items.map((item) => Buffer.from([item.length >> 8, item.length & 255]));
  return Buffer.concat(items.flatMap((item, at) => [lengths[at], item]));
}

/** @param {Uint8Array} ikm @param {Uint8Array} salt @param {Uint8Array} info @param {number} length */
async function hkdf(ikm, salt, info, length) {
  const key = await subtle.importKey("raw", ikm, "HKDF", false, ["deriveBits"]);
  return Buffer.from(await subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt, info }, key, 8 * length));
}

/** @param {string} words @param {Uint8Array} salt @param {number} iterations */
async function stretched(words, salt, iterations) {
  const key = await subtle.importKey("raw", normalised(words), "PBKDF2", false, ["deriveBits"]);
  return Buffer.from(await subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations }, key, 256));
}

/** @param {Uint8Array} key @param {Uint8Array} iv @param {Uint8Array} additionalData @param {Uint8Array} sealed */
async function decrypted(key, iv, additionalData, sealed) {
  const imported = await subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]);
  try {
    return Buffer.from(await subtle.decrypt({ name: "AES-GCM", iv, additionalData }, imported, sealed));
  } catch {
    throw new Refused("cipher");
  }
}

/**
 * In constant time, written out: there is nothing for it in a browser either.
 * @param {Uint8Array} one @param {Uint8Array} other
 */
function equal(one, other) {
  let difference = one.length ^ other.length;
  for (let at = 0; at < one.length; at++) difference |= one[at] ^ other[at];
  return difference === 0;
}

/** @param {Buffer} packed @returns {Promise<string>} */
async function inflated(packed) {
  const inflate = createInflateRaw();
  const parts = [];
  let length = 0;
  try {
    inflate.end(packed);
    for await (const part of inflate) {
      length += part.length;
      if (length > INFLATED_LIMIT_BYTES) throw new RangeError("too long");
      parts.push(part);
    }
    if (inflate.bytesWritten !== packed.length) throw new RangeError("more after the end");
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.concat(parts));
  } catch {
    throw new Refused("inflate");
  }
}

// The command line

/** @param {string} html */
function sealedPart(html) {
  const found = SEALED.exec(html);
  return Buffer.from(found?.groups?.file ?? "", "base64");
}

/** @param {string} page @param {string} link @param {string | undefined} words */
async function open(page, link, words) {
  const file = sealedPart(readFileSync(page, "utf8"));
  const code = link.slice(link.indexOf("#") + 1);
  const article = await unseal(file, code, words ?? null).catch((error) => {
    if (words === undefined || error.step !== "commitment") throw error;
    return unseal(file, code, lettersOf(words));
  });
  process.stdout.write(article);
}

// The vectors; make.py says what each field is.

/** @param {string} name */
const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));
/** @param {[string, number][]} parts */
const joined = (parts) =>
  Buffer.concat(parts.map(([part, times]) => Buffer.alloc((part.length / 2) * times, part, "hex")));

/** @param {any} recipe @param {Map<string, any>} recipes @returns {Promise<Buffer>} */
async function made(recipe, recipes) {
  if (recipe.base64 !== undefined) return Buffer.from(recipe.base64, "base64");
  if (recipe.edits !== undefined) {
    let file = await made(recipes.get(recipe.of), recipes);
    for (const { at, remove, insert } of recipe.edits) {
      file = Buffer.concat([file.subarray(0, at), joined(insert), file.subarray(at + remove)]);
    }
    return file;
  }
  const front = Buffer.from(recipe.front, "hex");
  const iv = Buffer.from(recipe.nonce, "hex");
  const key = await subtle.importKey("raw", Buffer.from(recipe.key, "hex"), "AES-GCM", false, ["encrypt"]);
  const additionalData = front.subarray(0, 24);
  const sealed = await subtle.encrypt({ name: "AES-GCM", iv, additionalData }, key, joined(recipe.body));
  return Buffer.concat([front, Buffer.from(sealed)]);
}

/**
 * What a reader did, as one string to compare.
 * @param {() => Promise<string>} act
 */
async function outcome(act) {
  try {
    return `opens: ${await act()}`;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return `${error.step}: ${error.message}`;
  }
}

async function vectors() {
  const differing = [];
  let count = 0;
  const compare = (/** @type {string} */ name, /** @type {string} */ expected, /** @type {string} */ actual) => {
    count += 1;
    if (expected !== actual) differing.push(`${name}: expected ${expected.slice(0, 100)}, not ${actual.slice(0, 100)}`);
  };

  const { words, buckets } = read("derivation.json");
  for (const { typed, bytes } of words) compare(`words ${typed}`, bytes, normalised(typed).toString("hex"));
  for (const [length, size] of buckets) compare(`bucket ${length}`, `${size}`, `${bucket(length)}`);
  for (const { about, typed, link, says } of read("links.json").links) {
    const actual = await outcome(async () => (await linkOf(typed)).toString("hex"));
    compare(`link ${about}`, link === null ? `link: ${says}` : `opens: ${link}`, actual);
  }
  const { pages } = read("pages.json");
  const recipes = new Map(pages.map((/** @type {any} */ page) => [page.name, page.file]));
  for (const page of pages) {
    const file = await made(page.file, recipes);
    const digest = Buffer.from(await subtle.digest("SHA-256", file)).toString("hex");
    compare(`file of ${page.name}`, `${page.length} ${page.sha256}`, `${file.length} ${digest}`);
    const { article, refused } = page;
    const text = article?.map((/** @type {[string, number]} */ [part, times]) => part.repeat(times)).join("");
    const expected = refused ? `${refused.step}: ${refused.says}` : `opens: ${text}`;
    compare(`page ${page.name}`, expected, await outcome(() => unseal(file, page.code, page.words)));
  }
  console.log([...differing, `${count - differing.length} of ${count} vectors are as they say`].join("\n"));
  if (differing.length > 0) process.exitCode = 1;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [command, page, link, words] = process.argv.slice(2);
  try {
    if (command === "vectors") await vectors();
    else if (command === "open" && page && link) await open(page, link, words);
    else {
      console.error("usage: reader.mjs open PAGE LINK [WORDS] | reader.mjs vectors");
      process.exitCode = 2;
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
