// The questions of the course on a page: guesses with their score card, and the test whose answers stay sealed until
// its end. Python made all that is said for every answer and every level of sureness; here it is chosen from.

// A button that can stay pressed.
function pressable(action, ...inside) {
  const made = element("button", { type: "button", "aria-pressed": false }, ...inside);
  made.onclick = action;
  return made;
}

const letterOf = n => String.fromCharCode(65 + n);

// A question: once both an answer and a level are pressed, it is committed to them, and nothing can be pressed again.
class Prediction {
  constructor(host, question, text, follow) {
    Object.assign(this, { host, question, text, follow, closed: false });
    const ask = host.querySelector(".ask"), list = host.querySelector("ol");
    ask.id = `${host.id}-ask`;
    list.setAttribute("aria-labelledby", ask.id);
    this.labels = [...list.children].map(line => element("span", {}, line.textContent));
    this.letters = this.labels.map((label, n) =>
      pressable(() => this.press({ choice: n }), element("b", {}, letterOf(n)), label));
    this.letters.forEach((button, n) => list.children[n].replaceChildren(button));
    this.levels = question.levels.map((words, n) => pressable(() => this.press({ level: n }), words));
    this.message = element("div", { class: "message", role: "status" });
    list.after(element("fieldset", { class: "sure" }, element("legend", {}, PAGE.quiz.sure), ...this.levels),
      this.message);
    host.classList.add("alive");
    this.say(PAGE.quiz.start);
  }

  press(pressed) {
    if (this.closed) return;
    Object.assign(this, pressed);
    keep(this.host.id, { choice: this.choice, level: this.level });
    this.letters.forEach((button, n) => button.setAttribute("aria-pressed", n === this.choice));
    this.levels.forEach((button, n) => button.setAttribute("aria-pressed", n === this.level));
    if (this.choice === undefined) this.say(PAGE.quiz.choose);
    else if (this.level === undefined) this.say(filled(PAGE.quiz.chosen, { letter: letterOf(this.choice) }));
    else this.commit();
  }

  commit() {
    this.committed = true;
    const figure = document.querySelector(`[data-after="${this.host.id}"]`);  // which shows what was asked
    if (figure) figure.open = true;
    this.close();
    this.after();
    this.follow();
  }

  // Not disabled: the keyboard would lose its place.
  close() {
    this.closed = true;
    this.host.classList.add("closed");
    [...this.letters, ...this.levels].forEach(button => button.setAttribute("aria-disabled", true));
  }

  after() {
    this.labels.forEach((label, n) => { label.innerHTML = this.text(this.question.labels[this.choice][n]); });
    this.message.innerHTML = this.text(this.told("messages"));
  }

  say(words) {
    this.message.replaceChildren(element("p", {}, words));
  }

  // What a table says of what was committed to.
  told(name) {
    return this.question[name][this.choice][this.level];
  }

  get right() {
    return this.choice === this.question.truth;
  }
}

class SealedPrediction extends Prediction {
  after() {
    this.message.innerHTML = this.text(this.told("kept"));
  }

  end() {
    if (this.closed) return;
    this.close();
    this.say(PAGE.test["too late"]);
  }

  unseal() {
    if (this.committed) super.after();
  }

  get sure() {
    return this.told("points")[this.choice];
  }
}

// The loss of each guess beside what even spreading costs, and their means.
class ScoreCard {
  constructor(host, predictions) {
    Object.assign(this, { host, predictions });
    this.follow();
  }

  follow() {
    const words = PAGE.quiz, all = this.predictions.length, scored = this.predictions.filter(one => one.committed);
    const rows = this.predictions.map(one => one.committed ? one.told("cells") : one.question.undone);
    let told = filled(words.none, { all });
    if (scored.length) {
      rows.push([words.mean, "", "", ...means(scored).map(mean => fixed(mean))]);
      told = `${filled(words.done, { done: scored.length, all, right: countRight(scored) })} ${verdict(scored)}`;
    }
    this.host.replaceChildren(tableOf([words.card, ...words.columns], rows), element("p", {}, told));
  }
}

