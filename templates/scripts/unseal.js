// @ts-check
/**
 * Unseal: the bytes of a sealed page and the code of its link as the article inside. Format HR1, docs/FORMAT.md.
 * Bytes in, text out: touches no page, no storage and no network.
 */

/** Why a page stays shut: the check that refuses, by the name it has in docs/FORMAT.md. */
export class Refusal extends Error {
  check = this.message;
}

const LABEL = "handrail/v1";
export const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE_LENGTH = 28;
const FRONT = 88;
const LEAST_BUCKET = 16384;
const LAST_DOUBLED_BUCKET = 262144;
/** 8 MiB. */
const INFLATED_LIMIT = 8388608;
/** @type {Record<number, number>} Rounds of PBKDF2 by mode: 1 is a link, 2 a link and words. */
const ROUNDS = { 1: 0, 2: 600000 };

/** @param {string} text */
export const ascii = (text) => new TextEncoder().encode(text);

/** Each item after its length as u16. @param {...Uint8Array} items */
function lp(...items) {
  return Uint8Array.from(items.flatMap((item) => [item.length >> 8, item.length & 255, ...item]));
}

/** What a digest or a key is for, and of what, as this format takes it. @param {string} label @param {...Uint8Array} items */
export const named = (label, ...items) => lp(ascii(LABEL), ascii(label), ...items);

/** The mode in a sealed file, before anything else of it is known. @param {Uint8Array} file */
export const modeOf = (file) => file[3];

/** The salt of words mode, which names the page to a password manager. @param {Uint8Array} file */
export const saltOf = (file) => file.slice(8, 24);

/** The link secret in the signs of a code, or null where their check does not fit. @param {string} signs */
async function checked(signs) {
  // Of letters and digits, folded, U alone is no sign.
  if (signs.includes("U")) return null;
  let number = 0n;
  for (const sign of signs) number = (number << 5n) | BigInt(SIGNS.indexOf(sign));
  const link = Uint8Array.from({ length: 16 }, (_, n) => Number((number >> BigInt(132 - 8 * n)) & 255n));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", named("link-check", link)));
  return Number(number & 4095n) === ((digest[0] << 4) | (digest[1] >> 4)) ? link : null;
}

/** @param {string} run */
function decoded(run) {
  try {
    return decodeURIComponent(run);
  } catch {
    return " ";
  }
}

/**
 * The link secret in what follows the # of an address, whatever came along with it: the one code that is there whole.
 * @param {string} text
 */
