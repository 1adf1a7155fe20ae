// A reader of format HR1, written from docs/FORMAT.md alone; nothing of the project's own code is in it.
// Standard input: a JSON list of {file: base64} or {page: html}, each with code and words.
// Standard output: a JSON list of {article} or {check}.
import { createDecipheriv, createHash, hkdfSync, pbkdf2Sync, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";

const WHITE = "\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

class Refused extends Error {}
const must = (holds, check) => {
  if (!holds) throw new Refused(check);
};
const lp = (...items) =>
  Buffer.concat(
    items.flatMap((item) => {
      const bytes = Buffer.from(item);
      return [Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes];
    }),
  );

function secretOf(code) {
  const plain = code
    .replace(new RegExp(`[${WHITE}\\u2010-\\u2015-]`, "g"), "")
    .replace(/[^0-9A-Za-z]+$/, "")
    .replace(/[a-z]/g, (sign) => sign.toUpperCase())
    .replace(/[IL]/g, "1")
    .replace(/O/g, "0");
  must(plain.length === 28, "link");
  let bits = "";
  for (const sign of plain) {
    must(SIGNS.includes(sign), "link");
    bits += SIGNS.indexOf(sign).toString(2).padStart(5, "0");
  }
  const secret = Buffer.from(bits.slice(0, 128).match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const digest = createHash("sha256").update(lp("handrail/v1", "link-check", secret)).digest();
  const check = (digest[0].toString(2).padStart(8, "0") + digest[1].toString(2).padStart(8, "0")).slice(0, 12);
  must(bits.slice(128) === check, "link");
  return secret;
}

function bucketOf(n) {
  let size = 16384;
  while (size < n && size < 262144) size *= 2;
  if (n <= size) return size;
  const e = Math.floor(Math.log2(n));
  const s = Math.floor(Math.log2(e)) + 1;
  const step = 2 ** (e - s);
  return Math.ceil(n / step) * step;
}

function read(file, code, words) {
  const secret = secretOf(code);
  must(file.subarray(0, 3).toString("latin1") === "HR1", "magic");
  must(file.length > 3 && (file[3] === 1 || file[3] === 2), "mode");
  must(file.length >= 24, "length");
  const rounds = file.readUInt32BE(4);
  must(rounds === (file[3] === 1 ? 0 : 600000), "rounds");
  const header = file.subarray(0, 24);
  const bucket = file.length - 88;
  must(bucket >= 16384 && bucketOf(bucket) === bucket, "length");
  const siv = file.subarray(24, 56);
  let material = lp(secret);
  if (file[3] === 2) {
    const folded = (words ?? "").normalize("NFKC").toLowerCase();
    const typed = folded.split(new RegExp(`[${WHITE}]+`)).filter(Boolean).join(" ");
    material = lp(secret, pbkdf2Sync(typed, file.subarray(8, 24), rounds, 32, "sha256"));
  }
  const info = lp("handrail/v1", "message", header, siv);
  const keys = Buffer.from(hkdfSync("sha256", material, "handrail/v1/content", info, 76));
  must(timingSafeEqual(keys.subarray(44), file.subarray(56, 88)), "commitment");
  const cipher = createDecipheriv("aes-256-gcm", keys.subarray(0, 32), keys.subarray(32, 44));
  cipher.setAAD(header);
  cipher.setAuthTag(file.subarray(file.length - 16));
  let body;
  try {
    body = Buffer.concat([cipher.update(file.subarray(88, file.length - 16)), cipher.final()]);
  } catch {
    throw new Refused("cipher");
  }
  const length = body.readUInt32BE(0);
  must(length <= body.length - 4, "length-field");
  must(body.subarray(4 + length).every((byte) => byte === 0), "padding");
  const packed = body.subarray(4, 4 + length);
  try {
    const { buffer, engine } = inflateRawSync(packed, { info: true, maxOutputLength: 8 * 1024 * 1024 });
    must(engine.bytesWritten === packed.length, "inflate");
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(buffer);
  } catch {
    throw new Refused("inflate");
  }
}

const sealedIn = (html) => /<script type="application\/octet-stream" id="sealed">([^<]*)<\/script>/.exec(html)[1];

const answers = JSON.parse(readFileSync(0, "utf8")).map(({ file, page, code, words }) => {
  try {
    return { article: read(Buffer.from(file ?? sealedIn(page), "base64"), code, words) };
  } catch (error) {
    if (error instanceof Refused) return { check: error.message };
    throw error;
  }
});
process.stdout.write(JSON.stringify(answers));
