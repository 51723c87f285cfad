// A notebook's page as a lecture: one thing to a screen, with a presenter's keys. The screens are the cells of the
// notebook; each has steps, which are entered one after the other (way 1), backwards (−1), or from anywhere (0).

const LECTURE = PAGE.lecture;
const NEXT = ["PageDown"], LAST = ["PageUp"];
const FREE_NEXT = [" ", "ArrowRight", "ArrowDown"], FREE_LAST = ["ArrowLeft", "ArrowUp"];  // while no control has them

// Words, and below them what belongs to them: code with what it printed, and folds. They come one by one.
class WordsScreen {
  constructor(cell, length) {
    this.cells = [cell];
    this.minutes = Number(cell.dataset[length]);
    this.title = cell.querySelector("h1, h2")?.textContent;
    this.reveals = [];
    this.append(cell);
  }

  // What a cell adds: itself, with its first fold where it is nothing but that, then its other folds.
  append(cell) {
    const folds = [...cell.querySelectorAll("details:not(.code)")], own = cell.dataset.screen === "more" ? folds.shift() : null;
    if (cell !== this.cells[0]) this.cells.push(cell);
    this.reveals.push({ cell, fold: own }, ...folds.map(fold => ({ cell, fold })));
    this.costs = Array(this.reveals.length).fill(this.minutes / this.reveals.length);  // of each step, in minutes
  }

  enter(step) {
    this.reveals.forEach(({ cell, fold }, n) => {
      if (cell !== this.cells[0]) cell.classList.toggle("on", this.reveals.findIndex(one => one.cell === cell) <= step);
      if (fold) fold.open = n <= step;
    });
    this.fit();
  }

  // Where they do not all find room, the first go.
  fit() {
    const main = document.querySelector("main"), shown = this.cells.filter(cell => cell.classList.contains("on"));
    while (main.scrollHeight > main.clientHeight && shown.length > 1) shown.shift().classList.remove("on");
  }
}

// A question: alone, with its answers, which the room votes for, and with the right one.
class GuessScreen {
  constructor(cell, length) {
    this.cells = [cell];
    this.host = cell.querySelector(".question");
    this.costs = Array(3).fill(cell.dataset[length] / 3);
    this.room = this.host.querySelector(".room") ?? this.makeRoom();
  }

  get title() {
    return this.host.querySelector(".ask").textContent;
  }

  // Under which its votes are kept.
  get key() {
    return `votes for ${this.host.id}`;
  }

  makeRoom() {
    const answer = this.host.querySelector("details"), right = answer.querySelector("strong").textContent;
    const labels = [...this.host.querySelectorAll("ol > li")].map(line => line.querySelector("span").textContent);
    this.lines = labels.map((label, n) => this.line(letterOf(n), label, right === `${letterOf(n)}. ${label}`));
    const reason = element("p", { class: "reason" }, answer.querySelector("p:last-child").textContent);
    this.counted = element("p", { class: "all", role: "status" });
    const room = element("div", { class: "room" }, ...this.lines.map(({ line }) => line), this.counted, reason);
    this.host.append(room);
    const before = kept()[this.key] ?? [];
    this.lines.forEach(({ votes }, n) => { votes.value = before[n] ?? ""; });
    this.follow();
    return room;
  }

  line(letter, label, right) {
    const votes = element("input", { type: "number", min: 0, max: 999, "aria-label":
      filled(LECTURE.votes, { letter }) });
    const bar = element("i"), line = element("div", {}, element("b", {}, letter),
      element("span", {}, label), votes, element("div", { class: "bar" }, bar));
    line.classList.toggle("right", right);
    votes.oninput = () => {
      this.follow();
      keep(this.key, this.lines.map(one => one.votes.value));  // as long as the tab
    };
    votes.onkeydown = ({ key }) => {
      if (key === "Enter") line.nextElementSibling.querySelector("input")?.focus();
    };
    return { line, votes, bar };
  }

  // Each bar is as long as its part of all votes.
  follow() {
    const counts = this.lines.map(({ votes }) => Math.max(Number(votes.value), 0)), all = numpySum(counts);
    this.lines.forEach(({ bar }, n) => { bar.style.width = `${100 * counts[n] / (all || 1)}%`; });
    this.counted.textContent = all ? filled(LECTURE.all, { all }) : "";
  }

  enter(step) {
    this.room.dataset.step = step;
  }
}

// A figure, then each of its stops: asked, moved to, told.
class FigureScreen {
  constructor(cell, length) {
    this.cells = [cell];
    this.host = cell.querySelector(".explorer");
    this.minutes = Number(cell.dataset[length]);
    this.all = JSON.parse(document.getElementById(`${this.host.dataset.of}-data`).textContent).stops;
    const planned = JSON.parse(cell.dataset.stops).filter(([,, short]) => short || length === "long");
    this.stops = planned.map(([name, minutes]) => ({ ...this.all.find(stop => stop.name === name), minutes }));
  }

