// A figure on the page: its controls move it, its stops ask first, and its state stands in the address.
// A state is a list with a number for each control: which of its values it has. Of a line to type in, the text itself.

const PAGE = JSON.parse(document.getElementById("words").textContent);  // what Python says
const WEBP = "data:image/webp;base64,";
const GLIDE = 700;  // milliseconds from one state to another
const STILL = matchMedia("(prefers-reduced-motion: reduce)");
const json = bytes => JSON.parse(new TextDecoder().decode(bytes));
const FIGURES = {};  // kind → from its bytes, the figure: a page has the files of those that stand on it
const explorers = new Map();  // element → its Explorer, once that is read

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

async function inflated(base64) {
  const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

// Controls: `element`, `follow(place)` and `read(text)`, of what was typed or stands in the address: { at, words }, which
// of its values was meant, if any, and what is to be said about it.
class Control {
  constructor(spec, set) {
    Object.assign(this, spec, { set });
    this.bubble = element("div", { class: "bubble", role: "status" });  // it lies over the page: nothing moves
    this.bubble.onclick = () => this.say("");
  }

  say(words) {
    this.bubble.textContent = words;
  }

  row(id, ...inside) {
    return element("div", { class: "row" }, this.bubble, element("label", { for: id }, this.label), ...inside);
  }
}

class Slider extends Control {
  constructor(spec, id, set) {
    super(spec, set);
    this.all = spec.values.map((_, n) => n);
    this.box = element("input", { type: "text", id, autocomplete: "off" });
    this.range = element("input", { type: "range", min: 0, step: 1, "aria-label": this.label });
    this.range.style.accentColor = this.colour;
    this.range.oninput = () => set(this.positions[this.range.value]);
    this.range.onpointerdown = () => { this.before = this.at; };
    this.range.onpointercancel = () => set(this.before);  // the finger scrolls the page
    this.box.onchange = () => this.told(this.read(this.box.value));
    this.element = this.row(id, this.box, this.range);
  }

  told({ at, words }) {
    this.set(at ?? this.at);
    if (at === undefined || this.at === at) this.say(words);  // else the figure has refused it, and said why
  }

  // Of its values, those in `positions` are where the slider on the page stops.
  follow(at, positions) {
    this.at = at;
    this.positions = positions;
    this.range.max = positions.length - 1;
    this.range.value = positions.indexOf(this.nearest(positions, this.values[at]));
    this.range.setAttribute("aria-valuetext", this.words[at]);
    this.box.value = this.words[at];
  }

  read(typed) {
    const words = PAGE.row, value = this.words[this.at], known = { typed: typed.trim(), value };
    if (typed === value) return { at: this.at, words: "" };
    const { value: number, reason } = readNumber(typed, this, PAGE.typed);
    if (reason) return { words: filled(words.refused, { ...known, reason }) };
    if (this.outside(number)) return { words: filled(words.outside, { ...known, rule: this.rule }) };
    const at = this.place(number), exact = this.values[at] === number;
    const meaning = !exact && this.edges[this.values[at]];
    if (meaning) return { words: filled(words.edge, { ...known, edge: this.words[at], meaning }) };
    const moved = this.fewer ? PAGE.page.nearest : this.step ? words.step : words.digits;
    return { at, words: exact ? "" : filled(moved, { ...known, value: this.words[at], step: this.step }) };
  }

  outside(value) {
    return !(this.low <= value && value <= this.high) || 0 < value && value < this.least;
  }

  place(value) {
    if (this.even) return nearestStep(value, this.low, this.even, this.values.length - 1);
    return this.nearest(this.all, this.step ? value : twoDigits(value));
  }

  nearest(places, value) {
    const distance = at => Math.abs(this.values[at] - value);
    return places.reduce((best, at) => distance(at) < distance(best) ? at : best);
  }
}

// What has words to choose from: buttons of which one is pressed, a menu, or a box to tick.
class Offer extends Control {
  read(text) {
    const at = this.words.indexOf(text);
    if (at >= 0) return { at, words: "" };
    return { words: filled(PAGE.page.offered, { label: this.label, words: this.words.join(", "), typed: text }) };
  }
}

class Choice extends Offer {
  constructor(spec, id, set) {
    super(spec, set);
    this.element = element("fieldset", { class: "row" }, this.bubble, element("legend", {}, this.label));
    this.radios = this.words.map((word, at) => {
      const radio = element("input", { type: "radio", name: id });
      radio.onchange = () => set(at);
      this.element.append(element("label", { class: "option" }, radio, element("span", {}, word)));
      return radio;
    });
  }

  follow(at) {
    this.radios[at].checked = true;
  }
}

class Menu extends Offer {
  constructor(spec, id, set) {
    super(spec, set);
    this.menu = element("select", { id }, ...this.words.map(word => element("option", {}, word)));
    this.menu.onchange = () => set(this.menu.selectedIndex);
    this.element = this.row(id, this.menu);
  }

  follow(at) {
    this.menu.selectedIndex = at;
  }
}

class Switch extends Offer {
  constructor(spec, id, set) {
    super(spec, set);
    this.box = element("input", { type: "checkbox", id });
    this.box.onchange = () => set(+this.box.checked);
    this.element = this.row(id);
    this.element.prepend(this.box);
  }

  follow(at) {
    this.box.checked = at === 1;
  }
}

class Line extends Control {
  constructor(spec, id, set) {
    super(spec, set);
    this.box = element("input", { type: "text", id, autocomplete: "off", spellcheck: "false" });
    this.box.oninput = () => set(this.box.value);
    this.element = this.row(id, this.box);
    this.element.classList.add("whole");
  }

  follow(text) {
    if (this.box.value !== text) this.box.value = text;
  }

  read(text) {
    return { at: text, words: "" };
  }
}

const CONTROLS = { slider: Slider, choice: Choice, menu: Menu, switch: Switch, line: Line };

// The buttons of a figure, and what was asked: the first press of a stop asks, the second moves, the third tells.
class Asking {
  constructor(explorer, stops) {
    this.explorer = explorer;
    this.words = element("p", { class: "asked", role: "status" });
    this.buttons = stops.map(stop => this.button("? " + stop.name, () => this.press(stop), `${stop.name}, a question`));
    this.stops = stops;
    this.element = element("div", { class: "buttons" }, ...this.buttons);
    this.rest();
  }

  button(words, action, name = words) {
    const made = element("button", { type: "button", "aria-label": name }, words);
    made.onclick = action;
    return made;
  }

  rest() {
    this.stop = null;
    this.presses = 0;
    this.mark();
    this.words.replaceChildren(element("em", {}, this.stops.length ? PAGE.asking.first : ""));
  }

  press(stop) {
    let presses = stop === this.stop ? Math.min(this.presses + 1, 3) : 1;
    if (presses === 2 && same(this.explorer.goal, stop.place)) presses = 3;
    this.explorer.controls.forEach(control => control.say(""));
    if (presses === 2) this.explorer.glide(stop.place);
    if (presses === 3) this.explorer.go(stop.place);  // if it still glides
    this.put(stop, presses);
    this.words.scrollIntoView({ block: "nearest" });
  }

  // As after so many presses of a stop.
  put(stop, presses) {
    Object.assign(this, { stop, presses });
    this.mark();
    this.say();
  }

  // The figure has been moved: what was told of a stop is not true elsewhere.
  follow() {
    if (this.presses > 1 && !this.isThere()) this.presses = 1;
    if (this.stop) this.say();
  }

  isThere() {
    return same(this.explorer.goal, this.stop.place);
  }

  say() {
    const { name, ask, notice } = this.stop, told = this.presses === 3;
    const then = told ? `${name}:` : filled(PAGE.asking[this.isThere() ? "moved" : "asked"], { name });
    this.words.replaceChildren(element("strong", {}, ask), element("br"), element("em", {}, then),
      told ? ` ${notice}` : "");
  }

  mark() {
    this.buttons.forEach((button, n) => button.classList.toggle("pressed", this.stops[n] === this.stop));
  }
}

const same = (one, other) => one.every((value, k) => value === other[k]);

class Explorer {
  constructor(host, data, figure) {
    Object.assign(this, { host, data, figure });
    host.explorer = this;  // for scripts of the page, and for tests
    this.start = JSON.parse(host.dataset.start);
    this.place = this.goal = this.start;  // where it is, and where it glides to
    this.whole = host.querySelector("img");  // the still part at the start; of the others, what is not the same
    this.stills = data.stills.map(still => still && Object.assign(new Image(), { src: WEBP + still }));
    if (this.whole) this.above = this.canvas();
    this.moving = host.querySelector(".picture").lastElementChild;
    this.sentence = host.querySelector(".sentence");
    this.controls = data.controls.map((spec, k) =>
      new CONTROLS[spec.kind](spec, `${host.id}-${spec.name}`, value => this.set(k, value)));
    this.asking = new Asking(this, data.stops);
    const panel = element("div", { class: "panel" }, ...this.controls.map(control => control.element));
    panel.style.gridTemplateColumns = data.panel;
    const reset = this.asking.button(PAGE.page.reset, () => this.reset());
    this.asking.element.append(...this.actions(), reset);
    this.sentence.after(panel, this.asking.element, this.asking.words);
    this.sentence.setAttribute("aria-hidden", "true");  // it is the name of the picture
    host.classList.add("alive");
    this.show();
  }

  actions() {
    return this.data.actions.map(name => this.asking.button(name, () => {
      this.go(this.figure.act(name, this.place));
      this.asking.rest();
    }));
  }

  reset() {
    this.go(this.start);
    this.asking.rest();
  }

  set(k, value) {
    const wanted = this.place.slice();
    wanted[k] = value;
    const refusal = this.figure.refusalOf(wanted);
    if (refusal) {
      this.follow();
      this.controls[k].say(filled(PAGE.row.state, { reason: refusal }));
    } else this.go(wanted);
  }

  go(place) {
    cancelAnimationFrame(this.frame);
    this.goal = this.place = place;
    this.show();
    this.asking.follow();
    this.tellAddress();
  }

  // Through the true states between, or at once for whoever wants nothing to move.
  glide(to) {
    if (STILL.matches || this.data.controls.some(({ kind }, k) => kind === "line" && this.place[k] !== to[k]))
      return this.go(to);
    cancelAnimationFrame(this.frame);
    const from = this.place, began = performance.now();
    this.goal = to;
    const next = now => {
      const part = Math.min((now - began) / GLIDE, 1), eased = part * part * (3 - 2 * part);
      if (part === 1) return this.go(to);
      const between = from.map((value, k) =>
        this.data.controls[k].kind === "slider" ? Math.round(value + (to[k] - value) * eased) : to[k]);
      if (!this.figure.refusalOf(between)) {
        this.place = between;
        this.show();
      }
      this.frame = requestAnimationFrame(next);
    };
    this.frame = requestAnimationFrame(next);
  }

  show() {
    const { figure, place } = this, still = figure.stillOf(place), sentence = figure.sentenceOf(place);
    if (still !== this.still) {
      this.still = still;
      if (this.above) this.drawn = this.showStill(still);
    }
    this.moving.innerHTML = figure.overlayOf(place);
    this.moving.setAttribute("aria-label", sentence);
    this.sentence.textContent = sentence;
    this.follow();
  }

  // Both are put together in their own size: where a browser makes clear pictures smaller, their edges are seen.
  canvas() {
    const canvas = element("canvas", { class: "above", hidden: "", "aria-hidden": true });
    this.host.querySelector(".above").replaceWith(canvas);
    return canvas;
  }

  async showStill(still) {
    const other = this.stills[still];
    if (other) await Promise.all([other.decode(), this.whole.decode()]);
    if (still !== this.still) return;  // moved on meanwhile
    this.above.hidden = !other;
    if (!other) return;
    this.above.width = this.whole.naturalWidth;
    this.above.height = this.whole.naturalHeight;
    const pen = this.above.getContext("2d");
    pen.drawImage(this.whole, 0, 0);
    pen.drawImage(other, 0, 0);
  }

  follow() {
    this.controls.forEach((control, k) => {
      control.say("");
      control.follow(this.place[k], this.positionsOf(control));
    });
  }

  // Where a slider stops: all its values, or a list of its own, which may depend on another control.
  positionsOf(control) {
    const own = this.data.positions[control.name];
    return own ? own.lists[own.by === null ? 0 : this.place[own.by]] : control.all;
  }

  tellAddress() {
    clearTimeout(this.telling);  // browsers take few changes a second
    if (document.documentElement.classList.contains("lecture")) return;  // that tells its own
    this.telling = setTimeout(() => history.replaceState(null, "", this.address(this.host.id)), 250);
    const alone = this.host.querySelector(".alone a");  // the figure's own page opens as it is here
    if (alone) alone.hash = this.address(this.host.dataset.of);
  }

  address(id) {
    const state = new URLSearchParams(this.data.controls.map(({ name, words }, k) =>
      [name, words ? words[this.goal[k]] : this.goal[k]]));
    return `#${id}?${state}`;
  }

  // From the start to the state that an address tells, as if it were typed into the boxes.
  followAddress(state) {
    this.reset();
    const read = this.controls.map(control => state.has(control.name) ? control.read(state.get(control.name)) : {});
    const wanted = read.map(({ at }, k) => at ?? this.start[k]), reason = this.figure.refusalOf(wanted);
    if (!reason) this.go(wanted);
    read.forEach(({ words }, k) => words && this.controls[k].say(words));
    const unknown = [...state.keys()].filter(key => !this.controls.some(({ name }) => name === key)).join(", ");
    if (reason || unknown) this.asking.words.textContent =
      reason ? filled(PAGE.row.state, { reason }) : filled(PAGE.page.unknown, { unknown });
  }
}

function followAddress() {
  const [id, state] = location.hash.slice(1).split("?");
  const host = document.getElementById(decodeURIComponent(id));
  if (!state || !host?.matches(".explorer")) return;
  host.closest("details")?.setAttribute("open", "");
  host.scrollIntoView({ block: "center" });
  wake(host).then(explorer => explorer.followAddress(new URLSearchParams(state)));
}

// Once, when it is near the window or an address leads to it.
function wake(host) {
  if (!explorers.has(host)) explorers.set(host, read(host));
  return explorers.get(host);
}

async function read(host) {
  const data = JSON.parse(document.getElementById(`${host.dataset.of}-data`).textContent);
  const figure = FIGURES[data.kind](await inflated(data.numbers), host.dataset.of);
  return new Explorer(host, data, figure);
}