export async function linkOf(text) {
  for (let times = 0; times < 3; times++) text = text.replace(/(%[0-9a-f]{2})+/gi, decoded);
  const plain = text.replace(/&#?[0-9a-z]{1,8};/gi, " ").normalize("NFKC");
  const ends = new Set([0]);
  let signs = "";
  for (const piece of plain.match(/[0-9A-Za-z]+/g) ?? []) ends.add((signs += piece).length);
  signs = signs.toUpperCase().replace(/[IL]/g, "1").replace(/O/g, "0");
  for (const bounds of [2, 1, 0]) {
    const found = new Map();
    for (let at = 0, end = CODE_LENGTH; end <= signs.length; at++, end++) {
      if ([at, end].filter((place) => ends.has(place)).length !== bounds) continue;
      const code = signs.slice(at, end);
      const link = await checked(code);
      if (link) found.set(code, link);
    }
    if (found.size > 1) break;
    for (const link of found.values()) return link;
  }
  throw new Refusal("link");
}

/** Whether lengths are rounded up to this one: powers of two, and above 256 KiB Padmé. @param {number} length */
function isBucket(length) {
  const exponent = Math.floor(Math.log2(length));
  const free = length > LAST_DOUBLED_BUCKET ? Math.floor(Math.log2(exponent)) + 1 : 0;
  return length >= LEAST_BUCKET && length % 2 ** (exponent - free) === 0;
}

/**
 * A sign without its case: there and back, so that ß becomes ss. Only ı has no way back, and Cherokee goes the other way.
 * @param {string} sign
 */
function folded(sign) {
  if (sign === "ı") return sign;
  return /\p{Script=Cherokee}/u.test(sign) ? sign.toUpperCase() : sign.toLowerCase().toUpperCase().toLowerCase();
}

/**
 * What is left of typed words without the numbers of a card, commas, stops and all else that is no letter.
 * @param {string} words
 */
export const lettersOf = (words) =>
  words.normalize("NFKC").replace(/\p{Default_Ignorable_Code_Point}/gu, "").replace(/\P{L}+/gu, " ").trim();

/** Words as typed, in the form that opens a page. @param {string} words */
function normalised(words) {
  const signs = Array.from(words.normalize("NFKC"), folded);
  return ascii(signs.join("").replace(/\p{White_Space}+/gu, " ").replace(/^ | $/g, ""));
}

/** @param {Uint8Array} secret @param {any} how @param {number} bits */
async function derived(secret, how, bits) {
  const key = await crypto.subtle.importKey("raw", secret, how.name, false, ["deriveBits"]);
  return new Uint8Array(await crypto.subtle.deriveBits({ ...how, hash: "SHA-256" }, key, bits));
}

/** @param {Uint8Array} secret @param {Uint8Array} salt @param {number} iterations */
const stretched = (secret, salt, iterations) => derived(secret, { name: "PBKDF2", salt, iterations }, 256);

/** HKDF, extract and expand, to so many bytes. @param {Uint8Array} secret @param {Uint8Array} salt @param {Uint8Array} info @param {number} length */
export const expanded = (secret, salt, info, length) => derived(secret, { name: "HKDF", salt, info }, 8 * length);

/** What a key hides. @param {Uint8Array} keys @param {Uint8Array} additionalData @param {Uint8Array} sealed */
async function decrypted(keys, additionalData, sealed) {
  const key = await crypto.subtle.importKey("raw", keys.slice(0, 32), "AES-GCM", false, ["decrypt"]);
  const cipher = { name: "AES-GCM", iv: keys.slice(32, 44), additionalData };
  const body = crypto.subtle.decrypt(cipher, key, sealed).catch((error) => {
    // Any other error is the browser's: it cannot do this at all.
    throw error.name === "OperationError" ? new Refusal("cipher") : error;
  });
  return new Uint8Array(await body);
}

/** @param {Uint8Array} packed */
export async function inflated(packed) {
  // Outside of what is caught below: a browser without them has no damaged page.
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const parts = [];
  let length = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value);
      length += part.value.length;
      if (length > INFLATED_LIMIT) throw new Refusal("inflate");
    }
    return decoder.decode(await new Blob(parts).arrayBuffer());
  } catch {
    throw new Refusal("inflate");
  }
}

/**
 * The article in a sealed file, and what derives further secrets from what opened it, each by its label and length.
 * Throws Refusal, naming the check that refuses.
 * @param {Uint8Array} file
 * @param {string} code
 * @param {string | null} words
 */
export async function unseal(file, code, words) {
  const link = await linkOf(code);
  const header = file.slice(0, 24);
  // HR1
  if (String(file.slice(0, 3)) !== "72,82,49") throw new Refusal("magic");
  if (file.length < 24) throw new Refusal("length");
  const mode = modeOf(file);
  if (!(mode in ROUNDS)) throw new Refusal("mode");
  if (new DataView(header.buffer).getUint32(4) !== ROUNDS[mode]) throw new Refusal("rounds");
  const sealed = file.slice(FRONT);
  if (!isBucket(sealed.length)) throw new Refusal("length");

  const material =
    mode === 2 ? lp(link, await stretched(normalised(words ?? ""), saltOf(file), ROUNDS[mode])) : lp(link);
  const siv = file.slice(24, 56);
  /** @param {string} label @param {number} length @param {...Uint8Array} about */
  const derive = (label, length, ...about) =>
    expanded(material, ascii(`${LABEL}/content`), named(label, ...about), length);
  const keys = await derive("message", 76, header, siv);
  let difference = 0;
  for (let n = 0; n < 32; n++) difference |= keys[44 + n] ^ file[56 + n];
  if (difference) throw new Refusal("commitment");

  const body = await decrypted(keys, header, sealed);
  const length = new DataView(body.buffer).getUint32(0);
  if (length > body.length - 4) throw new Refusal("length-field");
  if (body.subarray(4 + length).some((byte) => byte !== 0)) throw new Refusal("padding");
  return { article: await inflated(body.subarray(4, 4 + length)), derive };
}

/** Tries each part of the browser that opening with words needs on a message of nothing; throws what the part throws. */
export async function tried() {
  const nothing = new Uint8Array(44);
  await expanded(nothing, nothing, nothing, 76);
  await stretched(nothing, nothing, 1);
  await inflated(Uint8Array.of(3, 0));
  await decrypted(nothing, nothing, nothing).catch((error) => {
    if (!(error instanceof Refusal)) throw error;
  });
}
