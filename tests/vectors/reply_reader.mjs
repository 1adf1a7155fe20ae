#!/usr/bin/env node
// Reply reader: writes and opens replies of format HR2. Written from docs/FORMAT.md, with nothing but what Node 18 brings along.
//
//     node reply_reader.mjs vectors    derives, writes, opens or refuses all of replies.json; exits 1 when one differs
//
// @ts-check

import { createCipheriv, createDecipheriv, createECDH, createHash, createHmac, pbkdf2Sync, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";

const ascii = (/** @type {string} */ text) => Buffer.from(text, "ascii");
const V = ascii("handrail/v1");
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const REPLY_LIMIT_BYTES = 65_536;
const WIRE_LIMIT_BYTES = 65_535;
const ENC_BYTES = 65;
const KEM = Buffer.concat([ascii("KEM"), Buffer.from([0, 0x10])]);
const SUITE = Buffer.concat([ascii("HPKE"), Buffer.from([0, 0x10, 0, 1, 0, 2])]);

/** @type {Record<string, string>} */
const SAYS = {
  whole: "this reply is not complete; please copy all of it",
  plan: "this reply belongs to none of your plans",
  open: "this reply was changed, or written with another link",
  length: "this reply is damaged: its length is wrong",
  padding: "this reply is damaged: its padding is wrong",
  inflate: "this reply is damaged: its text cannot be unpacked",
  json: "this reply does not hold what a page writes",
};

/** A reply that a reader refuses; `step` is the check that does. */
class Refused extends Error {
  /** @param {string} step */
  constructor(step) {
    super(SAYS[step]);
    this.step = step;
  }
}

/**
 * What a plan's page and the tool know. Bytes, and the token as hex.
 * @typedef {{token: string, sk: Buffer, pk: Buffer, psk: Buffer, key: string}} Secrets
 */

// Notation

/** @param {Uint8Array[]} items */
function lp(...items) {
  return Buffer.concat(items.flatMap((item) => [Buffer.from([item.length >> 8, item.length & 255]), item]));
}

/** @param {Uint8Array} key @param {Uint8Array[]} parts */
function hmac(key, ...parts) {
  return createHmac("sha256", key).update(Buffer.concat(parts)).digest();
}

/** @param {Uint8Array} prk @param {Uint8Array} info @param {number} length */
function expanded(prk, info, length) {
  let block = Buffer.alloc(0);
  let all = Buffer.alloc(0);
  for (let count = 1; all.length < length; count++) {
    block = hmac(prk, block, info, Buffer.from([count]));
    all = Buffer.concat([all, block]);
  }
  return all.subarray(0, length);
}

/** @param {Uint8Array[]} parts */
const sha256 = (...parts) => createHash("sha256").update(Buffer.concat(parts)).digest();

// Keys of a reply

/** @param {any} plan @returns {Secrets} */
function secretsOf(plan) {
  const prk = hmac(Buffer.concat([V, ascii("/master")]), Buffer.from(plan.master, "hex"));
  const page = Buffer.concat([lp(Buffer.from(plan.uid, "hex")), Buffer.from([plan.mode]), u32(plan.generation)]);
  const derived = (/** @type {string} */ label, /** @type {number} */ length) =>
    expanded(prk, Buffer.concat([lp(V, ascii(label)), page]), length);
  const items = [derived("link", 16)];
  if (plan.mode === 2) items.push(pbkdf2Sync(plan.words, derived("pw-salt", 16), 600_000, 32, "sha256"));
  const prk2 = hmac(Buffer.concat([V, ascii("/content")]), lp(...items));
  const seed = BigInt(`0x${derived("reply", 48).toString("hex")}`);
  const sk = Buffer.from(((seed % (ORDER - 1n)) + 1n).toString(16).padStart(64, "0"), "hex");
  const pk = pointOf(sk);
  return {
    token: derived("token", 16).toString("hex"),
    sk,
    pk,
    psk: expanded(prk2, lp(V, ascii("reply-psk")), 32),
    key: pk.toString("base64url"),
  };
}

/** @param {number} number */
function u32(number) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number);
  return bytes;
}

/** @param {Buffer} scalar */
function pointOf(scalar) {
  const curve = createECDH("prime256v1");
  curve.setPrivateKey(scalar);
  return curve.getPublicKey();
}

// HPKE, RFC 9180

