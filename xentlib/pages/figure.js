// What a figure without a kernel is made of. Python drew every state of it once; here its numbers are looked up in
// tables and written into the gaps of the texts that do not change. Nothing is drawn or calculated anew.
"use strict";

// Bytes → whole numbers: seven bits to a byte, the highest bit says that more follow, the lowest of all is the sign.
function reader(bytes) {
  let at = 0;
  return () => {
    let value = 0, scale = 1, byte;
    do {
      byte = bytes[at++];
      value += (byte & 127) * scale;
      scale *= 128;
    } while (byte & 128);
    return value % 2 ? -(value + 1) / 2 : value / 2;
  };
}

// A table over some of the controls. Along each of them its numbers were stored as differences, once or twice.
function table([axes, orders], shape, next) {
  const sizes = axes.map(axis => shape[axis]), strides = [];
  let size = 1;
  for (let k = axes.length - 1; k >= 0; k--) { strides[k] = size; size *= sizes[k]; }
  const numbers = Int32Array.from({ length: size }, next);
  for (let k = axes.length - 1; k >= 0; k--)
    for (let n = 0; n < orders[k]; n++)
      for (let i = strides[k]; i < size; i++)
        if (Math.floor(i / strides[k]) % sizes[k]) numbers[i] += numbers[i - strides[k]];
  return place => numbers[axes.reduce((at, axis, k) => at + place[axis] * strides[k], 0)];
}

// Paths of many shapes: the commands of each, and its numbers as differences to the path or to the point before.
function paths({ paths: count, commands }, next) {
  const found = [];
  let before = [];
  for (let n = 0; n < count; n++) {
    const shape = commands[next()], numbers = new Int32Array(next()), likeLast = next();
    for (let i = 0; i < numbers.length; i++)
      numbers[i] = next() + (likeLast ? before[i] : i < 2 ? 0 : numbers[i - 2]);
    const gaps = shape.split("#").length - 1, lines = "L # # ".repeat((numbers.length - gaps) / 2);
    let i = 0;
    found.push(shape.replace("*", lines).replace(/#/g, () => numbers[i++] / 100));
    before = numbers;
  }
  return found;
}

// A number of a slot: a place on the picture, or digits with so many decimals.
function written(kind, number) {
  if (kind === "h") return String(number / 100);
  const digits = String(Math.abs(number)).padStart(kind + 1, "0"), point = digits.length - kind;
  return (number < 0 ? "−" : "") + digits.slice(0, point) + (kind ? "." : "") + digits.slice(point);
}

// A figure that is looked up. A state is the place of each control among its values.
class TableFigure {
  constructor(bytes) {
    const head = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
    Object.assign(this, JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + head))));
    const next = reader(bytes.subarray(4 + head));
    this.tables = this.tables.map(each =>
      typeof each === "number" ? () => each : Array.isArray(each) ? table(each, this.shape, next) : paths(each, next));
  }

  refusalOf(place) { return this.refusals[this.tables[this.refusal](place)]; }
  stillOf(place) { return this.tables[this.still](place); }
  overlayOf(place) { return this.pieces.map(piece => this.text(piece, place)).join(""); }
  sentenceOf(place) { return this.text(this.sentence, place); }

  text([which, skeletons, listed], place) {
    const parts = skeletons[this.formOf(which, place)];
    let text = parts[0];
    for (let k = 1; k < parts.length; k += 3) text += this.slotOf(parts[k], parts[k + 1], place, listed) + parts[k + 2];
    return text;
  }

  formOf(which, place) { return this.tables[which](place); }

  slotOf(kind, number, place, listed) {
    const found = this.tables[number](place);
    return kind === "p" ? this.tables[listed][found] : written(kind, found);
  }
}

FIGURES.tables = bytes => new TableFigure(bytes);
