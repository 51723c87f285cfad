// The code of a test, to hand in: the reader says whether this was before or after the course.
class Code {
  constructor(items, rules) {
    Object.assign(this, { items, rules });
    const words = PAGE.test, occasions = Object.keys(rules.occasions);
    this.buttons = occasions.map(occasion => pressable(() => this.show(occasion), words[occasion]));
    this.code = element("code", { class: "code" });
    this.copy = element("button", { type: "button" }, words.copy);
    this.copy.onclick = () => this.toClipboard();
    this.told = element("div", { role: "status" });
    this.parts = [element("fieldset", { class: "sure" }, element("legend", {}, words.when), ...this.buttons), this.told];
  }

  show(occasion) {
    keep("occasion", occasion);
    Object.keys(this.rules.occasions).forEach((name, n) =>
      this.buttons[n].setAttribute("aria-pressed", name === occasion));
    this.code.textContent = writtenCode(this.items.map(item => this.state(item)), occasion, this.rules);
    this.copy.textContent = PAGE.test.copy;
    this.told.replaceChildren(element("p", {}, PAGE.test.code), element("p", {}, this.code, " ", this.copy));
  }

  state({ committed, choice, level }) {
    return committed ? 1 + choice * this.rules.levels + level : 0;
  }

  async toClipboard() {
    try {
      await navigator.clipboard.writeText(this.code.textContent);
      this.copy.textContent = PAGE.test.copied;
    } catch {  // a page that is not served safely, or stands inside another one, may not
      getSelection().selectAllChildren(this.code);
      this.copy.textContent = PAGE.test["not copied"];
    }
  }
}

// As `write_code` of xentlib/quiz/codes.py, of the states of all items.
function writtenCode(states, occasion, { letters, version, occasions, states: size, digits, weights }) {
  const base = letters.length, places = [version, occasions[occasion]].map(letter => letters.indexOf(letter));
  let number = states.reduceRight((sum, state) => sum * BigInt(size) + BigInt(state), 0n);
  for (let n = 0; n < digits; n++, number /= BigInt(base)) places.push(Number(number % BigInt(base)));
  const sums = [0, 1].map(row => numpySum(places.map((place, n) => weights[n][row] * place)));
  const code = [...places, ...sums.map(sum => (base - sum % base) % base)].map(place => letters[place]).join("");
  return code.replace(/.{4}(?!$)/g, "$&-");
}