/** @param {Buffer} scalar @param {Buffer} point @param {Buffer} enc @param {Buffer} recipient @param {Buffer} info */
function keyAndNonce(scalar, point, enc, recipient, info) {
  const curve = createECDH("prime256v1");
  curve.setPrivateKey(scalar);
  const agreed = curve.computeSecret(point);
  const eae = labeledExtract(KEM, Buffer.alloc(0), "eae_prk", agreed);
  const shared = labeledExpand(KEM, eae, "shared_secret", Buffer.concat([enc, recipient]), 32);
  const nothing = Buffer.alloc(0);
  const context = Buffer.concat([
    Buffer.from([0]),
    labeledExtract(SUITE, nothing, "psk_id_hash", nothing),
    labeledExtract(SUITE, nothing, "info_hash", info),
  ]);
  const secret = labeledExtract(SUITE, shared, "secret", nothing);
  return [labeledExpand(SUITE, secret, "key", context, 32), labeledExpand(SUITE, secret, "base_nonce", context, 12)];
}

/** @param {Buffer} suite @param {Buffer} salt @param {string} label @param {Buffer} ikm */
function labeledExtract(suite, salt, label, ikm) {
  return hmac(salt, ascii("HPKE-v1"), suite, ascii(label), ikm);
}

/** @param {Buffer} suite @param {Buffer} prk @param {string} label @param {Buffer} info @param {number} length */
function labeledExpand(suite, prk, label, info, length) {
  const size = Buffer.from([length >> 8, length & 255]);
  return expanded(prk, Buffer.concat([size, ascii("HPKE-v1"), suite, ascii(label), info]), length);
}

/** @param {Secrets} secrets */
const infoOf = (secrets) => Buffer.concat([lp(V, ascii("reply")), secrets.psk]);

// Message of a reply

/** @param {Buffer} z @param {Buffer} ephemeral @param {Secrets} secrets */
function written(z, ephemeral, secrets) {
  const bare = Buffer.concat([u32(z.length), z]);
  const body = Buffer.concat([bare, Buffer.alloc((256 - (bare.length % 256)) % 256)]);
  const enc = pointOf(ephemeral);
  const [key, nonce] = keyAndNonce(ephemeral, secrets.pk, enc, secrets.pk, infoOf(secrets));
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const sealed = Buffer.concat([enc, cipher.update(body), cipher.final(), cipher.getAuthTag()]);
  return textOf(Buffer.concat([ascii("HR2"), hintOf(secrets.token, enc), sealed]));
}

/** @param {string} token @param {Buffer} enc */
function hintOf(token, enc) {
  return sha256(lp(V, ascii("reply-hint"), Buffer.from(token, "hex"), enc)).subarray(0, 4);
}

// Text of a reply

/** @param {Buffer} bytes */
function base32(bytes) {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return bits.replace(/.{1,5}/g, (five) => ALPHABET[Number.parseInt(five.padEnd(5, "0"), 2)]);
}