// How the test went, once all items are committed or a button ends it; that button then opens the answers.
class Results {
  constructor(host, items, { groups, edges, enough, surest, code }) {
    Object.assign(this, { host, items, groups, edges, enough, surest });
    this.code = new Code(items, code);
    [this.told, this.calibration, this.line, this.answers] = Array.from({ length: 4 }, () => element("div"));
    this.asked = element("div", { role: "status" });
    this.button = element("button", { type: "button" }, PAGE.test.show);
    this.button.onclick = () => this.press();
    host.replaceChildren(this.told, this.calibration, this.line, this.asked, this.button, this.answers);
    this.follow();
  }

  follow() {
    const done = this.scored().length, all = this.items.length;
    if (done === all) this.show();
    else this.told.replaceChildren(element("p", {}, filled(PAGE.test.waiting, { done, all })));
  }

  // What cannot be undone takes two presses.
  press() {
    const open = this.items.length - this.scored().length, words = PAGE.test;
    if (open === this.items.length) this.ask(words["none yet"], words.show);
    else if (!this.shown && !this.closing) {
      this.closing = true;
      this.ask(filled(words.close, { open }), words["close them"]);
    } else if (!this.shown) this.show();
    else if (!this.opening) {
      this.opening = true;
      this.ask(words.sure, words["open all"]);
    } else this.open();
  }

  // What is to be known before the button is pressed, and what it does then.
  ask(words, then) {
    this.asked.replaceChildren(element("p", {}, words));
    this.button.textContent = then;
  }

  show() {
    const scored = this.scored(), words = PAGE.test;
    this.shown = true;
    keep(this.host.id, { shown: true });
    this.items.forEach(item => item.end());
    this.told.replaceChildren(...this.summary(scored));
    this.calibration.replaceChildren(...this.table(scored));
    this.line.replaceChildren(element("p", {}, words.yourself), element("p", {}, element("code", {},
      filled(words.line, { ...this.confidence(scored), items: this.items.length, mean: fixed(means(scored)[0]) }))),
      ...this.code.parts);
    this.ask(words.sealed, words.open);
    if (kept().occasion) this.code.show(kept().occasion);
  }

  open() {
    this.button.textContent = PAGE.test.opened;
    this.asked.replaceChildren();
    this.answers.innerHTML =
      this.items.map(item => item.text(item.committed ? item.told("items") : item.question.undone)).join("");
    this.items.forEach(item => item.unseal());
    document.querySelectorAll(".sealed").forEach(numbers => { numbers.hidden = false; });
  }

  scored() {
    return this.items.filter(item => item.committed);
  }

  summary(scored) {
    const words = PAGE.test, all = this.items.length;
    return [
      element("p", {}, filled(words.done, { done: scored.length, all, right: countRight(scored) })),
      tableOf([words.head, ...words.columns], [[words.mean, ...means(scored).map(mean => fixed(mean))]]),
      element("p", {}, verdict(scored)),
      element("p", {}, this.judged(scored) + this.ofTheSurest(scored)),
    ];
  }

  // How sure of the answers that were chosen, and how many were right, in 100; written, as the words have it.
  confidence(scored) {
    const count = scored.length, right = countRight(scored);
    return { count, right, said: fixed(meanOf(scored.map(item => item.sure)), 0), came: fixed(100 * right / count, 0) };
  }

  judged(scored) {
    const words = PAGE.test, confidence = this.confidence(scored), told = filled(words.confidence, confidence);
    if (scored.length < this.enough) return `${told} ${words["too few"]}`;
    const variance = numpySum(scored.map(item => item.sure * (100 - item.sure)));
    // judged by the whole numbers that are told: what is read and what is concluded must agree
    const margin = fixed(2 * Math.sqrt(variance) / scored.length, 0), gap = confidence.said - confidence.came;
    const judgement = Math.abs(gap) <= margin ? "fits" : gap > 0 ? "over" : "under";
    return `${told} ${filled(words[judgement], { gap: Math.abs(gap), margin })}`;
  }

