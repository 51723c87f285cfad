// A sentence that is typed, priced letter by letter as xentlib/models/declarations.py does it; its words and its HTML come
// from xentlib/explorers/priced_sentence.py.

function withoutMarkup(text) {
  const names = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" };
  return text.replace(/[&<>"']/g, sign => names[sign]);
}

const sumOf = numbers => numbers.reduce((sum, number) => sum + number, 0);

// A place is the sentence, the number of the language, the order and the number of the letter, from 0.
class PricedSentence {
  constructor(data) {
    Object.assign(this, data);
    this.alphabet = new Set(data.alphabet);
    this.known = data.texts.map(() => new Map());  // of each language: context → what followed it
  }

  refusalOf() { return ""; }
  stillOf() { return 0; }

  overlayOf(place) {
    const { letters, at, bits, before, model } = this.state(place), { pieces, words } = this;
    if (!letters.length) return filled(pieces.sheet, { inside: pieces.empty });
    const expected = this.expected(letters[at], model);
    return filled(pieces.sheet, { inside: [
      this.headings(words.tiles, this.totalOf(bits)),
      this.tilesOf(letters, bits, at, before.length),
      this.headings(this.expectationOf(before, at), this.arrivalOf(expected, bits[at])),
      this.barsOf(expected),
    ].join("") });
  }

  sentenceOf(place) {
    const { letters, at, bits, before } = this.state(place), { said } = this, total = sumOf(bits);
    const model = filled(said.model, { language: this.languages[place[1]], order: place[2] });
    if (!letters.length) return filled(said.empty, { model });
    return filled(said.sentence, {
      model,
      count: filled(said[letters.length === 1 ? "one" : "more"], { count: letters.length }),
      total: fixed(total, 1),
      mean: fixed(total / letters.length),
      letter: at + 1,
      came: this.visible(letters[at]),
      bits: fixed(bits[at]),
      after: before.length ? filled(said.after, { before: this.seen(before) }) : "",
    });
  }

  // -- the model

  state([sentence, language, order, letter]) {
    const letters = [...sentence];  // by code points, as Python has them
    const seenFrom = k => letters.slice(Math.max(k - order, 0), Math.max(k, 0));
    const modelOf = k => this.model(language, seenFrom(k).join(""));
    const bits = letters.map((came, k) => -Math.log(modelOf(k)(came)) / Math.LN2);
    const at = Math.min(letter, letters.length - 1);
    return { letters, at, bits, before: seenFrom(at), model: modelOf(at) };
  }

  // Letter → its probability after a context.
  model(language, context) {
    const { alphabet, smoothing } = this, { total, counts } = this.followers(language, context);
    const weight = total + smoothing * alphabet.size;
    return letter => alphabet.has(letter) ? ((counts.get(letter) ?? 0) + smoothing) / weight : 0;
  }

  // Of the letter that came: its probability and its first and last rank; and all letters, the most probable first,
  // among equals the one that came.
  expected(came, model) {
    const q = model(came), ranked = Array.from(this.alphabet, letter => ({ letter, q: model(letter) }));
    ranked.sort((one, other) => other.q - one.q || (other.letter === came) - (one.letter === came));
    const ahead = ranked.filter(one => one.q > q).length, last = ranked.filter(one => one.q >= q).length;
    return { came, q, first: ahead + 1, last, ranked };
  }

  // How often each letter followed a context in what the model read; each is one unit of a string there.
  followers(language, context) {
    const text = this.texts[language], known = this.known[language];
    if (!known.has(context)) {
      const counts = new Map();
      let total = 0;
      for (let at = text.indexOf(context); at >= 0; at = text.indexOf(context, at + 1)) {
        const letter = text[at + context.length];
        if (letter === undefined) break;
        counts.set(letter, (counts.get(letter) ?? 0) + 1);
        total++;
      }
      known.set(context, { total, counts });
    }
    return known.get(context);
  }

  // -- the page, piece by piece

  // A letter as it can be seen: blanks have signs, and a mark stands on a dotted circle.
  visible(letter) {
    if (letter in this.signs) return this.signs[letter];
    if (/[\p{C}\p{Z}]/u.test(letter)) return "U+" + letter.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
    return /\p{M}/u.test(letter) ? "◌" + letter : letter;
  }

  seen(letters) {
    return letters.map(letter => this.visible(letter)).join("");
  }

  headings(left, right) {
    return filled(this.pieces.headings, { left: withoutMarkup(left), right: withoutMarkup(right) });
  }

  totalOf(bits) {
    const total = sumOf(bits), count = bits.length;
    return filled(this.words[count === 1 ? "one" : "total"],
      { count, total: fixed(total, 1), mean: fixed(total / count) });
  }

  letterOf(letter) {
    const words = this.visible(letter), piece = [...words].length > 2 ? "code point" : "letter";
    return filled(this.pieces[piece], { letter: withoutMarkup(words) });
  }

  tilesOf(letters, bits, at, seen) {
    const { pieces, words, room } = this, rest = bits.slice(room);
    const tiles = letters.slice(0, room).map((letter, k) => filled(pieces.tile, {
      ground: this.groundOf(bits[k]),
      look: k === at ? pieces.chosen : at - seen <= k && k < at ? pieces.seen : "",
      letter: this.letterOf(letter),
      bits: fixed(bits[k], 1),
    }));
    const more = filled(words.more, { count: rest.length, bits: fixed(sumOf(rest), 1) });
    if (rest.length) tiles.push(filled(pieces.rest, { words: more }));
    return filled(pieces.tiles, { items: tiles.join("") });
  }

  groundOf(bits) {
    const { grounds, full } = this;
    return grounds[bits === Infinity ? grounds.length - 1 : fixed(10 * Math.min(bits, full), 0)];
  }

  expectationOf(before, at) {
    return filled(this.words[before.length ? "expects" : "expects first"],
      { before: this.seen(before), letter: at + 1 });
  }

  arrivalOf({ came, q, first, last }, bits) {
    const { words } = this, all = last - first + 1 === this.alphabet.size;
    const rank = filled(words[!q ? "unknown" : all ? "alike" : first === last ? "rank" : "ranks"], { first });
    const probability = q >= 0.1 ? fixed(q, 4) : q >= 0.001 ? general(q, 4) : scientific(q);
    return filled(words.came, { came: this.visible(came), rank, q: probability, bits: fixed(bits) });
  }

  // The first ranks; a letter that came and is not among them stands last, apart.
  barsOf({ came, q, first, ranked }) {
    const apart = !q || first > this.most, ahead = ranked.slice(0, apart ? this.most - 1 : this.most);
    const bars = ahead.filter(one => one.q >= this.few || one.letter === came)
      .map(one => this.barOf(one.letter, one.q, one.letter === came));
    if (apart) bars.push(this.pieces.apart, this.barOf(came, q, true));
    return filled(this.pieces.bars, { items: bars.join("") });
  }

  barOf(letter, q, came) {
    const { pieces, few, tall } = this;
    return filled(pieces[came ? "bar that came" : "bar"], {
      q: q >= few ? fixed(q, 3) : q ? pieces.few : "0",
      height: fixed(tall * q, 0),
      letter: this.letterOf(letter),
    });
  }
}

FIGURES.sentence = bytes => new PricedSentence(json(bytes));