/** @param {string} signs @returns {Buffer | null} */
function bytesOf(signs) {
  const values = [...signs].map((sign) => ALPHABET.indexOf(sign));
  if (values.includes(-1)) return null;
  const bits = values.map((value) => value.toString(2).padStart(5, "0")).join("");
  const left = bits.length % 8;
  if (left >= 5 || bits.slice(bits.length - left).includes("1")) return null;
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** @param {Buffer} wire */
const textOf = (wire) => `HR2.${base32(wire)}.${checkOf(wire)}`;

/** @param {Buffer} wire */
const checkOf = (wire) => base32(sha256(lp(V, ascii("reply-check"), wire))).slice(0, 4);

/** @param {string} signs */
const asRead = (signs) => signs.toUpperCase().replace(/[IL]/g, "1").replaceAll("O", "0");

/**
 * Every reply in a text: its wire, or null where it is not there whole.
 * @param {string} text
 */
function repliesIn(text) {
  const plain = text.replace(/&#?[0-9A-Za-z]{1,8};/g, " ").normalize("NFKC");
  const signs = plain.replace(/[^0-9A-Za-z.]+/g, "");
  const found = [];
  let end = 0;
  for (const start of signs.matchAll(/HR2\.(?=9[1IL]93[45])/gi)) {
    if (start.index < end) continue;
    const rest = /^([0-9A-Za-z]+)\.([0-9A-Za-z]{4})/.exec(signs.slice(start.index + 4));
    const wire = rest && bytesOf(asRead(rest[1]));
    const isWhole = rest && wire && wire.length <= WIRE_LIMIT_BYTES && checkOf(wire) === asRead(rest[2]);
    found.push(isWhole ? wire : null);
    if (isWhole) end = start.index + 4 + rest[0].length;
  }
  return found;
}

// Reader of replies

/** @param {Buffer | null} wire @param {Secrets[]} plans */
function opened(wire, plans) {
  if (wire === null) throw new Refused("whole");
  const [hint, enc, sealed] = [wire.subarray(3, 7), wire.subarray(7, 7 + ENC_BYTES), wire.subarray(7 + ENC_BYTES)];
  const plan = plans.find(({ token }) => hint.length === 4 && timingSafeEqual(hint, hintOf(token, enc)));
  if (!plan) throw new Refused("plan");
  const text = inflated(bodyOf(enc, sealed, plan));
  checkForm(text);
  return text;
}

/** @param {Buffer} enc @param {Buffer} sealed @param {Secrets} plan */
function bodyOf(enc, sealed, plan) {
  try {
    // Node would take a squeezed point as well; HPKE has the whole one.
    if (enc.length !== ENC_BYTES || enc[0] !== 4) throw new RangeError("no point");
    const [key, nonce] = keyAndNonce(plan.sk, enc, enc, plan.pk, infoOf(plan));
    const cipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: 16 });
    cipher.setAuthTag(sealed.subarray(sealed.length - 16));
    return Buffer.concat([cipher.update(sealed.subarray(0, sealed.length - 16)), cipher.final()]);
  } catch {
    throw new Refused("open");
  }
}

/** @param {Buffer} body */
function inflated(body) {
  const length = body.length < 4 ? -1 : body.readUInt32BE(0);
  const left = body.length - 4 - length;
  if (length < 0 || body.length % 256 !== 0 || left < 0 || left > 255) throw new Refused("length");
  if (body.subarray(4 + length).some((byte) => byte !== 0)) throw new Refused("padding");
  try {
    const z = body.subarray(4, 4 + length);
    const { buffer, engine } = /** @type {any} */ (inflateRawSync(z, { info: true, maxOutputLength: REPLY_LIMIT_BYTES }));
    if (engine.bytesWritten !== z.length) throw new RangeError("more after the end");
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(buffer);
  } catch {
    throw new Refused("inflate");
  }
}

// The JSON of a reply

/** @param {boolean} holds */
function must(holds) {
  if (!holds) throw new Refused("json");
}

/** @param {unknown} value @param {string[]} needed @param {string[]} [more] @returns {Record<string, unknown>} */
function record(value, needed, more = []) {
  must(typeof value === "object" && value !== null && !Array.isArray(value));
  const keys = Object.keys(/** @type {object} */ (value));
  must(needed.every((key) => keys.includes(key)) && keys.every((key) => [...needed, ...more].includes(key)));
  return /** @type {Record<string, unknown>} */ (value);
}

/** @param {unknown} value @param {(item: unknown) => void} check */
function list(value, check) {
  must(Array.isArray(value));
  for (const item of /** @type {unknown[]} */ (value)) check(item);
}

/** @param {unknown} value @param {(item: unknown) => void} checkKey @param {(item: unknown) => void} check */
function map(value, checkKey, check) {
  must(typeof value === "object" && value !== null && !Array.isArray(value));
  for (const [key, item] of Object.entries(/** @type {object} */ (value))) {
    checkKey(key);
    check(item);
  }
}

const form = (/** @type {RegExp} */ pattern) => (/** @type {unknown} */ value) =>
  must(typeof value === "string" && pattern.test(value));
const text = (/** @type {unknown} */ value) =>
  must(typeof value === "string" && [...value].length <= 10_000 && !/\p{Surrogate}/u.test(value));
const words = (/** @type {unknown} */ value) => {
  text(value);
  must(/** @type {string} */ (value).trim() !== "");
};
const number = (/** @type {unknown} */ value) => must(typeof value === "number" && Math.abs(value) < 1e15);
const id = form(/^[a-z][a-z0-9-]*$/);

/** @param {unknown} value */
function score(value) {
  if (typeof value === "string") return must(["yes", "partly", "no", "skip"].includes(value));
  if (typeof value !== "object") return number(value);
  const { done, of, before, after, ...more } = record(value, [], ["done", "of", "before", "after"]);
  const numbers = [done, of, before, after].filter((one) => one !== undefined);
  numbers.forEach(number);
  const isShare = done !== undefined && of !== undefined && numbers.length === 2;
  const isChange = done === undefined && of === undefined && numbers.length > 0;
  return must(isShare || isChange || Object.keys(more).length > 0);
}

