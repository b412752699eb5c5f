"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("register").textContent);
  const words = JSON.parse(byId("words").textContent);
  const events = data.events;
  const publics = events.filter((each) => each.event === "key").map((each) => each.public);
  const utf8 = (text) => new TextEncoder().encode(text);
  const hex = (buffer) =>
    Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const sha256 = async (bytes) => hex(await crypto.subtle.digest("SHA-256", bytes));

  function decoded(text) {
    const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  }

  // The same text for the same value as in Python: keys in order, no spaces.
  function canonical(value) {
    if (Array.isArray(value)) return "[" + value.map(canonical).join(",") + "]";
    if (value === null || typeof value !== "object") return JSON.stringify(value);
    const pairs = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
    return "{" + pairs.join(",") + "}";
  }

  // true or false; null where this browser does not know the kind of signature.
  async function signed(message, signature) {
    for (const each of publics) {
      try {
        const key = await crypto.subtle.importKey("raw", decoded(each), { name: "Ed25519" }, false, ["verify"]);
        if (await crypto.subtle.verify("Ed25519", key, signature, message)) return true;
      } catch (error) {
        if (error.name === "NotSupportedError" || error instanceof TypeError) return null;
      }
    }
    return false;
  }

  async function registerSound() {
    let previous = "0".repeat(64);
    for (const [number, event] of events.entries()) {
      const { digest, ...bare } = event;
      if (event.previous !== previous || event.n !== number) return false;
      if ((await sha256(utf8(canonical(bare)))) !== digest) return false;
      previous = digest;
    }
    return (await signed(utf8(`${data.format}\n${previous}`), decoded(data.signature))) !== false;
  }

  async function unlocked(code, event) {
    const base = await crypto.subtle.importKey("raw", utf8(code), "HKDF", false, ["deriveKey"]);
    const info = utf8(`palmares/${event.event}/${event.n}`);
    const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info };
    const key = await crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
    const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: new Uint8Array(12) }, key, decoded(event.locked));
    return JSON.parse(new TextDecoder().decode(text));
  }

  async function entryOf(code) {
    const index = await sha256(utf8(`palmares-certificate:${code}`));
    let entry = null;
    for (const event of events.filter((each) => each.index === index)) {
      if (event.event === "issue") {
        const told = await unlocked(code, event);
        entry = { ...told, code, answer: "valid", since: event.at, files: event.files, reason: "", by: "" };
      } else if (event.event === "file") {
        entry.files = entry.files.concat(event.files);
      } else {
        const told = await unlocked(code, event);
        const answer = event.event === "revoke" ? "revoked" : "replaced";
        entry = { ...entry, answer, since: event.at, reason: told.reason, by: told.by || "" };
      }
    }
    if (entry && entry.answer === "valid" && entry.until && entry.until < today()) entry.answer = "expired";
    return entry;
  }

  function today() {
    const now = new Date();
    return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  }

  function bareCode(text) {
    const bare = text.replace(/[\s\-.\u2010-\u2015\u2212]+/g, "").toUpperCase();
    const plain = bare.replace(/O/g, "0").replace(/[IL]/g, "1");
    return /^[0-9A-HJKMNP-TV-Z]{20}$/.test(plain) ? plain : null;
  }

  function readCode(text) {
    const usual = text.normalize("NFKC");
    return bareCode(usual) || bareCode(usual.replace(/^\s*code[\s:]+/i, ""));
  }

  async function judgeCode(code) {
    const entry = code && (await entryOf(code));
    return entry ? { answer: entry.answer, entry } : { answer: "unknown" };
  }

  async function judgeLink(text) {
    const token = text.trim().replace(/^.*#/s, "").replace(/^palmares:/, "");
    try {
      const [message, signature] = token.split(".").map(decoded);
      const parts = new TextDecoder("utf-8", { fatal: true }).decode(message).split("\n");
      const genuine = await signed(message, signature);
      if (genuine === false || parts.length !== 6 || parts[0] !== "palmares-claim/1") return { answer: "forged" };
      const verdict = await judgeCode(parts[1]);
      if (verdict.entry) return verdict;
      const claim = [[words.name, parts[2]], [words.level, parts[3]], [words.label, parts[4]], [words.given, parts[5]]];
      return { answer: genuine ? "unregistered" : "unchecked", claim };
    } catch {
      return { answer: "forged" };
    }
  }

  async function judgeFile(bytes) {
    // An archive (ZIP) of certificates is none itself.
    const packed = bytes[0] === 0x50 && bytes[1] === 0x4b;
    const marked = !packed && /palmares:([0-9A-HJKMNP-TV-Z]{20})/.exec(new TextDecoder("latin1").decode(bytes));
    if (!marked) return { answer: "unknown" };
    const verdict = await judgeCode(marked[1]);
    if (!verdict.entry || verdict.entry.files.includes(await sha256(bytes))) return verdict;
    return { answer: "changed", entry: verdict.entry };
  }

  const isLink = (text) => text.includes("#") || text.trim().startsWith("palmares:");
  const judgeText = (text) => (isLink(text) ? judgeLink(text) : judgeCode(readCode(text)));

  function element(name, text, place, kind) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (kind) made.className = kind;
    place.append(made);
    return made;
  }

  function showFields(fields, place) {
    const list = element("dl", "", place);
    for (const [name, value] of fields) {
      const line = element("div", "", list);
      element("dt", name, line);
      element("dd", value, line);
    }
  }

  const shownDay = (moment) =>
    new Date(moment).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });

  let asked = 0;
  async function show(promise) {
    const turn = ++asked;
    const verdict = await promise;
    const newer = verdict.entry && verdict.entry.by ? await entryOf(verdict.entry.by) : null;
    if (turn !== asked) return;
    const place = byId("answer");
    place.replaceChildren();
    place.className = verdict.answer;
    place.hidden = false;
    const heading = element("h2", words.answers[verdict.answer][0], place);
    heading.tabIndex = -1;
    element("p", words.answers[verdict.answer][1], place);
    const entry = verdict.entry;
    if (entry && (entry.answer === "replaced" || entry.answer === "revoked")) {
      if (verdict.answer !== entry.answer) element("p", words.answers[entry.answer][0], place);
      element("p", words.since.replace("{day}", shownDay(entry.since)), place);
      element("p", words.reason.replace("{reason}", entry.reason), place);
    }
    if (verdict.answer === "changed") element("h3", words.original, place);
    if (entry) showFields(entry.fields, place);
    if (verdict.claim) showFields(verdict.claim, place);
    if (newer) {
      element("h3", words.newer, place);
      showFields(newer.fields, place);
    }
    heading.focus();
  }

  async function readFile(file) {
    if (file) await show(file.arrayBuffer().then((buffer) => judgeFile(new Uint8Array(buffer))));
  }

  function listen() {
    const zone = byId("drop");
    byId("form").addEventListener("submit", (event) => {
      event.preventDefault();
      show(judgeText(byId("code").value));
    });
    byId("file").addEventListener("change", (event) => readFile(event.target.files[0]));
    document.addEventListener("dragover", (event) => {
      event.preventDefault();
      zone.classList.add("over");
    });
    document.addEventListener("dragleave", () => zone.classList.remove("over"));
    document.addEventListener("drop", (event) => {
      event.preventDefault();
      zone.classList.remove("over");
      readFile(event.dataTransfer.files[0]);
    });
    window.addEventListener("hashchange", readHash);
    readHash();
  }

  function readHash() {
    if (location.hash.includes(".")) show(judgeLink(location.hash));
  }

  async function start() {
    if (!window.crypto || !crypto.subtle) return byId("insecure").removeAttribute("hidden");
    if (!(await registerSound())) return byId("damaged").removeAttribute("hidden");
    byId("tools").removeAttribute("hidden");
    listen();
    document.documentElement.dataset.ready = "yes";
  }

  start();
})();