  get costs() {
    return [this.minutes, ...this.stops.flatMap(({ minutes }) => Array(3).fill(minutes / 3))];
  }

  // The step in which a stop asks; one that is not planned comes in after that of a step, if it is not there already.
  stepOf(name, from = 0) {
    if (!this.has(name)) {
      const stop = this.all.find(one => one.name === name);
      this.stops.splice(Math.ceil(from / 3), 0, { ...stop, minutes: 0 });
    }
    return 1 + 3 * this.stops.findIndex(one => one.name === name);
  }

  has(name) {
    return this.stops.some(one => one.name === name);
  }

  stopAt(step) {
    return this.stops[Math.floor((step - 1) / 3)];
  }

  async enter(step, way, within) {
    const explorer = await wake(this.host);
    this.host.classList.toggle("acts", explorer.data.actions.length > 0);
    const text = this.host.querySelector(".picture > [role=group]");
    if (text) text.style.zoom = innerHeight / 600;  // a figure of letters: those of a notebook's page in a low window
    // from another screen the figure is found as it was left: with what the class typed
    if (step === 0) return within && way < 0 ? explorer.reset() : explorer.asking.rest();
    const presses = (step - 1) % 3 + 1, { name } = this.stopAt(step);
    if (presses === 1 && way < 0) explorer.go(this.stopAt(step - 3)?.place ?? explorer.start);
    const stop = explorer.data.stops.find(one => one.name === name);
    if (presses === 2 && way > 0) explorer.glide(stop.place);
    else if (presses > 1 && !same(explorer.goal, stop.place)) explorer.go(stop.place);
    explorer.asking.put(stop, presses);
  }
}

const SCREENS = { words: WordsScreen, guess: GuessScreen, figure: FigureScreen };

// The screens of the long or of the short lecture: which belong to it, and what minutes each has, Python found.
function screensOf(root, length) {
  const screens = [];
  for (const cell of root.querySelectorAll("[data-screen]")) {
    const kind = cell.dataset.screen;
    if (kind !== "more") screens.push(length in cell.dataset ? new SCREENS[kind](cell, length) : null);
    else if (screens.at(-1) instanceof WordsScreen) screens.at(-1).append(cell);
  }
  return screens.filter(Boolean);
}

class Lecture {
  constructor(minutes) {
    this.minutes = minutes;
    this.screens = screensOf(document, minutes === 50 ? "long" : "short");
    this.count();
    this.folds = [...document.querySelectorAll("main details")].map(fold => [fold, fold.open]);
    this.folds.forEach(([fold]) => { fold.open = "after" in fold.dataset; });
    document.documentElement.classList.add("lecture");
    this.makeBar();
    this.began = Number(store?.getItem(BEGAN)) || this.begin();
    this.ticking = setInterval(() => this.tick(), 1000);
  }

  count() {
    this.steps = this.screens.flatMap((screen, n) => screen.costs.map((cost, step) => ({ n, step, cost })));
  }

  // The clock goes on when the page is loaded anew.
  begin() {
    this.began = Date.now();
    store?.setItem(BEGAN, this.began);
    return this.began;
  }

  // -- on the screen

  makeBar() {
    this.jump = element("select", { "aria-label": LECTURE.jump });
    this.jump.onchange = () => this.jumpTo(this.jump.selectedOptions[0]);
    this.clock = element("button", { type: "button" });
    this.clock.onclick = () => { this.begin(); this.tick(); };
    this.plan = element("span", {}, LECTURE.help);
    this.bar = element("div", { class: "progress" }, element("i"));
    const other = element("a", { href: `#lecture?minutes=${this.minutes === 50 ? 15 : 50}` },
      filled(LECTURE.plan, { minutes: this.minutes === 50 ? 15 : 50 }));
    const leave = element("button", { type: "button" }, LECTURE.leave);
    leave.onclick = () => leaveLecture();
    const steps = [[LECTURE.back, -1], [LECTURE.next, 1]].map(([words, way]) => {  // where there are no keys
      const button = element("button", { type: "button" }, words);
      button.onclick = () => {
        button.blur();
        this.goTo(this.at + way, way);
      };
      return button;
    });
    this.element = element("nav", { id: "lecture", "aria-label": LECTURE.help },
      this.jump, this.bar, this.plan, this.clock, other, leave, ...steps);
    this.fillJump();
    document.body.append(this.element);
  }

