// @ts-check
/**
 * Keep: what a client wrote, on this phone until it is handed over, where only the page that it belongs to can read it.
 * Its name and its key follow from what opened the page. Touches the browser's storage, which may refuse.
 */
import { inflated } from "./unseal.js";
import { deflated, padded } from "./reply.js";

const NONCE = 12;

/**
 * What reads and writes all that is kept, as text; null where nothing is, or nothing that can be read.
 * @param {(label: string, length: number) => Promise<Uint8Array>} derive
 */
export async function keeper(derive) {
  const secret = await derive("kept", 48);
  const key = await crypto.subtle.importKey("raw", secret.slice(0, 32), "AES-GCM", false, ["encrypt", "decrypt"]);
  const name = btoa(String.fromCharCode(...secret.slice(32)));
  return {
    async read() {
      try {
        const bytes = Uint8Array.from(atob(localStorage.getItem(name) ?? ""), (sign) => sign.charCodeAt(0));
        const cipher = { name: "AES-GCM", iv: bytes.slice(0, NONCE) };
        const body = await crypto.subtle.decrypt(cipher, key, bytes.slice(NONCE));
        return await inflated(new Uint8Array(body, 4, new DataView(body).getUint32(0)));
      } catch {
        return null;
      }
    },
    /** Throws what the browser throws. @param {string} text */
    async write(text) {
      const iv = crypto.getRandomValues(new Uint8Array(NONCE));
      const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, padded(await deflated(text)));
      let signs = "";
      for (const byte of [...iv, ...new Uint8Array(sealed)]) signs += String.fromCharCode(byte);
      localStorage.setItem(name, btoa(signs));
    },
    forget() {
      localStorage.removeItem(name);
    },
  };
}
