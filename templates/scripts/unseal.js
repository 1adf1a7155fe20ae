// @ts-check
/**
 * Unseal: the bytes of a sealed page and the code of its link as the article inside. Format HR1, docs/FORMAT.md.
 * Bytes in, text out: touches no page, no storage and no network.
 */

/** Why a page stays shut: the check that refuses, by the name it has in docs/FORMAT.md. */
export class Refusal extends Error {
  /** @param {string} check */
  constructor(check) {
    super(check);
    this.check = check;
  }
}

const LABEL = "handrail/v1";
const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE_LENGTH = 28;
const FRONT = 88;
const TAG = 16;
const LEAST_BUCKET = 16384;
const LAST_DOUBLED_BUCKET = 262144;
const INFLATED_LIMIT = 8 * 1024 * 1024;
/** @type {Record<number, number>} Rounds of PBKDF2 by mode: 1 is a link, 2 a link and words. */
const ROUNDS = { 1: 0, 2: 600000 };

/** @param {string} text */
const ascii = (text) => new TextEncoder().encode(text);

/** Each item after its length as u16. @param {...Uint8Array} items */
function lp(...items) {
  const out = new Uint8Array(items.reduce((sum, item) => sum + 2 + item.length, 0));
  let at = 0;
  for (const item of items) {
    out.set([item.length >> 8, item.length & 255], at);
    out.set(item, at + 2);
    at += 2 + item.length;
  }
  return out;
}

/** The mode in a sealed file, before anything else of it is known. @param {Uint8Array} file */
export const modeOf = (file) => file[3];

/** The salt of words mode, which names the page to a password manager. @param {Uint8Array} file */
export const saltOf = (file) => file.slice(8, 24);

/** The link secret in a code as somebody copied it. @param {string} code */
export async function linkOf(code) {
  const plain = code
    .replace(/[\p{White_Space}\u2010-\u2015-]+/gu, "")
    .replace(/[^0-9A-Za-z]+$/, "")
    .replace(/[a-z]+/g, (signs) => signs.toUpperCase())
    .replace(/[IL]/g, "1")
    .replace(/O/g, "0");
  if (plain.length === CODE_LENGTH && [...plain].every((sign) => SIGNS.includes(sign))) {
    let number = 0n;
    for (const sign of plain) number = (number << 5n) | BigInt(SIGNS.indexOf(sign));
    const link = Uint8Array.from({ length: 16 }, (_, n) => Number((number >> BigInt(12 + 8 * (15 - n))) & 255n));
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", lp(ascii(LABEL), ascii("link-check"), link)));
    if (Number(number & 4095n) === ((digest[0] << 4) | (digest[1] >> 4))) return link;
  }
  throw new Refusal("link");
}

/** The size that a length is rounded up to; Padmé above 256 KiB. @param {number} length */
function bucket(length) {
  let size = LEAST_BUCKET;
  while (size < length && size < LAST_DOUBLED_BUCKET) size *= 2;
  if (length <= size) return size;
  const exponent = Math.floor(Math.log2(length));
  const step = 2 ** (exponent - (Math.floor(Math.log2(exponent)) + 1));
  return Math.ceil(length / step) * step;
}

/**
 * A sign without its case: there and back, so that ß becomes ss. Only ı has no way back, and Cherokee goes the other way.
 * @param {string} sign
 */
function folded(sign) {
  if (sign === "ı") return sign;
  return /\p{Script=Cherokee}/u.test(sign) ? sign.toUpperCase() : sign.toLowerCase().toUpperCase().toLowerCase();
}

/** Words as typed, in the form that opens a page. @param {string} words */
function normalised(words) {
  const signs = Array.from(words.normalize("NFKC"), folded);
  return ascii(signs.join("").replace(/\p{White_Space}+/gu, " ").replace(/^ | $/g, ""));
}

/** @param {Uint8Array} secret @param {Uint8Array} salt @param {number} iterations */
async function stretched(secret, salt, iterations) {
  const key = await crypto.subtle.importKey("raw", secret, "PBKDF2", false, ["deriveBits"]);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations }, key, 256));
}

/** @param {Uint8Array} material @param {Uint8Array} salt @param {Uint8Array} info */
async function expanded(material, salt, info) {
  const key = await crypto.subtle.importKey("raw", material, "HKDF", false, ["deriveBits"]);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt, info }, key, 608));
}

/** @param {Uint8Array} packed */
async function inflated(packed) {
  const parts = [];
  let length = 0;
  try {
    const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value);
      length += part.value.length;
      if (length > INFLATED_LIMIT) throw new Refusal("inflate");
    }
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await new Blob(parts).arrayBuffer());
  } catch {
    throw new Refusal("inflate");
  }
}

/**
 * The article in a sealed file. Throws Refusal, naming the check that refuses.
 * @param {Uint8Array} file
 * @param {string} code
 * @param {string | null} words
 */
export async function unseal(file, code, words) {
  const link = await linkOf(code);
  const header = file.slice(0, 24);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (header[0] !== 72 || header[1] !== 82 || header[2] !== 49) throw new Refusal("magic");
  if (file.length < 24) throw new Refusal("length");
  const mode = modeOf(file);
  if (!(mode in ROUNDS)) throw new Refusal("mode");
  if (view.getUint32(4) !== ROUNDS[mode]) throw new Refusal("rounds");
  const sealed = file.slice(FRONT);
  if (sealed.length < LEAST_BUCKET || bucket(sealed.length) !== sealed.length) throw new Refusal("length");

  const material =
    mode === 2 ? lp(link, await stretched(normalised(words ?? ""), saltOf(file), ROUNDS[mode])) : lp(link);
  const siv = file.slice(24, 56);
  const keys = await expanded(material, ascii(`${LABEL}/content`), lp(ascii(LABEL), ascii("message"), header, siv));
  let difference = 0;
  for (let n = 0; n < 32; n++) difference |= keys[44 + n] ^ file[56 + n];
  if (difference) throw new Refusal("commitment");

  const key = await crypto.subtle.importKey("raw", keys.slice(0, 32), "AES-GCM", false, ["decrypt"]);
  const cipher = { name: "AES-GCM", iv: keys.slice(32, 44), additionalData: header, tagLength: 8 * TAG };
  const body = await crypto.subtle.decrypt(cipher, key, sealed).then(
    (bytes) => new Uint8Array(bytes),
    () => {
      throw new Refusal("cipher");
    },
  );
  const length = new DataView(body.buffer).getUint32(0);
  if (length > body.length - 4) throw new Refusal("length-field");
  if (body.subarray(4 + length).some((byte) => byte !== 0)) throw new Refusal("padding");
  return inflated(body.subarray(4, 4 + length));
}