  // Where one can go: each section with its questions, and below a figure all its stops.
  fillJump() {
    let group;
    this.screens.forEach((screen, n) => {
      const option = (words, stop = "") => element("option", { value: n, "data-stop": stop }, words);
      if (!group || screen instanceof WordsScreen && screen.title) {
        group = element("optgroup", { label: screen.title });
        this.jump.append(group);
      }
      if (screen.title) group.append(option(screen.title));
      screen.all?.forEach(({ name }) => group.append(option(filled(LECTURE.stop, { name }), name)));
    });
  }

  jumpTo({ value, dataset: { stop } }) {
    const here = this.steps[this.at], from = here.n === Number(value) ? here.step : 0;
    const step = stop ? this.screens[value].stepOf(stop, from) : 0;
    this.count();
    document.activeElement.blur();
    return this.goTo(this.firstOf(Number(value)) + step, 0);
  }

  // A step of a screen of another lecture, or the last screen that is not after it.
  nearest(screen, step) {
    const [cell] = screen.cells, name = screen.stopAt?.(step)?.name;
    const after = ({ cells }) => cell.compareDocumentPosition(cells[0]) & Node.DOCUMENT_POSITION_FOLLOWING;
    const n = this.screens.filter(one => !after(one)).length - 1, here = this.screens[n], first = this.firstOf(n);
    if (here.cells[0] !== cell) return first;
    if (name) return first + (here.has(name) ? here.stepOf(name) + (step - 1) % 3 : 0);
    return first + Math.min(step, here.costs.length - 1);
  }

  firstOf(screen) {
    return this.steps.findIndex(({ n }) => n === screen);
  }

  tick() {
    const seconds = Math.floor((Date.now() - this.began) / 1000);
    const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    this.clock.textContent = filled(LECTURE.clock, { clock, minutes: this.minutes });
    this.clock.setAttribute("aria-label", filled(LECTURE.again, { clock, minutes: this.minutes }));
  }

  // -- from step to step

  async goTo(at, way) {
    this.at = Math.min(Math.max(at, 0), this.steps.length - 1);
    const { n, step } = this.steps[this.at], screen = this.screens[n], within = n === this.n;
    this.n = n;
    document.querySelectorAll(".cell.on").forEach(cell => cell.classList.remove("on"));
    screen.cells[0].classList.add("on");
    if (way > 0 || this.at) this.tellPlace(n, screen.stopAt?.(step)?.name);
    const planned = this.steps.slice(0, this.at + 1).filter(({ cost }) => cost).length;  // the others cost nothing
    history.replaceState(null, "", `#lecture?minutes=${this.minutes}&step=${planned}`);
    await screen.enter(step, way, within);
  }

  // How much of the plan is over when this step comes.
  tellPlace(n, stop = "") {
    const over = numpySum(this.steps.slice(0, this.at).map(({ cost }) => cost));
    this.plan.textContent = filled(LECTURE.place, { place: fixed(over, 0) });
    this.bar.firstChild.style.width = `${100 * over / this.minutes}%`;
    const before = [...this.jump.options].filter(option => Number(option.value) <= n);
    const here = before.find(option => stop && Number(option.value) === n && option.dataset.stop === stop);
    (here ?? before.filter(option => !option.dataset.stop).at(-1)).selected = true;
  }

  press(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const free = !document.activeElement || document.activeElement === document.body;
    const means = (keys, freeKeys) => keys.includes(event.key) || free && freeKeys.includes(event.key);
    if (event.key === "Escape") document.activeElement.blur();
    else if (means(NEXT, FREE_NEXT)) this.goTo(this.at + 1, 1);
    else if (means(LAST, FREE_LAST)) this.goTo(this.at - 1, -1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  leave() {
    clearInterval(this.ticking);
    document.documentElement.classList.remove("lecture");
    this.folds.forEach(([fold, open]) => { fold.open = open; });
    this.element.remove();
    const cells = document.querySelectorAll(".cell.on");
    cells.forEach(cell => cell.classList.remove("on"));
    cells[0].scrollIntoView({ block: "center" });
  }
}

const BEGAN = `lecture of ${location.pathname}`;
let lecture;

function leaveLecture() {
  lecture?.leave();
  lecture = undefined;
  store?.removeItem(BEGAN);
  if (location.hash.startsWith("#lecture")) history.replaceState(null, "", location.pathname);
}

function followLecture() {
  const [id, state] = location.hash.slice(1).split("?"), told = new URLSearchParams(state);
  if (id !== "lecture") return;
  const before = lecture?.steps[lecture.at], screen = before && lecture.screens[before.n];
  lecture?.leave();
  lecture = new Lecture(told.get("minutes") === "15" ? 15 : 50);
  lecture.tick();
  lecture.goTo(told.has("step") ? Number(told.get("step")) - 1 : screen ? lecture.nearest(screen, before.step) : 0, 0);
}

addEventListener("keydown", event => lecture?.press(event), true);
addEventListener("hashchange", followLecture);
