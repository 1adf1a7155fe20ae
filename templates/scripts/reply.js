// @ts-check
/**
 * Reply: what a client wrote as the text that only their therapist can read. Format HR2, docs/FORMAT.md.
 * Bytes in, text out: touches no page, no storage and no network.
 */
import { SIGNS, ascii, expanded, named } from "./unseal.js";

/** The step by which lengths grow, so that one tells little of what was written. */
const STEP = 256;
const VERSION = "HR2";
/** DHKEM(P-256, HKDF-SHA256), then with HKDF-SHA256 and AES-256-GCM. RFC 9180, sections 4.1 and 5.1. */
const KEM = "KEM\0\x10";
const SUITE = "HPKE\0\x10\0\x01\0\x02";
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const NOTHING = new Uint8Array();

/**
 * To whom a page's replies go: the key that seals them, and the page's token.
 * @typedef {{ recipient: Uint8Array, token: Uint8Array, derive: (label: string, length: number) => Promise<Uint8Array> }} Addressee
 */

/** @param {...Uint8Array} parts */
const joined = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));

/** @param {Uint8Array} bytes */
const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

/** Bytes as Crockford's base32, the last sign filled with zero bits. @param {Uint8Array} bytes */
function base32(bytes) {
  let signs = "";
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held & 31) << 8) | byte;
    for (bits += 8; bits >= 5; ) signs += SIGNS[(held >> (bits -= 5)) & 31];
  }
  return bits ? signs + SIGNS[(held << (5 - bits)) & 31] : signs;
}

/** Text as raw deflate. @param {string} text */
export async function deflated(text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** What was packed after its length, with zeros up to the next step. @param {Uint8Array} packed */
export function padded(packed) {
  const body = new Uint8Array(Math.ceil((4 + packed.length) / STEP) * STEP);
  new DataView(body.buffer).setUint32(0, packed.length);
  body.set(packed, 4);
  return body;
}

/** LabeledExtract without a salt. @param {string} label @param {Uint8Array} material */
async function extracted(label, material) {
  // A browser takes no empty key; one of zeros is the same to HMAC.
  const key = await crypto.subtle.importKey("raw", new Uint8Array(32), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, joined(ascii(`HPKE-v1${SUITE}${label}`), material)));
}

/** LabeledExpand's info. @param {string} suite @param {string} label @param {Uint8Array} about @param {number} length */
const asked = (suite, label, about, length) => joined(Uint8Array.of(0, length), ascii(`HPKE-v1${suite}${label}`), about);

/**
 * HPKE in base mode, single shot: the body as only the holder of the recipient's key opens it. RFC 9180, section 6.1.
 * @param {Uint8Array} body @param {Uint8Array} recipient @param {Uint8Array} info @param {CryptoKeyPair} ephemeral
 */
async function hpke(body, recipient, info, ephemeral) {
  const theirs = await crypto.subtle.importKey("raw", recipient, CURVE, false, []);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, ephemeral.privateKey, 256);
  const enc = new Uint8Array(await crypto.subtle.exportKey("raw", ephemeral.publicKey));
  const agreed = joined(ascii(`HPKE-v1${KEM}eae_prk`), new Uint8Array(shared));
  const secret = await expanded(agreed, NOTHING, asked(KEM, "shared_secret", joined(enc, recipient), 32), 32);
  const context = joined(Uint8Array.of(0), await extracted("psk_id_hash", NOTHING), await extracted("info_hash", info));
  /** @param {string} label @param {number} length */
  const scheduled = (label, length) =>
    expanded(ascii(`HPKE-v1${SUITE}secret`), secret, asked(SUITE, label, context, length), length);
  const key = await crypto.subtle.importKey("raw", await scheduled("key", 32), "AES-GCM", false, ["encrypt"]);
  const cipher = { name: "AES-GCM", iv: await scheduled("base_nonce", 12) };
  return { enc, sealed: new Uint8Array(await crypto.subtle.encrypt(cipher, key, body)) };
}

/** A key for one reply. */
export const ephemeral = () => /** @type {Promise<CryptoKeyPair>} */ (crypto.subtle.generateKey(CURVE, false, ["deriveBits"]));

/**
 * The text of a reply that was packed.
 * @param {Uint8Array} packed @param {Addressee} to @param {CryptoKeyPair} pair
 */
export async function sealedReply(packed, to, pair) {
  const info = joined(named("reply"), await to.derive("reply-psk", 32));
  const { enc, sealed } = await hpke(padded(packed), to.recipient, info, pair);
  const hint = (await sha256(named("reply-hint", to.token, enc))).slice(0, 4);
  const wire = joined(ascii(VERSION), hint, enc, sealed);
  const check = base32(await sha256(named("reply-check", wire))).slice(0, 4);
  return `${VERSION}.${base32(wire)}.${check}`;
}
