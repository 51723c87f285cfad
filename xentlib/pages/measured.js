// Figures of a truth P and a model Q, each one by its weights: too many states for tables. What they show is calculated
// here, in a line each; where it stands on the picture, and in which words, was found by Python.

const base = unit => unit ? Math.E : 2;
const shares = weights => weights.map(weight => weight / weights.reduce((sum, other) => sum + other));
const overTruth = (p, cost) => p.reduce((sum, share, k) => share ? sum + share * cost(k) : sum, 0);
const entropy = (p, unit) => overTruth(p, k => -Math.log(p[k])) / Math.log(base(unit));
const crossEntropy = (p, q, unit) => overTruth(p, k => -Math.log(q[k])) / Math.log(base(unit));
const divergence = (p, q, unit) => overTruth(p, k => Math.log(p[k] / q[k])) / Math.log(base(unit));

const MEASURES = {
  total_cost: (p, q, unit) => [entropy(p, unit), divergence(p, q, unit), crossEntropy(p, q, unit)],
  divergence: (p, q, unit) => [divergence(p, q, unit), divergence(q, p, unit)],
};

class MeasuredFigure extends TableFigure {
  constructor(bytes, name) {
    super(bytes);
    this.measures = MEASURES[name];
  }

  measure(place) {
    if (!same(place, this.measured ?? [])) {
      this.measured = place.slice();
      this.values = this.measures(shares(place.slice(0, 3)), shares(place.slice(3, 6)), place[6]);
    }
    return this.values;
  }

  refusalOf(place) {
    return this.refusals[Math.max(...this.refusal.map(table => this.tables[table](place)))];
  }

  // Which text: a table, or how many numbers the one on show has passed.
  formOf(which, place) {
    if (!Array.isArray(which)) return super.formOf(which, place);
    const [value, steps] = which, [passed, texts] = steps[place[this.beside]];
    return texts[passed.filter(step => this.measure(place)[value] > step).length];
  }

  // A slot: digits of a number on show, or a place that moves along a line with it and ends where the line ends.
  slotOf(kind, number, place, listed) {
    if (kind[0] === "d") return fixed(this.measure(place)[number], +kind.slice(1));
    if (kind[0] !== "l") return super.slotOf(kind, number, place, listed);
    const [value, lines] = this.lines[number], [at0, slope, low, high] = lines[place[this.beside]];
    const along = slope ? at0 + slope * this.measure(place)[value] : at0;
    return String(Math.round(Math.min(Math.max(along, low), high)) / 100);
  }
}

FIGURES.measured = (bytes, name) => new MeasuredFigure(bytes, name);
