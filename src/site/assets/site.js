// The page's own search, and the comparison of any two terms. A classic script: a page that was opened from a folder
// may load no module and fetch nothing, so data comes as scripts, each when it is first needed.
"use strict";
(() => {
  const root = document.currentScript.dataset.root;
  const el = (name, fields = {}, ...inner) => {
    const made = Object.assign(document.createElement(name), fields);
    made.append(...inner);
    return made;
  };

  // Data that scripts brought, and those that are on their way.
  const data = { terms: [], words: new Map(), readings: new Map(), voices: [], beside: [], split: null, pairs: null };
  const coming = new Map();
  const load = (file) => {
    if (!coming.has(file)) {
      coming.set(file, new Promise((done, failed) => {
        const script = el("script", { src: `${root}assets/${file}` });
        script.addEventListener("load", done);
        script.addEventListener("error", failed);
        document.head.append(script);
      }));
    }
    return coming.get(file);
  };
  const places = (text) => {
    let at = 0;
    return !text || text === "-" ? [] : text.split(",").map((gap) => (at += parseInt(gap, 36)));
  };
  const readWords = (letter, text) => {
    const all = text.split("\n").filter(Boolean).map((line) => line.split(" "));
    const lines = all.filter(([word]) => !word.startsWith(":"));
    // A name that several terms go by, and these in the order in which the program tells them.
    all.filter(([word]) => word.startsWith(":")).forEach(([name, of]) => {
      data.readings.set(name.slice(1).replaceAll(":", " "), of ? of.split(",").map((at) => parseInt(at, 36)) : []);
    });
    data.words.set(letter, lines.map(([word, names, texts]) => ({ word, names: places(names), texts: places(texts) })));
  };
  window.cxterms = {
    index([words, terms]) { readWords("", words); data.terms = terms; },
    split([letters, size]) { data.split = { letters: new Set(letters), size }; },
    words([letter, words]) { readWords(letter, words); },
    terms([number, terms]) { terms.forEach((term, at) => { data.terms[number * data.split.size + at] = term; }); },
    voices(voices) { data.voices = voices.map((voice) => [...voice, fold(voice[1])]); },
    beside(number, terms) { data.beside[number] = terms; },
    pairs([terms, pairs, size]) { data.pairs = { terms, size, known: new Set(pairs.map(String)) }; startPick(); },
  };

  // A word as the program folds it: composed forms, case, signs and English plurals.
  const separator = /[\s\p{Cc}\-‐‑–—_/\u2044\u2215\\()[\]{}.,:;!?"“”„«»`]+/u;
  const one = (word) => {
    if (new TextEncoder().encode(word).length < 4 || !word.endsWith("s")) return word;
    if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
    if (/(sses|shes|ches|xes|zes)$/.test(word)) return word.slice(0, -2);
    return word.endsWith("ss") || (word.length > 4 && /(us|is)$/.test(word)) ? word : word.slice(0, -1);
  };
  const unspaced = /([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+)/u;
  const fold = (text) => {
    const plain = text.normalize("NFKC").toLowerCase().replace(/['’]/g, "").replace(/&/g, " and ").replace(/%/g, " percent ");
    return plain.split(separator).filter(Boolean).flatMap((word) =>
      word.split(unspaced).filter(Boolean).flatMap((run) => {
        if (!unspaced.test(run)) return [one(run)];
        const letters = [...run];
        return letters.length < 2 ? letters : letters.slice(1).map((letter, at) => letters[at] + letter);
      }));
  };
  window.cxterms.fold = fold;

  // Whether two words are one letter apart: one more, one less, another, or two that changed places.
  const isNear = (a, b) => {
    if (Math.abs(a.length - b.length) > 1) return false;
    let at = 0;
    while (at < a.length && a[at] === b[at]) at += 1;
    const rest = (word, by) => word.slice(at + by);
    return rest(a, 1) === rest(b, 1) || rest(a, 1) === rest(b, 0) || rest(a, 0) === rest(b, 1)
      || (a[at] === b[at + 1] && a[at + 1] === b[at] && rest(a, 2) === rest(b, 2));
  };

  // How well terms answer one word: in a name before in a text, whole before begun, misspelt where nothing else is there.
  const scoreWord = (word, list) => {
    const scores = new Map();
    const add = (entry, weight) => {
      entry.names.forEach((at) => scores.set(at, Math.max(scores.get(at) || 0, weight * 10)));
      entry.texts.forEach((at) => scores.set(at, Math.max(scores.get(at) || 0, weight)));
    };
    for (const entry of list) {
      if (entry.word === word) add(entry, 4);
      else if (entry.word.startsWith(word)) add(entry, 2);
    }
    if (!scores.size && word.length > 3) {
      for (const entry of list) if (isNear(word, entry.word)) add(entry, 1);
    }
    return scores;
  };
  // How well the best name of a term answers all words: the fewer others it has, and the more it is the first name.
  const scoreNames = (words, names) => Math.max(...names.split("|").map((name, at) => {
    const own = name.replace(/^~/, "").split(" ");
    const met = words.map((word) => (own.includes(word) ? 1 : own.some((it) => it.startsWith(word)) ? 0.8
      : own.some((it) => isNear(word, it)) ? 0.6 : 0));
    const sum = met.reduce((all, it) => all + it, 0);
    return met.includes(0) ? 0 : (200 * sum) / Math.max(own.length, words.length) - Math.min(at, 9) - (name.startsWith("~") ? 90 : 0);
  }));
  const fileOf = (word) => {
    const code = word.codePointAt(0);
    return /^[a-z0-9]/.test(word) ? word[0] : `u${(code >> 8).toString(16)}`;
  };
  // The voices in whose names all words begin one, or by a letter wrong where no name has them: whole words first.
  const findVoices = (words) => {
    const score = (own, meets) => {
      const met = words.map((word) => (own.includes(word) ? 2 : own.some((it) => meets(word, it)) ? 1 : 0));
      return met.includes(0) ? 0 : met.reduce((all, it) => all + it, 0) / own.length;
    };
    const rank = (meets) => data.voices.map((voice) => [voice, score(voice[3], meets)]).filter(([, it]) => it > 0);
    let found = rank((word, it) => it.startsWith(word));
    if (!found.length) found = rank((word, it) => word.length > 3 && isNear(word, it));
    return found.sort((a, b) => b[1] - a[1]).slice(0, 5).map(([[file, name, about]]) => [file, name, about]);
  };
  // What is found: terms by their names, then voices, then terms of which something is said in these words.
  const search = async (text) => {
    const words = fold(text);
    if (!words.length) return [];
    await Promise.all([load("search.js"), load("voices.js")]);
    const lists = words.map((word) => (data.split ? fileOf(word) : ""));
    if (data.split) {
      await Promise.all(lists.filter((it) => data.split.letters.has(it)).map((it) => load(`words-${it}.js`)));
    }
    const each = words.map((word, at) => scoreWord(word, data.words.get(lists[at]) || []));
    const [first, ...others] = each;
    let hits = [...first].filter(([at]) => others.every((scores) => scores.has(at)));
    hits = hits.map(([at, score]) => [at, others.reduce((sum, scores) => sum + scores.get(at), score)]);
    hits.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    const readings = data.readings.get(words.join(" ")) || [];
    const rankOf = new Map(readings.slice(0, 20).map((at, rank) => [at, rank]));
    hits = [...readings.slice(0, 20).map((at) => [at, 0]), ...hits.filter(([at]) => !rankOf.has(at)).slice(0, 200)];
    if (data.split) {
      await Promise.all([...new Set(hits.map(([at]) => Math.floor(at / data.split.size)))].map((it) => load(`terms-${it}.js`)));
    }
    hits = hits.map(([at, score]) => [at, score, scoreNames(words, data.terms[at][3])]);
    hits = hits.map(([at, score, named]) => [at, score + named + (rankOf.has(at) ? 1000 - rankOf.get(at) : 0), named > 0 || rankOf.has(at)]);
    hits.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    const terms = (named) => hits.slice(0, 20).filter((hit) => hit[2] === named)
      .map(([at]) => [`concept/${data.terms[at][0]}.html`, data.terms[at][1], data.terms[at][2]]);
    return [...terms(true), ...findVoices(words), ...terms(false)];
  };

  const startSearch = () => {
    const hits = el("div", { id: "hits" });
    hits.setAttribute("aria-live", "polite");
    const input = el("input", { id: "q", type: "search", autocomplete: "off", spellcheck: false, placeholder: "Search  ( / )" });
    const box = el("div", { id: "search" }, el("label", { htmlFor: "q", textContent: "Search" }), input, hits);
    box.setAttribute("role", "search");
    document.querySelector(".top").append(box);
    let asked = 0;
    const show = async () => {
      const mine = (asked += 1);
      let found;
      try {
        found = await search(input.value);
      } catch {
        hits.replaceChildren(el("p", { textContent: "The index of this site cannot be read." }));
        return;
      }
      if (mine !== asked) return;
      const lines = found.map(([file, title, meaning]) => {
        const line = el("a", { href: `${root}${file}`, dir: "auto" }, title);
        if (meaning) line.append(el("span", { textContent: meaning }));
        return line;
      });
      const none = input.value.trim() ? [el("p", { textContent: "Nothing was found." })] : [];
      hits.replaceChildren(...(lines.length ? lines : none));
      hits.dataset.of = input.value;
    };
    input.addEventListener("input", show);
    input.addEventListener("focus", () => { load("search.js").catch(() => {}); });
    box.addEventListener("keydown", (event) => {
      const lines = [...hits.querySelectorAll("a")];
      const at = lines.indexOf(document.activeElement);
      const go = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
      if (event.key === "Escape") { input.value = ""; hits.replaceChildren(); input.focus(); }
      else if (event.key === "Enter" && at < 0 && lines.length) lines[0].click();
      else if (go !== undefined) (lines[go] || input).focus();
      else return;
      event.preventDefault();
    });
    document.addEventListener("keydown", (event) => {
      const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      const called = event.key === "/" ? !typing && !event.ctrlKey && !event.metaKey : event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
      if (called) { event.preventDefault(); input.focus(); input.select(); }
    });
    document.addEventListener("click", (event) => { if (!box.contains(event.target)) hits.replaceChildren(); });
  };

  // Two terms side by side: the page that voices' contrasts have, where there is one, else what is said of each.
  const startPick = () => {
    const { terms, known, size } = data.pairs;
    const form = document.getElementById("pick");
    const out = document.getElementById("beside");
    const [first, second] = ["one", "two"].map((id) => document.getElementById(id));
    document.getElementById("terms").append(...terms.map(([title]) => el("option", { value: title })));
    const find = (text) => {
      const wanted = fold(text).join(" ");
      const exact = terms.findIndex(([title]) => title === text);
      return exact >= 0 || !wanted ? exact : terms.findIndex(([title]) => fold(title).join(" ") === wanted
        || fold(title.replace(/\(.*\)$/, "")).join(" ") === wanted || fold((title.match(/\(([^()]*)\)$/) || [])[1] || "").join(" ") === wanted);
    };
    const cell = ([, values, disputed]) => el("td", { dir: "auto" }, ...(disputed ? [el("span", { className: "no", textContent: "disputed" })] : []),
      ...values.map(([value, voices, denying]) => {
        const count = voices > 1 ? ` ${voices} voices` : "";
        const denied = denying ? `; denied by ${denying}` : "";
        return el("p", {}, value, el("span", { className: "q", textContent: count + denied }));
      }));
    const compare = async () => {
      const at = [find(first.value), find(second.value)];
      const missing = [first, second].filter((_, index) => at[index] < 0);
      if (missing.length) {
        const asked = missing[0].value;
        const near = await search(asked).catch(() => []);
        const titles = near.filter(([file]) => file.startsWith("concept/")).slice(0, 3).map(([, title]) => title);
        const told = `No term here is called “${asked}”.${titles.length ? ` Did you mean ${titles.join(", ")}?` : ""}`;
        out.replaceChildren(el("p", { className: "no", textContent: told }));
        return;
      }
      const files = at.map((place) => terms[place][1]);
      const pair = known.has(String(at)) ? files : known.has(String([...at].reverse())) ? [...files].reverse() : null;
      if (pair) { location.href = `${root}compare/${pair[0]}/${pair[1]}.html`; return; }
      await Promise.all(at.map((place) => load(`beside-${Math.floor(place / size)}.js`)));
      const told = at.map((place) => data.beside[Math.floor(place / size)][place % size]);
      const labels = [...new Set(told.flatMap(([, rows]) => rows.map(([label]) => label)))];
      const heads = at.map((place) => el("th", { scope: "col", dir: "auto" }, el("a", { href: `${root}concept/${terms[place][1]}.html`, textContent: terms[place][0] })));
      const rows = labels.map((label) => el("tr", {}, el("th", { scope: "row", textContent: label }),
        ...told.map(([, all]) => cell(all.find(([known]) => known === label) || [0, []]))));
      const meanings = el("tr", {}, el("th", { scope: "row", textContent: "Means" }), ...told.map(([meaning]) => cell([0, [[meaning, 0]]])));
      const table = el("table", {}, el("thead", {}, el("tr", {}, el("td"), ...heads)), el("tbody", {}, meanings, ...rows));
      const wide = el("div", { className: "wide", tabIndex: 0 }, table);
      wide.setAttribute("role", "region");
      wide.setAttribute("aria-label", "Side by side");
      out.replaceChildren(el("p", { textContent: "No voice here sets these two apart; this is what is said of each." }), wide);
      history.replaceState(null, "", `#${files.map(encodeURIComponent).join(",")}`);
    };
    form.hidden = false;
    form.addEventListener("submit", (event) => { event.preventDefault(); compare(); });
    const compareAsked = () => {
      const asked = location.hash.slice(1).split(",").map(decodeURIComponent);
      if (asked.length !== 2) return;
      [first.value, second.value] = asked.map((file) => (terms.find(([, known]) => known === file) || [file])[0]);
      compare();
    };
    window.addEventListener("hashchange", compareAsked);
    compareAsked();
  };

  startSearch();
})();