  ofTheSurest(scored) {
    const surest = scored.filter(item => item.sure >= this.surest);
    return surest.length ? " " + filled(PAGE.test.surest, { count: surest.length, right: countRight(surest) }) : "";
  }

  // All answers, grouped by what was said of them: what came true of each group.
  table(scored) {
    const groups = this.groups.map(name => ({ name, said: [], true: 0 }));
    for (const item of scored) item.told("points").forEach((points, n) => {
      const group = groups[this.edges.slice(1, -1).filter(edge => edge <= points).length];
      group.said.push(points);
      group.true += n === item.question.truth;
    });
    const counted = groups.map(group => ({ ...group, count: group.said.length, said: meanOf(group.said) }));
    const rows = counted.map(({ name, count, true: came, said }) =>
      [name, count, ...count ? [fixed(said, 1), came, fixed(100 * came / count, 1)] : Array(3).fill(PAGE.test.nobody)]);
    const picture = element("div");
    picture.innerHTML = calibrationPicture(counted);
    return [picture, tableOf(PAGE.test.groups, rows)];
  }
}

function tableOf(columns, rows) {
  const line = (tag, scope, [first, ...others]) => element("tr", {}, element("th", { scope }, first),
    ...others.map(cell => element(cell === "" ? "td" : tag, {}, cell)));
  return element("table", {}, line("th", "col", columns), ...rows.map(cells => line("td", "row", cells)));
}

const countRight = scored => scored.filter(one => one.right).length;

// The mean loss, and that of even spreading.
function means(scored) {
  return [meanOf(scored.map(one => one.told("losses"))), meanOf(scored.map(one => one.question.even))];
}

// Both in words: told and judged to two decimals.
function verdict(scored) {
  const [own, even] = means(scored), told = { own: fixed(own), even: fixed(even) };
  const judgement = told.own === told.even ? "equal" : own < even ? "below" : "above";
  return filled(PAGE.quiz[judgement], told);
}

const meanOf = values => numpySum(values) / values.length;

// In the order in which numpy adds up to 128 numbers, so that the last bit is the same: eight sums, and what is left.
function numpySum(values) {
  const left = values.length % 8, eights = values.slice(0, values.length - left), add = (one, other) => one + other;
  let sum = 0;
  if (eights.length) {
    const [a, b, c, d, e, f, g, h] = values.slice(0, 8).map((_, k) => eights.filter((_, n) => n % 8 === k).reduce(add));
    sum = ((a + b) + (c + d)) + ((e + f) + (g + h));
  }
  return values.slice(eights.length).reduce(add, sum);
}

// What was pressed stays as long as the tab: phones load a page anew when they like. It is not sent anywhere.
const KEPT = `answers of ${location.pathname}`;
const store = storeOfTheTab();
const kept = () => JSON.parse(store?.getItem(KEPT) ?? "{}");

function storeOfTheTab() {
  try {
    return sessionStorage;
  } catch {
    return null;  // a page inside another one may have none
  }
}

function keep(id, what) {
  store?.setItem(KEPT, JSON.stringify({ ...kept(), [id]: what }));
}

async function wakeQuestions(root) {
  const data = document.getElementById("questions-data");
  if (!data) return;
  const unpacked = new TextDecoder().decode(await inflated(JSON.parse(data.textContent).packed));
  const { questions, pieces, ...rules } = JSON.parse(unpacked), text = parts => parts.map(n => pieces[n]).join("");
  const found = [], scores = [], follow = () => scores.forEach(one => one.follow());
  for (const host of root.querySelectorAll(".question"))
    found.push(new (host.matches(".item") ? SealedPrediction : Prediction)(host, questions[host.id], text, follow));
  root.querySelectorAll(".card").forEach(host => scores.push(new ScoreCard(host, found)));
  const results = Array.from(root.querySelectorAll(".results"), host => new Results(host, found, rules));
  scores.push(...results);
  const before = kept();
  found.filter(({ host }) => host.id in before).forEach(one => one.press(before[one.host.id]));
  results.filter(({ host }) => before[host.id]?.shown).forEach(one => one.show());
}
