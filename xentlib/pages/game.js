// Twenty questions. The game has too many states for a table, so here it is played; the table has the texts of each
// answer, of each row and of what is possible now, and they are put together.

const BETWEEN_WORDS = new RegExp(`(?:,|${SPACE})+`);

class TwentyQuestions extends TableFigure {
  constructor({ texts, ...game }) {
    super(Uint8Array.from(atob(texts), letter => letter.charCodeAt(0)));
    Object.assign(this, game);
  }

  // The rules: a question names the first of the cards that are left, and what is no number of cards stands in the way.
  // Each answer, and what is possible now, is the place of its texts in the table.
  play([game, size, asked]) {
    const hidden = this.hidden[game], answers = [];
    let first = 0, left = this.hidden.length, unclear = false;
    const over = () => left === 1 || answers.length === this.most;
    for (const word of asked.split(BETWEEN_WORDS).filter(Boolean)) {
      if (over()) break;
      unclear = !this.sizes.includes(word);
      if (unclear) break;
      const named = Math.min(Number(word), left), yes = hidden < first + named;
      answers.push([+yes, first, left - 1, named - 1, answers.length + 1]);
      if (!yes) first += named;
      left = yes ? named : left - named;
    }
    const found = this.sizes.length, lost = found + 1;
    const next = left === 1 ? found : over() ? lost : Math.min(size, left - 1);
    return { answers, unclear, left, over: over(), now: [0, first, left - 1, next, answers.length] };
  }

  part(name, place) {
    return this.text(this.pieces[this.parts.indexOf(name)], place);
  }

  // Layer by layer, as Python drew them. A bar is one path: where those of two answers meet, their seam is taken out.
  overlayOf(place) {
    const { answers, unclear, now } = this.play(place), last = answers.length;
    const layer = {
      now: n => this.part(n, now),
      bar: yes => answers.filter(answer => answer[0] === yes).map(answer => this.part("boxes", answer)).join("")
        .replaceAll(this.seams[yes], ""),
      number: row => row > last + unclear ? "" : this.part("number", [0, 0, 0, 0, row]),
      line: row => row > last + unclear ? "" : this.part(row === last ? "last look" : "look", [0, 0, 0, 0, row])
        + (row > last ? this.part("unclear line", now) : this.part("line", answers[row - 1])),
    };
    return this.layers.map(([kind, which]) => layer[kind](which)).join("");
  }

  sentenceOf(place) {
    const { answers, unclear, now } = this.play(place);
    const start = [this.games[place[0]], this.part("count", now)];
    if (answers.length) start.push(this.part("answer", answers.at(-1)));
    const end = super.sentenceOf(now).split("; ");
    if (unclear) end.splice(1, 0, this.part("unclear", now));
    return `${start.join(", ")}: ${end.join("; ")}`;
  }

  act(name, place) {
    const [game, size] = place, { answers, over } = this.play(place);
    const asked = answers.map(answer => answer[3] + 1);
    switch (name) {
      case "Ask": {
        if (over) return place;
        const longer = [...asked, size + 1].join(" "), { left } = this.play([game, size, longer]);
        return [game, Math.max(0, Math.min(size, Math.floor(left / 2) - 1)), longer];
      }
      case "Take back":
        return [game, asked.length ? asked.pop() - 1 : size, asked.join(" ")];
      case "New card":
        return [(game + 1) % this.hidden.length, size, ""];
    }
  }
}

FIGURES.game = bytes => new TwentyQuestions(json(bytes));