/** @type {Record<string, (value: unknown) => void>} */
const ENTRY = {
  date: form(/^\d{4}-\d{2}-\d{2}( \d{2}:\d{2})?$/),
  by: id,
  scores: (value) => map(value, id, score),
  situation: text,
  note: text,
  celebrate: text,
  trigger: (value) => list(value, text),
  response: (value) => list(value, text),
  strength: number,
  helped: (value) => map(value, words, number),
  steps: (value) => list(value, form(/^[a-z][a-z0-9-]*\/[1-9]\d{0,2}$/)),
};

/** @param {string} json */
function checkForm(json) {
  // A parser makes one number of 5 and of 5e0; the form has no exponent.
  must(!/[:[,]\s*-?[\d.]+[eE]/.test(json.replace(/"(?:[^"\\]|\\.)*"/g, '""')));
  const top = record(parsed(json), ["v", "id", "made", "entries"]);
  must(top.v === 1);
  form(/^[0-9a-f]{32}$/)(top.id);
  form(/^\d{4}-\d{2}-\d{2}$/)(top.made);
  list(top.entries, (entry) => {
    for (const [key, value] of Object.entries(record(entry, ["date"], Object.keys(ENTRY)))) ENTRY[key](value);
  });
  const { length } = /** @type {unknown[]} */ (top.entries);
  must(length >= 1 && length <= 62);
}

/** @param {string} json @returns {unknown} */
function parsed(json) {
  try {
    return JSON.parse(json);
  } catch {
    throw new Refused("json");
  }
}

// The vectors; make_replies.py says what each field is.

/**
 * What a reader did, as one string to compare.
 * @param {() => string} act
 */
function outcome(act) {
  try {
    return `opens: ${act()}`;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return `${error.step}: ${error.message}`;
  }
}

function vectors() {
  const { plans, written: all, arriving, refused } = JSON.parse(readFileSync(new URL("replies.json", import.meta.url), "utf8"));
  /** @type {string[]} */
  const differing = [];
  let count = 0;
  const compare = (/** @type {string} */ name, /** @type {string} */ expected, /** @type {string} */ actual) => {
    count += 1;
    if (expected !== actual) differing.push(`${name}: expected ${expected.slice(0, 100)}, not ${actual.slice(0, 100)}`);
  };
  const secrets = new Map(plans.map((/** @type {any} */ plan) => [plan.name, secretsOf(plan)]));
  const known = [...secrets.values()];
  for (const plan of plans) {
    const { token, sk, pk, psk, key } = secrets.get(plan.name);
    const made = [token, sk.toString("hex"), pk.toString("hex"), psk.toString("hex"), key];
    compare(`plan ${plan.name}`, [plan.token, plan.sk, plan.pk, plan.psk, plan.key].join(), made.join());
  }
  for (const { name, plan, skE, z, reply, text } of all) {
    const made = written(Buffer.from(z, "hex"), Buffer.from(skE, "hex"), secrets.get(plan));
    compare(`written ${name}`, text, made);
    compare(`opened ${name}`, `opens: ${reply}`, outcome(() => opened(repliesIn(text)[0], known)));
  }
  const byName = new Map(all.map((/** @type {any} */ one) => [one.name, one.reply]));
  for (const { about, text, replies } of arriving) {
    const expected = replies.map(({ name, step }) => (step ? `${step}: ${SAYS[step]}` : `opens: ${byName.get(name)}`));
    const actual = repliesIn(text).map((wire) => outcome(() => opened(wire, known)));
    compare(`arriving ${about}`, expected.join("\n"), actual.join("\n"));
  }
  for (const { name, text, step, says } of refused) {
    const [wire, ...more] = repliesIn(text);
    compare(`refused ${name}`, `${step}: ${says} 0`, `${outcome(() => opened(wire, known))} ${more.length}`);
  }
  console.log([...differing, `${count - differing.length} of ${count} vectors are as they say`].join("\n"));
  if (differing.length > 0) process.exitCode = 1;
}

if (process.argv[2] === "vectors") vectors();
else {
  console.error("usage: reply_reader.mjs vectors");
  process.exitCode = 2;
}
